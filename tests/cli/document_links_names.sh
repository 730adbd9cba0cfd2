# Links and names that are not UTF-8, in documents: refused before anything is written, followed,
# recorded, escaped; unpack brings them back.
. "$(dirname "${BASH_SOURCE[0]}")/support/lib.sh"
needs python3 "it makes the names"
export SOURCE_DATE_EPOCH=1700000000

# The content of a representation, in a package or in what was unpacked from its payload.
data_of() { find "$1" -path "*/representations/$2/data" -type d; }

# A document with links: beside the page, in a representation, to a file, to a folder, and away.
mkdir -p doc/original/sub doc/pool
cp "$page" doc/telegram.txt
echo scan >doc/original/0041.tif && echo pool >doc/pool/telegram.2.tif
ln -s ../0041.tif doc/original/sub/again.tif
ln -s sub doc/original/folder
ln -s nowhere doc/original/broken
ln -s pool/telegram.2.tif doc/telegram.3.tif

expect 2 "$DELO" pack doc -o none
says err "doc/original/broken: it is a link to nowhere" "doc/telegram.3.tif: it is a link" "--links follow or --links record"
[ ! -e none ] || fail "something was written"

for container in dir tar.zst zip; do
  expect 0 "$DELO" pack doc -o "links/$container" --as "$container" --links record
  says out "note: 4 symbolic links were not packed, but are kept in links.txt" "original: 2 files"
  package=$(package_in "links/$container")
  expect 0 "$DELO" validate -q "$package"
  expect 0 "$DELO" unpack "$package" --payload -o "unlinked/$container"
  says out "4 links restored"
  (cd "$(data_of "unlinked/$container" original)" && [ "$(readlink sub/again.tif)" = ../0041.tif ] &&
    [ "$(readlink folder)" = sub ] && [ "$(readlink broken)" = nowhere ] && [ -L telegram.3.tif ]) ||
    fail "$container: links are not as they were"
  expect 0 "$DELO" pack doc -o "links/$container" --as "$container" --links record
  says out identical
done
expect 0 "$DELO" pack doc -o plain --layout bag --links record -q
expect 0 "$DELO" validate -q "$(package_in plain)"
grep -qxF 'sub  data/representations/original/data/folder' "$(package_in plain)/links.txt" || fail "not in links.txt"
expect 0 "$DELO" pack doc -o links/dir --links record --json
says out '"target": "nowhere"'
expect 2 "$DELO" pack doc -o none --layout sip --links record
says err "a SIP alone is no bag" "--layout bag+sip"

expect 2 "$DELO" pack doc -o none --links follow
says err "nowhere, which is not there"
rm doc/original/broken
expect 0 "$DELO" pack doc -o followed --layout sip --links follow
says out "original: 5 files"
data=$(data_of followed original)
[ "$(cat "$data/folder/again.tif" "$data/sub/again.tif" "$data/telegram.3.tif")" = "$(printf 'scan\nscan\npool')" ] ||
  fail "links were not followed"
expect 0 "$DELO" validate -q "$(package_in followed)"

# The same below what was named on the command line.
expect 2 "$DELO" pack doc/telegram.txt --original doc/original -o none
says err "doc/original/folder: it is a link"
expect 0 "$DELO" pack doc/telegram.txt --original doc/original -o named --links record -q
grep -c data/ "$(package_in named)/links.txt" >.out
[ "$(cat .out)" = 2 ] || fail "2 links expected in what was named"

# A row of a sheet names a page and its scans, or a folder that holds files and links.
mkdir -p sheet/scans sheet/whole/original sheet/pages
cp "$page" sheet/pages/a.txt
echo 1 >sheet/scans/1.tif && ln -s 1.tif sheet/scans/2.tif
echo 3 >sheet/whole/original/3.tif && ln -s 3.tif sheet/whole/original/4.tif && ln -s nowhere sheet/whole/5.jpg
printf 'Page,Original,Folder,Title,Package ID\npages/a.txt,scans,,,with-page\n,,whole,No page,without-page\n' >rows.csv
expect 2 "$DELO" pack sheet --metadata rows.csv --one-per row -o none
says err "sheet/scans/2.tif: it is a link" "sheet/whole/5.jpg: it is a link"
expect 0 "$DELO" pack sheet --metadata rows.csv --one-per row -o rows --links record
expect 0 "$DELO" validate -q rows/with-page rows/without-page
grep -qxF '1.tif  data/with-page/representations/original/data/2.tif' rows/with-page/links.txt || fail "a row's link"
[ "$(cut -d ' ' -f 1 rows/without-page/links.txt | sort)" = "$(printf '3.tif\nnowhere')" ] || fail "a folder's links"

# Names that are not UTF-8, of the page as well.
python3 - "$page" <<'PY'
import os, shutil, sys
os.makedirs(b"raw/original/d\xe4/empty\xff")
shutil.copy(os.fsencode(sys.argv[1]), b"raw/\xd2\xe5\xeb.txt")
for name in [b"raw/original/d\xe4/0041.tif", b"raw/original/\xeb42.tif", b"raw/original/0043=.tif"]:
    open(name, "wb").write(name)
os.symlink(b"d\xe4/0041.tif", b"raw/original/l\xff")
PY
rm raw/original/l*
expect 2 "$DELO" pack raw -o none
says err "not UTF-8" "--names escape"
[ ! -e none ] || fail "something was written"
for container in dir tar zip; do
  expect 0 "$DELO" pack raw -o "raw-as/$container" --as "$container" --names escape
  says out "names that are not UTF-8 were changed; their bytes are in escaped-names.txt"
  package=$(package_in "raw-as/$container")
  expect 0 "$DELO" validate -q "$package"
  expect 0 "$DELO" unpack "$package" --payload -o "raw-un/$container"
  says out "not UTF-8"
  diff -r raw/original "$(data_of "raw-un/$container" original)" || fail "$container: names differ"
  cmp "$page" "$(find "raw-un/$container" -path '*/documentation/source/*')" || fail "$container: the page differs"
  python3 - "raw-un/$container" <<'PY' || fail "$container: the page's name differs"
import os, sys
names = [os.path.join(d, f) for d, _, files in os.walk(os.fsencode(sys.argv[1])) for f in files]
assert sum(name.endswith(b"/\xd2\xe5\xeb.txt") for name in names) == 2, names
PY
  expect 0 "$DELO" pack raw -o "raw-as/$container" --as "$container" --names escape
  says out identical
done
