# The units that `delo audit schedule` prints: systemd takes them, and calls them safe.
. "$(dirname "$0")/support/lib.sh"

"$DELO" pack "$page" -o "store for audits" -q
"$DELO" audit add holdings --root "store for audits" --catalogue "$work/catalogue" -q
expect 0 "$DELO" audit schedule holdings --cycle 90d --nightly 2h --catalogue "$work/catalogue"
says out "no run has shown yet how fast this disk is"
"$DELO" audit run --catalogue "$work/catalogue"
expect 0 "$DELO" audit schedule holdings --cycle 90d --nightly 2h --catalogue "$work/catalogue"
says out "the cycle is reachable" "--max-time 2h" "--cycle 90d" "Persistent=true" "0 2 * * *"
expect 2 "$DELO" audit schedule nothing --catalogue "$work/catalogue"
expect 2 "$DELO" audit schedule holdings --nightly soon --catalogue "$work/catalogue"

expect 0 "$DELO" audit schedule holdings --catalogue "$work/catalogue" --json
python3 - "$DELO" <<'PYTHON'
import json, sys
schedule = json.load(open(".out"))
assert schedule["reachable"] is True and schedule["packages"] == 1
open("delo-audit@.service", "w").write(schedule["service"].replace("/usr/bin/delo", sys.argv[1]))
open("delo-audit@.timer", "w").write(schedule["timer"])
PYTHON
# The line for cron is one that a shell runs.
eval "$(python3 -c 'import json; print(json.load(open(".out"))["cron"].split("*  ")[1])' |
  sed "s#/usr/bin/delo#$DELO#")" || fail "the line for cron does not run"

command -v systemd-analyze >/dev/null || skip "systemd-analyze is not installed: nobody else reads the units"
cp delo-audit@.service delo-audit@holdings.service
systemd-analyze verify "$work/delo-audit@holdings.service" "$work/delo-audit@.timer" 2>verify.err ||
  fail "systemd does not take the units: $(cat verify.err)"
expect 0 systemd-analyze security --offline=yes --threshold=20 "$work/delo-audit@holdings.service"
grep overall -i .out
