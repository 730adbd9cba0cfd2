# What differs between two packages is told by name and content, whatever holds them.
. "$(dirname "$0")/support/lib.sh"

export SOURCE_DATE_EPOCH=1000000000
for container in dir tar.gz zip; do
  "$DELO" pack "$page" -o "as/$container" --as "$container" -q
done
expect 0 "$DELO" diff "$(package_in as/tar.gz)" "$(package_in as/zip)"
says out "the same: $(find as/dir -type f | wc -l) files"
expect 0 "$DELO" diff -q "$(package_in as/dir)" "$(package_in as/zip)"
silent

mkdir -p old/deep new/deep
printf same >old/same.txt
printf before >old/changed.txt
printf before >old/grown.txt
printf gone >old/gone.txt
printf moved >old/one.txt
: >old/empty-1
ln -s same.txt old/link
cp -a old/. new/
printf afters >new/changed.txt
printf before-after >new/grown.txt
rm new/gone.txt new/empty-1 new/link
mv new/one.txt new/deep/Дело.txt
ln -s changed.txt new/link
printf new >new/new.txt
: >new/empty-2
expect 1 "$DELO" diff old new
says out "changed  changed.txt (still 6 bytes)" "changed  grown.txt (6 bytes became 12)" \
  "removed  gone.txt (4 bytes)" "renamed  one.txt -> deep/Дело.txt" "added    new.txt (3 bytes)" \
  "removed  empty-1" "added    empty-2" "changed  link" \
  "2 added, 2 removed, 3 changed, 1 renamed; 1 the same"
tar -cf new.tar new
"$DELO" diff --json old new >folder.json || true
"$DELO" diff --json old new.tar >tar.json || true
python3 - <<'PY'
import json
folder, tar = (json.load(open(name)) for name in ("folder.json", "tar.json"))
assert folder["differences"] == tar["differences"]
kinds = [d["difference"] for d in folder["differences"]]
assert sorted(kinds) == ["added"] * 2 + ["changed"] * 3 + ["removed"] * 2 + ["renamed"], kinds
PY

# Nothing is concluded from what could not be read.
head -c 3000 new.tar >cut.tar
expect 3 "$DELO" diff new cut.tar
says out "COULD NOT FINISH"
expect 3 "$DELO" diff new absent
expect 4 "$DELO" diff new old/same.txt
expect 2 "$DELO" diff new
says err "compares two packages"
