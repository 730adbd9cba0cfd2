# Two hosts read one store at the same time, each with a copy of the catalogue; what they found comes together in the main one.
. "$(dirname "$0")/support/lib.sh"

for name in p1 p2 p3 p4 p5 p6; do
  "$DELO" pack "$page" -o store -q --id $name
done
"$DELO" audit add holdings --root store --cycle 90d -q --catalogue main
"$DELO" audit export -o export --catalogue main >/dev/null
"$DELO" audit import export --catalogue shard-1 >/dev/null # one way to make a copy
cp main shard-2                                           # and the other
cp main.events.jsonl shard-2.events.jsonl
expect 0 "$DELO" audit verify-log --catalogue shard-1

# plan N: the packages of a part.
plan() {
  "$DELO" audit run --catalogue shard-$1 --shard $1/2 --dry-run | sed -n "s|^$work/store/\([a-z0-9]*\) .*|\1|p"
}
plan 1 >part-1
plan 2 >part-2
[ -s part-1 ] && [ -s part-2 ] || fail "the names do not fall into both parts"
[ "$(sort part-1 part-2 | uniq | wc -l)" = 6 ] || fail "the parts are not the whole"
cp -a store store.good
damage() {
  printf '#' | dd of="$(content_of "store/$1")" bs=1 seek=9 conv=notrunc status=none
}
first=$(head -1 part-1)
second=$(head -1 part-2)
damage "$first"
damage "$second"
good=$(sed -n 2p part-1)

# Both at the same time. The clock is fixed, so that it is known which result is the newer one.
export SOURCE_DATE_EPOCH=1800000000
run() {
  local got=0
  "$DELO" audit run --catalogue "shard-$1" --shard "$1/2" >"run-$1" 2>&1 || got=$?
  echo "$got" >"exit-$1"
}
run 1 &
one=$!
run 2 &
two=$!
wait "$one" "$two"
[ "$(cat exit-1 exit-2 | tr -d '\n')" = 11 ] || fail "the shards ended with $(cat exit-1 exit-2): $(cat run-1 run-2)"

cp -a main before
cp -a main.events.jsonl before.events.jsonl
expect 1 "$DELO" audit merge shard-1 shard-2 --catalogue main
says out ALTERED "store/$first" "store/$second" "shard-1: 3 checks taken in" "shard-2: 3 checks taken in" "6 packages looked at, 4 passed"
expect 0 "$DELO" audit verify-log --catalogue main
says out "1 checkpoint" "6 packages of the catalogue"
expect 0 "$DELO" audit status --catalogue main
says out "a merge of what" "oldest check" "6 packages looked at, 4 passed"
says_not out "never checked"
expect 0 "$DELO" audit report --catalogue main --period 2027 --format json
python3 - "$first" "$second" <<'PY' || fail "the report of the period does not count what was merged"
import json, sys
report = json.load(open(".out"))
assert report["runs"] == 2 and report["checks"] == 6, report
failures = {each["path"].rsplit("/", 1)[1] for each in report["failures"]}
assert failures == set(sys.argv[1:]), failures
PY
python3 - <<'PY' || fail "a line does not say where it comes from"
import hashlib, json
for line in map(json.loads, open("main.events.jsonl")):
    if line["what"] == "check":
        place = line["source"]
        lines = open(place["shard"] + ".events.jsonl", "rb").read().splitlines()
        there = lines[place["line"] - 1]
        assert hashlib.sha256(there).hexdigest() == place["digest"]
        assert hashlib.sha256(lines[-1]).hexdigest() == place["head"]
        there = json.loads(there)
        assert all(line[key] == there[key] for key in ("package", "outcome", "started", "ended", "bytes", "time"))
        assert line.get("events") == there.get("events") and line["host"] and line["version"]
PY
expect 0 "$DELO" audit prove "$good" --catalogue main -o proof.json
expect 0 python3 "$DELO_SOURCE/docs/check-proof.py" proof.json

# Once more changes nothing, and says so; what is still bad is told again.
cp main.events.jsonl first.events.jsonl
expect 1 "$DELO" audit merge shard-1 shard-2 --catalogue main
says out "nothing new" ALTERED
cmp -s main.events.jsonl first.events.jsonl || fail "a second merge wrote into the log"
expect 1 "$DELO" audit merge shard-2 --catalogue main --json
python3 - <<'PY' || fail "merge --json does not tell what it should"
import json
merge = json.load(open(".out"))
assert merge["report"] == "audit merge" and merge["exit"] == 1 and merge["missing_parts"][0]["parts"] == [1], merge
assert merge["shards"][0]["merged_before"] == merge["shards"][0]["lines"], merge
PY

# The store is brought back, both hosts go on with what they have, and all is well: silent.
rm -r store
cp -a store.good store
export SOURCE_DATE_EPOCH=1800000600
run 1
run 2
[ "$(cat exit-1 exit-2 | tr -d '\n')" = 00 ] || fail "good runs ended with $(cat exit-1 exit-2): $(cat run-1 run-2)"
expect 0 "$DELO" audit merge shard-1 shard-2 --catalogue main
silent
expect 0 "$DELO" audit merge shard-1 shard-2 --catalogue main
says out "shard-1: nothing new"
expect 0 "$DELO" audit verify-log --catalogue main
expect 0 "$DELO" audit report --catalogue main --period 2027
says out "passed again"
expect 0 "$DELO" audit run --catalogue main
expect 0 "$DELO" audit verify-log --catalogue main

# A shard that is not what was written, or of other holdings, stays out; the others come in.
cp shard-1 bad
sed 's/"passed"/"altered"/' shard-1.events.jsonl >bad.events.jsonl
"$DELO" pack "$page" -o elsewhere -q --id other
"$DELO" audit add elsewhere --catalogue other -q
"$DELO" audit run --catalogue other
rm -rf main main.*
mv before main
mv before.events.jsonl main.events.jsonl
expect 1 "$DELO" audit merge bad other shard-2 --catalogue main
says out "REFUSED  bad" "of its event log is bad" "REFUSED  other" "other holdings" "shard-2: 6 checks taken in" "NOT THERE  the part 1/2"
expect 0 "$DELO" audit verify-log --catalogue main
expect 3 "$DELO" audit merge nowhere --catalogue main
says out "UNREADABLE  nowhere"
expect 2 "$DELO" audit merge main --catalogue main
expect 4 "$DELO" audit merge shard-1 --catalogue nothing
expect 2 "$DELO" audit merge --catalogue main

# Who holds a catalogue keeps it.
(flock 9 && expect 75 "$DELO" audit merge shard-1 --catalogue main) 9>main.lock
(flock 9 && expect 75 "$DELO" audit merge shard-1 --catalogue main) 9>shard-1.lock
says out "IN USE  shard-1"
