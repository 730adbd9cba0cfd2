# OCFL objects and lists of digests in the audit, and a catalogue that goes out and comes in again.
. "$(dirname "$0")/support/lib.sh"

# A list as the tools write it: every name that a file can have.
mkdir -p tapes/папка
printf alpha >tapes/a.txt
printf beta >"tapes/папка/б в.txt"
printf gamma >"tapes/new
line"
lists=$work/lists
mkdir "$lists"
(cd tapes && find . -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum >"$lists/SHA256SUMS")
(cd tapes && find . -type f -print0 | xargs -0 md5sum >"$lists/tapes.md5")
(cd tapes && find . -type f -print0 | xargs -0 sha1sum --tag >"$lists/bsd")
for list in "$lists"/*; do
  expect 0 "$DELO" audit add tapes --root tapes --kind list --list "$list" --catalogue "$list.db"
  says out "3 files"
  expect 0 "$DELO" audit run --catalogue "$list.db"
  silent
done
expect 0 "$DELO" audit add tapes --root tapes --kind list --list "$lists/SHA256SUMS"
printf '#' >>"tapes/new
line"
expect 1 "$DELO" audit run
says out EXTENDED
printf gamma >"tapes/new
line"
printf x >tapes/unlisted
expect 0 "$DELO" audit run
silent
expect 0 "$DELO" audit add other --root tapes --kind list --list "$lists/tapes.md5" --catalogue other.db
says out "not in the list: 1 file, first unlisted"
rm tapes/unlisted
printf 'altered' >tapes/a.txt
expect 1 "$DELO" audit add late --root tapes --kind list --list "$lists/bsd" --catalogue late.db
says out REFUSED "a.txt: its SHA-1 is"
expect 1 "$DELO" audit run
says out EXTENDED a.txt
printf alpha >tapes/a.txt
expect 2 "$DELO" audit add late --root tapes --kind list

if command -v hashdeep >/dev/null; then
  # It does not escape a line feed in a name, so that its list has a broken line then.
  mkdir plain
  cp tapes/a.txt plain/
  hashdeep -r "$work/plain" >"$lists/hashdeep"
  expect 0 "$DELO" audit add plain --root plain --kind list --list "$lists/hashdeep" --catalogue hd.db
  says out "1 file"
  expect 0 "$DELO" audit run --catalogue hd.db
  printf ALPHA >plain/a.txt
  expect 1 "$DELO" audit run --catalogue hd.db
  says out ALTERED
else
  echo "left out: hashdeep is not installed"
fi

# Objects of others.
shared=${DELO_SHARED:-}/conformance/ocfl
if [ -n "${DELO_SHARED:-}" ] && [ -d "$shared" ]; then
  mkdir objects
  printf 'ocfl_1.1\n' >objects/0=ocfl_1.1
  for object in "$shared"/1.*/good-objects/*/; do
    cp -a "$object" "objects/$(basename "$(dirname "$(dirname "$object")")")-$(basename "$object")"
  done
  count=$(find objects -mindepth 1 -maxdepth 1 -type d | wc -l)
  chmod -R u+w objects
  expect 0 "$DELO" audit add objects --root objects --kind ocfl --catalogue ocfl.db
  [ "$(grep -c '^added' .out)" = "$count" ] || fail "not all $count objects were taken in: $(cat .out)"
  expect 0 "$DELO" audit run --catalogue ocfl.db
  silent
  content=$(find objects -path '*/content/*' -type f -size +0 | LC_ALL=C sort | head -1)
  printf '#' >>"$content"
  expect 1 "$DELO" audit run --catalogue ocfl.db
  says out EXTENDED "$(basename "$content")"
  for object in "$shared"/1.*/bad-objects/*/; do
    [ -n "$(find "$object" -maxdepth 1 -name '0=ocfl_object_*')" ] || continue
    expect 1 "$DELO" audit add "$object" --catalogue bad.db
    says out REFUSED
  done
else
  echo "left out: the conformance objects of OCFL are not beside the repository"
fi

# A catalogue goes out and comes in again.
expect 0 "$DELO" audit export -o out.jsonl
says out exported "1 package"
expect 2 "$DELO" audit export -o out.jsonl # the name is taken
expect 0 "$DELO" audit export -o out.jsonl --force
python3 - out.jsonl <<'PY' || fail "the last line does not tell the digest of the lines before it"
import hashlib, json, sys
lines = open(sys.argv[1], "rb").read().splitlines(True)
assert json.loads(lines[-1])["sha256"] == hashlib.sha256(b"".join(lines[:-1])).hexdigest()
PY
expect 0 "$DELO" audit import out.jsonl --catalogue copy.db
says out imported "$(sha256sum <out.jsonl | cut -d' ' -f1)"
grep -q "$(sha256sum <out.jsonl | cut -d' ' -f1)" copy.db.events.jsonl || fail "the log does not name the export"
"$DELO" audit export --catalogue copy.db >again.jsonl
cmp <(sed '1d;$d' out.jsonl) <(sed '1d;$d' again.jsonl) || fail "what came in goes out otherwise"
expect 0 "$DELO" audit run --catalogue copy.db
silent
expect 2 "$DELO" audit import out.jsonl --catalogue copy.db
says err "not empty"
sed -i '3s/alpha/omega/;3s/a/b/' out.jsonl
expect 2 "$DELO" audit import out.jsonl --catalogue cut.db
says err "line "
[ ! -e cut.db ] || fail "a catalogue was made of an export that was changed"
