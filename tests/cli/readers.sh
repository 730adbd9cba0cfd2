# Every layout in every container: other people's programs read it as it is, other people's schema
# processors accept every XML file in it, and so do the validators of the field.
. "$(dirname "$0")/support/lib.sh"
shared=${DELO_SHARED:-$DELO_SOURCE/../shared}
[ -d "$shared/reference/schemas" ] || skip "the official schemas are not here (looked for $shared/reference/schemas)"
needs xmllint "it checks by the official schemas"
needs python3 "it reads the archives"
. "$(dirname "$0")/support/xml_judges.sh"

declare -A absent=()
# has PROGRAM: whether it is there; what is not is told once, at the end.
has() {
  command -v "$1" >/dev/null && return 0
  absent[$1]=1
  return 1
}
# unpacks ARCHIVE FOLDER PROGRAM COMMAND...: what the program makes of it is the package as a folder.
unpacks() {
  local archive=$1 folder=$2 program=$3
  shift 3
  has "$program" || return 0
  rm -rf other
  mkdir other
  (cd other && "$@" >"$work/.out" 2>"$work/.err") || {
    cat "$work/.out" "$work/.err" >&2
    fail "$program cannot read $archive"
  }
  diff -r "$folder" "other/$(basename "$folder")" || fail "$program reads $archive otherwise"
}
read_by_others() { # read_by_others ARCHIVE FOLDER
  local archive=$work/$1 folder=$2
  case $archive in
  *.zip)
    unpacks "$archive" "$folder" unzip unzip -q "$archive"
    unpacks "$archive" "$folder" 7z 7z x "$archive"
    unpacks "$archive" "$folder" python3 python3 -c 'import sys, zipfile; zipfile.ZipFile(sys.argv[1]).extractall()' "$archive"
    ;;
  *.tar.zst)
    has zstd && unpacks "$archive" "$folder" tar sh -c 'zstd -dc "$1" | tar -x' - "$archive"
    ;;
  *)
    unpacks "$archive" "$folder" tar tar -xf "$archive"
    unpacks "$archive" "$folder" 7z sh -c '7z x -so "$1" | if [ "${1%.gz}" = "$1" ]; then cat >/dev/null; tar -xf "$1"; else tar -x; fi' - "$archive"
    unpacks "$archive" "$folder" python3 python3 -c 'import sys, tarfile; tarfile.open(sys.argv[1]).extractall()' "$archive"
    ;;
  esac
  unpacks "$archive" "$folder" bsdtar env LC_ALL=C.UTF-8 bsdtar -xf "$archive"
}
bagit=$shared/peers/bagit-cli
[ -x "$bagit" ] || absent[bagit-python]=1

mkdir scans letters
printf 'II*\0 one' >scans/0041.tif
printf '%%PDF-1.4\n' >'scans/лист 42 об.pdf'
printf 'Из Батуми' >ru.txt
cp "$page" scans/* letters/
mkdir letters/empty
export SOURCE_DATE_EPOCH=1700000000 # one document, the same files in every container
packages=0
for layout in bag+sip sip bag plain; do
  what=("$page" --original scans --transcription ru.txt --describe "mods,dc,ead3" --layout "$layout")
  [ $layout != plain ] || what=(--plain letters)
  folder=""
  for container in dir tar tar.gz tar.zst zip zip-deflate; do
    expect 0 "$DELO" pack "${what[@]}" -o "$layout/$container" --as $container -q
    package=$(package_in "$layout/$container")
    packages=$((packages + 1))
    expect 0 "$DELO" validate --json "$package"
    python3 -c 'import json
report = json.load(open(".out"))["packages"][0]
assert report["verdict"] == "valid", report
assert not [f for f in report["findings"] if f["severity"] == "error"], report["findings"]'
    [ -z "$folder" ] || {
      read_by_others "$package" "$folder"
      continue
    }
    folder=$package
    judge_xml "$folder"
    if [ -x "$bagit" ] && [ -f "$folder/bagit.txt" ]; then
      "$bagit" --quiet --validate "$folder" || fail "bagit-python refuses $folder"
    fi
  done
done
echo "$packages packages; XML judged by xmllint, Xerces ($xerces_state), jing ($jing_state): ${#judged[@]} different files"
[ ${#absent[@]} = 0 ] || echo "skipped, since not installed: ${!absent[*]}"
