# What other tools that watch over stored files have done to their users, as far as only the command
# line shows it. The other fears are in tests/unit/ops/audit/audit_fears_test.cpp.
. "$(dirname "$0")/support/lib.sh"

fear() { echo "- $*"; }
run=("$DELO" audit run --catalogue "$work/catalogue")

"$DELO" pack "$page" -o store -q --id first
"$DELO" pack "$page" -o store -q --id second --as tar
"$DELO" pack "$page" -o store -q --id third --as zip
"$DELO" audit add holdings --root store --catalogue "$work/catalogue" -q

fear "bad arguments do not exit with 0"
expect 2 "${run[@]}" --no-such-flag
expect 2 "${run[@]}" no-such-collection
expect 2 "${run[@]}" --max-time soon

fear "zero packages do not look like success"
expect 4 "$DELO" audit run --catalogue nowhere
[ ! -e nowhere ] || fail "looking made a catalogue"

fear "an archive is audited without being unpacked, and fills no disk"
before=$(tree store)
TMPDIR=/nonexistent expect 0 "${run[@]}"
[ "$(tree store)" = "$before" ] || fail "an audit writes into the store"

fear "a package needs nothing beside it: neither a catalogue nor a file that points to it"
mkdir alone
cp -a store/first store/second.tar alone/
expect 0 "$DELO" validate alone/first alone/second.tar
expect 0 "$DELO" audit add alone/first alone/second.tar --catalogue another
expect 0 "$DELO" audit run --catalogue another

fear "no message names a command or flag that does not exist"
grep -rhE '"[^"]*--[a-z]' "$DELO_SOURCE/src" --include='*.cpp' | grep -vE 'systemctl|useradd' |
  grep -oE '[ "`(]--[a-z][a-z-]+' | tr -d ' "`(' | sort -u >named
grep -ohE -- '--[a-z][a-z-]+' "$DELO_SOURCE/docs/commands.md" | sort -u >known
printf '%s\n' --help --version >>known
sort -u -o known known
unknown=$(comm -23 named known)
[ -z "$unknown" ] || fail "flags that nobody has: $unknown"
grep -rhoE '`delo [a-z]+( [a-z-]+)?' "$DELO_SOURCE/src" --include='*.cpp' | tr -d '`' | sort -u >commands
while read -r words; do
  read -ra word <<<"$words"
  "$DELO" "${word[@]:1:1}" --help >/dev/null 2>&1 || fail "a message names: $words"
  [ "${word[1]}" != audit ] || [ ${#word[@]} -lt 3 ] ||
    "$DELO" audit "${word[2]}" --help >/dev/null 2>&1 || fail "a message names: $words"
done <commands
[ "$(wc -l <commands)" -gt 5 ] || fail "the messages of the source were not found"

fear "Ctrl-C ends a run, and the next goes on where it was"
mkdir -p large/bag/data
printf 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n' >large/bag/bagit.txt
truncate -s 16M large/bag/data/a.bin
cp -a large/bag large/second
for bag in bag second; do (cd large/$bag && sha256sum data/a.bin >manifest-sha256.txt); done
"$DELO" audit add large --root large --catalogue slow -q
for signal in INT TERM; do
  "$DELO" audit run --catalogue slow --rate 1MB 2>err &
  audit=$!
  until grep -qs "process $audit since" slow.lock; do
    kill -0 $audit 2>/dev/null || fail "the run ended before it could be stopped: $(cat err)"
  done
  kill -$signal $audit
  code=0
  wait $audit || code=$?
  [ $code = 130 ] || fail "exit $code after SIG$signal, expected 130: $(cat err)"
done
expect 0 "$DELO" audit run --catalogue slow
grep -q '"continues":' slow.events.jsonl || fail "it does not go on where it was"

# A disk that is full in the middle of a run: a small file system of the test's own.
cat >full.sh <<'FULL'
set -eu
mkdir full
mount -t tmpfs -o size=2m none full
cp catalogue full/c && cp catalogue.events.jsonl full/c.events.jsonl
dd if=/dev/zero of=full/rest bs=1k status=none 2>/dev/null || true
code=0
"$DELO" audit run --catalogue full/c >out 2>err || code=$?
rm full/rest
next=0
"$DELO" audit run --catalogue full/c || next=$?
echo "$code $next" >codes
umount full
FULL
if unshare -m true 2>/dev/null && unshare -m bash full.sh; then
  fear "a full disk ends the run once, with its cause, and not with 0"
  read -r code next <codes
  [ "$code" = 3 ] || fail "on a full disk: exit $code"
  [ "$(grep -c '^error: ' err)" = 1 ] && [ ! -s out ] || fail "not told once: $(cat out err)"
  grep -qE 'No space left|is full' err || fail "the cause is not told: $(cat err)"
  [ "$next" = 0 ] || fail "when there was room again: exit $next"
else
  echo "left out: a full disk (only root may mount a small file system here)"
fi
