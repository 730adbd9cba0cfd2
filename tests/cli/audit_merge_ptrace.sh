# kill -9 at random system calls of a merge: each shard is in or out, log and catalogue agree, and the next merge completes it,
# with every check once.
. "$(dirname "$0")/support/lib.sh"
. "$(dirname "$0")/support/kill.sh"
needs_ptrace
echo "seed $seed"

for name in p1 p2 p3 p4; do
  "$DELO" pack "$page" -o store -q --id $name
done
"$DELO" audit add store --catalogue home/main >/dev/null
for part in 1 2; do
  cp home/main "shard-$part"
  cp home/main.events.jsonl "shard-$part.events.jsonl"
done
printf '#' | dd of="$(content_of store/p1)" bs=1 seek=9 conv=notrunc status=none
for part in 1 2; do
  "$DELO" audit run --catalogue shard-$part --shard $part/2 >/dev/null || true
done
cp -a home home.good
restore() {
  rm -rf home
  cp -a home.good home
}
checks() {
  grep -c '"what":"check"' home/main.events.jsonl || true
}

# The exit code of a merge that finds something is 1, of one that was killed another.
list_calls "$DELO" audit merge shard-1 shard-2 --catalogue home/main || true
[ -s calls ] || fail "no system calls were seen"
rounds=${DELO_KILLS:-16}
killed=0
for _ in $(seq "$rounds"); do
  restore
  kill_somewhere "$DELO" audit merge shard-1 shard-2 --catalogue home/main
  [ "$code" -le 1 ] || killed=$((killed + 1))
  expect 0 "$DELO" audit verify-log --catalogue home/main
  [ "$(checks)" -le 4 ] || fail "$(checks) checks of 4 ($call $when)" # fewer: lines wait in the catalogue
  expect 1 "$DELO" audit merge shard-1 shard-2 --catalogue home/main
  says out ALTERED p1
  [ "$(checks)" = 4 ] || fail "$(checks) checks of 4 after the next merge ($call $when)"
  expect 0 "$DELO" audit verify-log --catalogue home/main
  expect 0 "$DELO" audit doctor --catalogue home/main
  expect 0 "$DELO" audit list --catalogue home/main
  says_not out "never checked"
done
echo "$killed of $rounds merges were killed"
[ "$killed" -gt $((rounds / 4)) ] || fail "too few merges were killed to prove anything"
