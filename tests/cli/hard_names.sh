# Names, files and folders that break other tools go through pack, validate, unpack and compare equal,
# in every container; other people's programs read the archives.
. "$(dirname "$0")/support/lib.sh"
needs python3 "it makes the names"

export SOURCE_DATE_EPOCH=1700000000
python3 - <<'PY'
import os
def make(path, data=None):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as f:
        f.write(path[-20:] if data is None else data)
for name in [b"new\nline", b"car\rret", b"cr\r\nlf", b"100%", b"%25", b"%0A", b"a\\b", b"\\lead", b"tab\there",
             b"bell\x07esc\x1b[31mdel\x7f", b" lead", b"trail ", b"two  spaces", b"~tilde", b"C:drive", b"*star", b"-dash",
             b"q\"uo'te", b"<>|?:", b"#hash?q&x=1", b".hidden", b"a=E4",
             "e\u0301.txt".encode(), "\u00e9.txt".encode(), b"Case", b"case", "Case/".encode()[:-1] + b".d/in",
             "\u202ertl".encode(), "\U0001F600".encode(), "\ufeffbom".encode(), "\u2028sep".encode(),
             b"bagit.txt", b"manifest-sha512.txt", b"data", b"deeper/METS.xml"]:
    make(b"hard/names/" + name)
for name in [b"~top", b"C:", b"\\top"]:
    make(b"hard/" + name)
make(b"hard/" + ("д" * 127).encode() + b"x")                               # 255 bytes
make(b"hard/" + b"/".join(b"%03d" % i + b"y" * 96 for i in range(11)) + b"/file")  # over 1,000
make(b"hard/" + b"/".join([b"t"] * 300) + b"/leaf")                        # deep
make(b"hard/empty file", b"")
for folder in [b"hard/empty/a", b"hard/empty/b%\n/c", "hard/empty/п".encode()]:
    os.makedirs(folder)
make(b"hard/linked once", b"same bytes")
os.link("hard/linked once", "hard/linked twice")
with open("hard/sparse", "wb") as f:
    f.seek(5_000_000)
    f.write(b"end")
PY
touch -d 2001-02-03T04:05:06Z hard/sparse
before=$(find hard -printf '%p %m %s %T@ %n\n' | LC_ALL=C sort)

for container in dir tar tar.gz tar.zst zip zip-deflate; do
  expect 0 "$DELO" pack --layout bag hard -o "as/$container" --as "$container"
  says out "read back and verified"
  says err "only in letter case or normalisation form"
  package=$(package_in "as/$container")
  expect 0 "$DELO" validate -q "$package"
  expect 0 "$DELO" unpack "$package" --payload -o "un/$container" -q
  diff -r hard "un/$container/hard" || fail "$container: not the same files"
  [ "$(cd hard && find . -type d | LC_ALL=C sort)" = "$(cd "un/$container/hard" && find . -type d | LC_ALL=C sort)" ] ||
    fail "$container: not the same folders"
  [ "$(stat -c %Y "un/$container/hard/sparse")" = "$(stat -c %Y hard/sparse)" ] || fail "$container: other times"
  expect 0 "$DELO" diff hard "un/$container/hard"
  expect 0 "$DELO" pack --layout bag hard -o "as/$container" --as "$container"
  says out "identical"
done
[ "$before" = "$(find hard -printf '%p %m %s %T@ %n\n' | LC_ALL=C sort)" ] || fail "the source was touched"

# The same as the scans of a document.
for container in dir tar.zst zip; do
  expect 0 "$DELO" pack "$page" --original hard -o "document/$container" --as "$container"
  package=$(package_in "document/$container")
  expect 0 "$DELO" validate -q "$package"
  expect 0 "$DELO" unpack "$package" --payload -o "undocument/$container" -q
  diff -r hard "$(find "undocument/$container" -path '*/representations/original/data' -type d)" ||
    fail "$container: not the same files"
done

# What other programs make of the archives; each is skipped by its name when it is not there.
read_by() {
  local program=$1 shown=$2
  shift 2
  command -v "$program" >/dev/null || {
    echo "skipped: $program is not installed"
    return 0
  }
  rm -rf other && mkdir other
  (cd other && "$@" >"$work/.out" 2>"$work/.err") || {
    cat "$work/.out" "$work/.err" >&2
    fail "$program cannot read $shown"
  }
  diff -r hard other/hard/data >"$work/.out" || true
  # bsdtar composes names in a tar, so that of é.txt and é.txt one is left: known, and no fault of ours.
  if [ "$program" = bsdtar ]; then sed -i '/^Only in hard\/names: e*.*\.txt$/d' "$work/.out"; fi
  [ ! -s "$work/.out" ] || fail "$program reads $shown otherwise: $(head -3 "$work/.out")"
}
read_by tar tar tar -xf ../as/tar/hard.tar
read_by tar tar.gz tar -xzf ../as/tar.gz/hard.tar.gz
if command -v zstd >/dev/null; then
  read_by tar tar.zst sh -c 'zstd -dc ../as/tar.zst/hard.tar.zst | tar -xf -'
else
  echo "skipped: zstd is not installed"
fi
for archive in tar/hard.tar tar.gz/hard.tar.gz tar.zst/hard.tar.zst zip/hard.zip zip-deflate/hard.zip; do
  read_by bsdtar "$archive" env LC_ALL=C.UTF-8 bsdtar -xf "../as/$archive"
done
read_by python3 tar python3 -c 'import tarfile; tarfile.open("../as/tar/hard.tar").extractall()'
# Python's zipfile makes names safe for Windows when it extracts; reading by name tells the truth.
# unzip and 7z change control characters and backslashes when they extract: they check the bytes.
for archive in zip/hard.zip zip-deflate/hard.zip; do
  python3 - "as/$archive" <<'PY' || fail "Python reads $archive otherwise"
import os, sys, zipfile
archive = zipfile.ZipFile(sys.argv[1])
assert archive.testzip() is None
names = {name for name in archive.namelist() if name.startswith("hard/data/") and not name.endswith("/")}
disk = {os.path.relpath(os.path.join(d, f), "hard") for d, _, files in os.walk("hard") for f in files}
assert names == {"hard/data/" + name for name in disk}, names ^ {"hard/data/" + n for n in disk}
for name in disk:
    assert archive.read("hard/data/" + name) == open(os.path.join("hard", name), "rb").read(), name
PY
  for program in unzip 7z; do
    command -v $program >/dev/null || {
      echo "skipped: $program is not installed"
      continue
    }
    if [ $program = unzip ]; then expect 0 unzip -tqq "as/$archive"; else expect 0 7z t "as/$archive"; fi
  done
done

# Names that are not UTF-8: refused, or escaped and restored; never mangled.
python3 - <<'PY'
import os
os.makedirs(b"raw/d\xe4/sub")
os.makedirs(b"raw/d\xe4/nothing\xff")
for name in [b"raw/f\xff", b"raw/d\xe4/sub/plain", b"raw/d\xe4/\xd1\xf2\xe0\xeb\xe8\xed", b"raw/good"]:
    open(name, "wb").write(name)
PY
expect 2 "$DELO" pack --layout bag raw -o none
says err 'raw/f\xff' "not UTF-8" "--names escape"
[ ! -e none ] || fail "something was written"
for container in dir tar tar.zst zip; do
  expect 0 "$DELO" pack --layout bag raw -o "raw-as/$container" --as "$container" --names escape -q
  package=$(package_in "raw-as/$container")
  expect 0 "$DELO" validate -q "$package"
  expect 0 "$DELO" unpack "$package" --payload -o "raw-un/$container"
  says out "not UTF-8"
  diff -r raw "raw-un/$container/raw" || fail "$container: names that are not UTF-8 differ"
done
grep -qxF 'data/f%FF  data/f=FF' raw-as/dir/raw/escaped-names.txt || fail "the name is not recorded"

# Symbolic links: refused, followed, or recorded and restored as far as they are safe.
mkdir -p links/deep && echo x >links/file && ln -s ../file links/deep/good && ln -s deep links/folder &&
  ln -s /etc/passwd links/absolute && ln -s ../../../etc links/deep/climbs && ln -s nowhere links/broken
expect 2 "$DELO" pack --layout bag links -o none
says err "links/absolute: it is a link to /etc/passwd" "--links"
expect 2 "$DELO" pack --layout bag links -o none --links follow
says err "links/absolute: it is a link that leaves the folder" "nowhere, which is not there"
[ ! -e none ] || fail "something was written"
for container in dir tar.gz zip; do
  expect 0 "$DELO" pack --layout bag links -o "links-as/$container" --as "$container" --links record -q
  package=$(package_in "links-as/$container")
  expect 0 "$DELO" validate -q "$package"
  expect 0 "$DELO" unpack "$package" --payload -o "links-un/$container"
  says out "3 links restored" "data/absolute -> /etc/passwd" "data/deep/climbs"
  (cd "links-un/$container/links" && [ "$(readlink deep/good)" = ../file ] && [ "$(readlink folder)" = deep ] &&
    [ "$(readlink broken)" = nowhere ] && [ ! -L absolute ] && [ ! -L deep/climbs ]) || fail "$container: links"
done
rm links/absolute links/deep/climbs links/broken
expect 0 "$DELO" pack --layout bag links -o followed --links follow -q
[ "$(cat followed/links/data/folder/good)" = x ] || fail "links were not followed"
ln -s .. links/deep/circle
expect 2 "$DELO" pack --layout bag links -o none --links follow
says err "never end"

# Over 8 GiB, where sizes outgrow the fields of old tar headers: minutes of reading, so on request.
if [ -n "${DELO_TEST_LARGE:-}" ]; then
  mkdir large && truncate -s $((8 * 1024 * 1024 * 1024 + 5)) large/file && printf end >>large/file
  for container in tar zip tar.zst; do
    expect 0 "$DELO" pack --layout bag large -o large-as --as "$container" --hash sha256 -q
    rm -r large-as
  done
else
  echo "skipped: a file over 8 GiB (set DELO_TEST_LARGE=1)"
fi
echo "hard names, links and folders go through all six containers"
