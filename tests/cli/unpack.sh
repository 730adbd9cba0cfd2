# A package becomes a folder again, in every container, with its times; a bad one leaves nothing.
. "$(dirname "$0")/support/lib.sh"

export SOURCE_DATE_EPOCH=1000000000
touch -d '2001-01-01T00:00:00Z' scan.tif
for container in dir tar tar.gz tar.zst zip zip-deflate; do
  "$DELO" pack "$page" --original scan.tif -o "as/$container" --as "$container" -q
  package=$(package_in "as/$container")
  expect 0 "$DELO" unpack "$package" -o "un/$container"
  says out "unpacked" "$(find as/dir -type f | wc -l) files" "verified while they were written"
  unpacked=$(package_in "un/$container")
  [ "$(tree "$unpacked")" = "$(tree "as/dir/$(basename "$unpacked")")" ] || fail "$container: other bytes"
  [ "$(find "$unpacked" -name scan.tif -printf '%TY-%Tm-%Td')" = 2001-01-01 ] || fail "$container: other times"
  expect 0 "$DELO" validate -q "$unpacked"
done
id=$(basename "$(package_in un/dir)")

# A taken name is left alone, until --force.
expect 2 "$DELO" unpack "as/tar/$id.tar" -o un/tar
says err "is there already" "--force"
echo mine >"un/tar/$id/mine.txt"
expect 0 "$DELO" unpack "as/tar/$id.tar" -o un/tar --force -q
silent
[ ! -e "un/tar/$id/mine.txt" ] || fail "the older folder is still there"

# Only what was packed.
expect 0 "$DELO" unpack "as/zip/$id.zip" --payload -o payload --json
python3 - "$work/.out" "$(find "as/dir/$id/data" -type f | wc -l)" <<'PY'
import json, sys
p = json.load(open(sys.argv[1]))["packages"][0]
assert p["verdict"] == "valid" and p["unpacked"]["files"] == int(sys.argv[2]), p
PY
[ "$(tree payload/"$id")" = "$(tree "as/dir/$id/data")" ] || fail "the payload differs"

# nothing_left FOLDER: not even what the staging needs.
nothing_left() {
  [ -z "$(ls -A "$1")" ] || fail "something is left in $1: $(ls -A "$1")"
}

# One altered byte: the findings of validate, exit 1, no files.
cp -r "as/dir/$id" bad
printf X | dd of="$(content_of bad)" bs=1 conv=notrunc status=none
tar -cf bad.tar bad
for package in bad bad.tar; do
  expect 1 "$DELO" unpack "$package" -o none
  says out "BAGIT-3" "nothing was unpacked from $package"
  nothing_left none
done

# What climbs out, and links.
python3 - <<'PY'
import io, tarfile
def make(name, entries):
    with tarfile.open(name, "w") as tar:
        for path, link in entries:
            info = tarfile.TarInfo(path)
            if link:
                info.type, info.linkname = tarfile.SYMTYPE, link
            info.size = 0 if link else 2
            tar.addfile(info, None if link else io.BytesIO(b"x\n"))
bag = [("b/bagit.txt", None)]
make("climb.tar", bag + [("b/../../out.txt", None)])
make("up.tar", [("../bagit.txt", None), ("../out.txt", None)])
make("absolute.tar", bag + [("/tmp/delo-must-not-be", None)])
make("link.tar", bag + [("b/data", "/tmp"), ("b/data/delo-must-not-be", None)])
PY
for package in climb up absolute link; do
  [ $package = up ] && code=4 || code=1 # without a folder of its own it is no package
  expect $code "$DELO" unpack "$package.tar" -o deep/none
  nothing_left deep/none
done
[ ! -e out.txt ] && [ ! -e deep/out.txt ] && [ ! -e /tmp/delo-must-not-be ] || fail "something climbed out"

# No package at all; a target that cannot hold it.
echo text >text.txt
expect 4 "$DELO" unpack text.txt -o none
expect 2 "$DELO" unpack "as/tar/$id.tar"
says err "needs -o DIR"
(
  ulimit -f 8
  expect 3 "$DELO" unpack "as/tar/$id.tar" -o none
  says err "cannot write"
)
nothing_left none
