# BagIt Profiles: what is packed by one keeps it, by our account and by that of others; what would
# not is refused before anything is written.
. "$(dirname "$0")/support/lib.sh"

mkdir -p scans
printf 'II*\0 one' >scans/0041.tif
printf 'II*\0 two!' >scans/0042.TIF
given=(--set "Contact-Name=Н. Хранитель" --set "Source-Organization=The Reading Room")
nothing_written() {
  [ ! -e "$1" ] || [ -z "$(find "$1" -mindepth 1)" ] || fail "something was written: $(find "$1")"
}

peer=${DELO_SHARED:-$DELO_SOURCE/../shared}/peers/bagit-profile
peer_state="not there: bagit-profiles-validator ($peer)"
# conforms PROFILE-FILE BAG: what bagit-profiles-validator says of a folder.
conforms() {
  [ -x "$peer" ] && [ -d "$2" ] || return 0
  local code=0
  "$peer" "$1" "$2" >"$work/.peer" 2>&1 || code=$?
  if [ $code = 77 ]; then
    peer_state="bagit-profiles-validator $(cat "$work/.peer")"
    return 0
  fi
  [ $code = 0 ] || fail "bagit-profiles-validator: $(cat "$work/.peer")"
  peer_state=used
}

# pack_by PROFILE COMMAND...: in every container, held to the profile afterwards.
pack_by() {
  local profile=$1 as
  shift
  for as in dir tar tar.gz tar.zst zip; do
    expect 0 "$@" --profile "$profile" --as $as -o "$profile/$as" -q
    expect 0 "$DELO" validate --profile "$profile" "$(package_in "$profile/$as")"
    says out "valid, 0 errors" "profile $profile"
  done
  conforms "$DELO_SOURCE/profiles/$profile.json" "$(package_in "$profile/dir")"
}
pack_by translated-document "$DELO" pack "$page" "${given[@]}"
pack_by scans-only "$DELO" pack --plain scans "${given[@]}" --set External-Identifier="AVPRF, f. 1, op. 2, d. 3" \
  --set External-Description="Letters on bread"
pack_by minimal "$DELO" pack --plain scans

# Tags are in the order of the profile, and its own name comes first.
python3 - "$DELO_SOURCE/profiles/translated-document.json" "$(package_in translated-document/dir)/bag-info.txt" <<'PY'
import json, sys
profile = json.load(open(sys.argv[1], encoding="utf-8"))
labels = [line.split(":")[0] for line in open(sys.argv[2], encoding="utf-8") if not line.startswith(" ")]
order = ["BagIt-Profile-Identifier", *profile["Bag-Info"]]
known = [label for label in labels if label in order]
assert known == sorted(known, key=order.index), known
assert labels[:len(known)] == known, "tags that the profile does not list stand among those it lists"
PY

# What is missing is told whole, with what to type, before anything is written.
expect 2 "$DELO" pack "$page" -o none --profile translated-document
says err "would not keep the profile translated-document" "no Source-Organization" "no Contact-Name" \
  "type as well: --set Source-Organization=... --set Contact-Name=..."
expect 2 "$DELO" pack "$page" -o none --profile scans-only "${given[@]}"
says err "data/" "is no payload that the profile allows"
expect 2 "$DELO" pack "$page" -o none --profile translated-document "${given[@]}" --hash sha256 --layout sip
says err "a SIP alone is no bag"
cp -a scans stays
was=$(tree stays)
expect 2 "$DELO" pack --in-place stays --profile scans-only
[ "$(tree stays)" = "$was" ] || fail "the folder changed"
nothing_written none

# A profile of one's own decides on digests and the container where nothing else was said.
cat >own.json <<'JSON'
{"BagIt-Profile-Info": {"BagIt-Profile-Identifier": "urn:example:own", "BagIt-Profile-Version": "1.4.0",
  "Source-Organization": "we", "External-Description": "for a test", "Version": "1"},
 "Accept-BagIt-Version": ["1.0"], "Serialization": "required", "Accept-Serialization": ["application/gzip"],
 "Manifests-Required": ["sha256"], "Tag-Manifests-Required": ["sha256"], "Manifests-Allowed": ["sha256", "md5"],
 "Bag-Info": {"Zeta": {"required": true, "values": ["the only one"]}, "Alpha": {"values": ["a", "b"]}},
 "Tag-Files-Required": ["notes/read me.txt"]}
JSON
expect 2 "$DELO" pack --plain scans -o none --profile own.json
says err "no tag file notes/read me.txt" "--tag-file FILE='notes/read me.txt'"
printf 'note\n' >note.txt
expect 0 "$DELO" pack --plain scans -o own --profile own.json --tag-file "note.txt=notes/read me.txt" --set Alpha=a
expect 0 "$DELO" validate --profile own.json own/scans.tar.gz
tar -xzf own/scans.tar.gz
[ -f scans/manifest-sha256.txt ] && [ ! -e scans/manifest-sha512.txt ] || fail "other digests than the profile's"
grep -qx 'Zeta: the only one' scans/bag-info.txt || fail "the only value is missing"
rm -r scans/{bagit.txt,bag-info.txt,data,notes} scans/*manifest*
for wrong in "--as zip" "--hash sha512" "--set Alpha=c" "--set Zeta=other"; do
  # shellcheck disable=SC2086 # two words each
  expect 2 "$DELO" pack --plain scans -o none --profile own.json --tag-file "note.txt=notes/read me.txt" $wrong
  says err "would not keep the profile own.json"
done
nothing_written none

# A bag that was good for one profile is judged by another, in JSON as well.
bag=$(package_in translated-document/dir)
expect 1 "$DELO" validate --profile own.json --json "$bag"
python3 -c '
import json
package = json.load(open(".out"))["packages"][0]
assert package["profile"] == "own.json" and package["verdict"] == "invalid", package
rules = {f["rule"] for f in package["findings"]}
assert {"PROFILE-id-1", "PROFILE-container-1", "PROFILE-manifest-1", "PROFILE-file-1", "PROFILE-tag-1"} <= rules, rules'
expect 0 "$DELO" validate "$bag" # the one that it names
says out "profile translated-document"

# Profiles that are none: by a wrong name, an address, another program's format, a broken file.
refused() {
  local profile=$1
  shift
  for command in validate "pack -o none"; do
    # shellcheck disable=SC2086 # a command and its flags
    expect 2 "$DELO" $command --profile "$profile" "$([ "$command" = validate ] && echo "$bag" || echo "$page")"
    says err "$@" "hint: "
  done
}
refused scans-olny "there is no profile" "minimal, scans-only, translated-document"
refused https://example.org/profile.json "has no copy of it" "--online"
printf '{"ordered": []}' >bagger.json
refused bagger.json "looks like a profile of Bagger"
printf '{\n"BagIt-Profile-Info": {,\n' >broken.json
refused broken.json "no JSON from line 2"
nothing_written none

# Public profiles in use are read, or it is said what they are instead.
public=${DELO_SHARED:-$DELO_SOURCE/../shared}/conformance/bagit-profiles
if [ -d "$public" ]; then
  count=0
  for profile in "$public"/*.json; do
    code=0
    "$DELO" validate --profile "$profile" "$bag" >"$work/.out" 2>"$work/.err" || code=$?
    case $profile in
    *-format.json) [ $code = 2 ] && says err "looks like a profile of" "delo profile convert" ;;
    *) [ $code = 1 ] && says out "PROFILE-id-1" ;;
    esac || fail "exit $code: $profile $(cat "$work/.err")"
    count=$((count + 1))
  done
  echo "$count public profiles were read"
else
  echo "skipped: public profiles (looked for $public)"
fi
echo "bagit-profiles-validator: $peer_state"
