# Every fault is named, in folder, tar and zip alike; exit codes tell what they are documented to.
. "$(dirname "$0")/support/lib.sh"
needs zip "foreign zip files are made with it"

"$DELO" pack "$page" -o good -q
good=$(package_in good)
id=$(basename "$good")

# findings PACKAGE: rule, path, digests, without the package's own place.
findings() {
  "$DELO" validate --json "$1" | python3 -c '
import json, sys
p = json.load(sys.stdin)["packages"][0]
print(p["verdict"], p["kind"], p["files"], p["bytes"])
for f in p["findings"]:
    print(f["rule"], f["path"], f.get("line"), f["message"], f.get("expected"), f.get("actual"))' || true
}

# alike NAME CODE TEXT...: the damaged package in ./NAME/ID says the same in all containers.
alike() {
  local name=$1 code=$2
  shift 2
  tar -cf "$name.tar" -C "$name" "$id"
  tar -czf "$name.tar.gz" -C "$name" "$id"
  (cd "$name" && zip -qr0 "../$name-stored.zip" "$id" && zip -qr "../$name-deflated.zip" "$id")
  findings "$name/$id" >"$name.findings"
  for other in "$name.tar" "$name.tar.gz" "$name-stored.zip" "$name-deflated.zip"; do
    findings "$other" | diff "$name.findings" - || fail "$other is judged otherwise than the folder"
    expect "$code" "$DELO" validate "$other"
  done
  expect "$code" "$DELO" validate "$name/$id"
  says out "$@"
}

damage() { # damage NAME: a fresh copy; its content file is $content
  mkdir "$1"
  cp -a "$good" "$1/"
  content=$(content_of "$1/$id")
}

damage untouched
alike untouched 0 "valid (bag with SIP"
damage altered
printf '#' | dd of="$content" bs=1 seek=40 conv=notrunc status=none
alike altered 1 "INVALID" "$(basename "$content")" "expected  $(sha512sum <"$page" | cut -d' ' -f1)" \
  "actual    $(sha512sum <"$content" | cut -d' ' -f1)" "BAGIT-3-3" "METS-file-3"
damage truncated
truncate -s 50 "$content"
alike truncated 1 "Payload-Oxum" "METS-file-2" "BAGIT-3-3"
damage missing
rm "$content"
alike missing 1 "BAGIT-3-1" "METS-file-1" "not there"
damage extra
printf stray >"extra/$id/data/$id/stray.txt"
alike extra 1 "BAGIT-3-2" "METS-file-4" "stray.txt"
damage metadata
sed -i 's/<title>/<titel>/; s/<\/title>/<\/titel>/' "metadata/$id/data/$id/metadata/descriptive/mods.xml"
alike metadata 1 "XML-3" "mods.xml:" "titel"
damage mets
printf '<!DOCTYPE mets [<!ENTITY a SYSTEM "file:///etc/passwd">]><mets>&a;</mets>' >"mets/$id/data/$id/METS.xml"
alike mets 1 "XML-2" "DOCTYPE"
says_not out "root:"

# All faults at once, not the first.
damage many
printf x >>"$content"
rm "many/$id/data/$id/documentation/rights.txt"
printf y >"many/$id/data/more.txt"
expect 1 "$DELO" validate "many/$id"
says out "$(basename "$content")" "rights.txt" "more.txt"

# A cut archive is a bad package; what is behind the cut is not called missing.
head -c 60000 untouched.tar >cut.tar
expect 1 "$DELO" validate cut.tar
says out "DELO-container-2" "not checked"
says_not out "not there"

# Nothing to check is never success; one bad package decides for many; unreadable beats bad.
mkdir plain && printf 1 >plain/file
expect 4 "$DELO" validate plain
expect 4 "$DELO" validate "$page"
expect 1 "$DELO" validate "$good" "altered/$id" plain
expect 3 "$DELO" validate "altered/$id" absent
says out "absent" "No such file"
expect 0 "$DELO" validate -q "$good" untouched.tar
silent
expect 2 "$DELO" validate

# Names that climb out are named and never followed.
damage climbing
printf '%s  data/../../../etc/passwd\n' "$(sha512sum </etc/passwd | cut -d' ' -f1)" >>"climbing/$id/manifest-sha512.txt"
expect 1 "$DELO" validate "climbing/$id"
says out "BAGIT-2.1.3-2"
