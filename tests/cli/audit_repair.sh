# Two copies of a store are compared, and what is bad in one is brought back from the other.
. "$(dirname "$0")/support/lib.sh"

"$DELO" pack "$page" -o store -q --id first
"$DELO" pack "$page" -o store -q --id second --as tar
"$DELO" audit add holdings --root store -q
cp -a store replica
expect 0 "$DELO" compare store replica
says out "2 packages compared, 2 the same"
expect 0 "$DELO" audit repair first --from replica
says out "nothing to repair"

content=$(content_of store/first)
printf '#' | dd of="$content" bs=1 seek=9 conv=notrunc status=none
printf '#' | dd of=store/second.tar bs=1 seek=3000 conv=notrunc status=none
mkdir store/third && cp store/first/bagit.txt store/third/
expect 1 "$DELO" compare store replica
says out "differs  first" "differs  second.tar" "only in the first  third" "$(basename "$content")"
expect 1 "$DELO" compare store replica --json
python3 -m json.tool "$work/.out" >/dev/null || fail "compare --json is not JSON"
rm -r store/third
expect 1 "$DELO" audit run

# A copy that is bad as well is refused, and nothing changes.
cp -a replica worse
printf '?' | dd of="worse/${content#store/}" bs=1 seek=9 conv=notrunc status=none
before=$(tree store)
expect 1 "$DELO" audit repair first --from worse
says out "NO GOOD COPY" "was not changed"
[ "$(tree store)" = "$before" ] || fail "a refused repair changed something"

for package in first second.tar; do
  expect 0 "$DELO" audit repair $package --from replica
  says out "repaired" "whole again" "what was bad is kept in"
done
expect 0 "$DELO" compare store replica
expect 0 "$DELO" audit run
silent
grep -rqF '#' store/.delo-repair/first-*/ || fail "what was bad is not kept"
expect 0 "$DELO" audit report
says out "repaired" "from $work/replica/first"
expect 0 "$DELO" audit verify-log
expect 2 "$DELO" audit repair first
expect 2 "$DELO" audit repair first --from store
expect 2 "$DELO" compare store
expect 3 "$DELO" compare store nowhere
