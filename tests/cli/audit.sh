# The nightly run: silent when all is well, exact when not, and never "all altered" for a lost disk.
. "$(dirname "$0")/support/lib.sh"

"$DELO" pack "$page" -o store -q
"$DELO" pack "$page" -o store -q --id second --as zip
"$DELO" pack "$page" -o store -q --id third --as tar
first=$(find store -mindepth 1 -maxdepth 1 -type d ! -name '.*')
content=$(content_of "$first")
cp -a store store.good
restore() {
  rm -rf store
  cp -a store.good store
}

expect 4 "$DELO" audit run
expect 0 "$DELO" audit add store
says out "added" "$(basename "$first")" "second.zip" "third.tar"
[ -f "$XDG_DATA_HOME/delo/catalogue.sqlite" ] || fail "the catalogue is not in the XDG data folder"
expect 0 "$DELO" audit run
silent
[ ! -s .err ] || fail "a good run talks: $(cat .err)"
expect 0 "$DELO" audit add store # once more: nothing changes

printf '#' | dd of="$content" bs=1 seek=9 conv=notrunc status=none
expect 1 "$DELO" audit run
says out ALTERED "$(basename "$content")" "$(sha512sum <"$page" | cut -d' ' -f1)" "$(sha512sum <"$content" | cut -d' ' -f1)" "2 passed"
expect 1 "$DELO" audit run # a fault is told until it is mended
says out ALTERED
restore
expect 0 "$DELO" audit run

truncate -s -1 "$content"
expect 1 "$DELO" audit run
says out TRUNCATED
restore
printf x >>"$content"
expect 1 "$DELO" audit run
says out EXTENDED
restore
rm "$content"
expect 1 "$DELO" audit run
says out MISSING
says_not out ALTERED
restore
printf x >"$first/new file"
expect 1 "$DELO" audit run
says out EXTRA "new file"
restore
# One byte of the page inside each archive.
for archive in second.zip third.tar; do
  at=$(grep -abo 'Skip to content' "store/$archive" | head -1 | cut -d: -f1)
  printf '#' | dd of="store/$archive" bs=1 seek=$((at + 5)) conv=notrunc status=none
done
expect 1 "$DELO" audit run
says out ALTERED second.zip third.tar "$(basename "$page")"
restore

# A package moved away, and a whole store away.
mv "$first" elsewhere
expect 1 "$DELO" audit run
says out "PACKAGE MISSING"
says_not out ALTERED
mv store away
expect 6 "$DELO" audit run
says_not out ALTERED "PACKAGE MISSING"
mkdir store # the empty mount point
expect 6 "$DELO" audit run
says_not out ALTERED "PACKAGE MISSING"
rmdir store
restore
expect 0 "$DELO" audit run

# A damaged package never becomes the reference.
cp -a "$first" damaged
printf x >>"$(content_of damaged)"
expect 1 "$DELO" audit add damaged
expect 0 "$DELO" audit list
says_not out damaged
expect 0 "$DELO" audit status
says out "last run"
for what in run list status; do
  "$DELO" audit $what --json | python3 -m json.tool >/dev/null || fail "audit $what --json is not JSON"
done

# One run at a time.
exec 9>"$XDG_DATA_HOME/delo/catalogue.sqlite.lock"
flock 9
expect 75 "$DELO" audit run
says err "another run"
exec 9>&-
expect 0 "$DELO" audit run
