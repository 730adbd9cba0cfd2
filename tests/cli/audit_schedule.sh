# What `delo audit schedule` prints: systemd takes the units, and calls them safe; systemd-tmpfiles and
# logrotate take theirs.
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
open("delo-audit.conf", "w").write(schedule["tmpfiles"])
open("delo-audit.logrotate", "w").write(schedule["logrotate"])
PYTHON
# The line for cron is one that a shell runs.
eval "$(python3 -c 'import json; print(json.load(open(".out"))["cron"].split("*  ")[1])' |
  sed "s#/usr/bin/delo#$DELO#")" || fail "the line for cron does not run"

# Folders of the state: made where they are missing, and left alone where they are.
user=$(id -un) group=$(id -gn)
sed -i "s/:delo :delo/:$user :$group/" delo-audit.conf
if command -v systemd-tmpfiles >/dev/null; then
  mkdir -p "root$work" root/var
  chmod 711 "root$work"
  printf secret >"root$work/catalogue.key"
  systemd-tmpfiles --create --root "$work/root" "$work/delo-audit.conf" 2>tmpfiles.err ||
    fail "systemd-tmpfiles does not take its lines: $(cat tmpfiles.err)"
  [ ! -s tmpfiles.err ] || fail "systemd-tmpfiles warns: $(cat tmpfiles.err)"
  [ "$(stat -c %a root/var/log/delo)" = 750 ] || fail "systemd-tmpfiles makes no folder for what is printed"
  [ "$(stat -c %a "root$work")" = 711 ] || fail "systemd-tmpfiles changes a folder that was there"
  [ "$(stat -c %a "root$work/catalogue.key")" = 600 ] || fail "others may read the key"
else
  echo "systemd-tmpfiles is not installed: nobody else reads its lines"
fi

# What is printed is rotated; the event log stays, whatever is asked of logrotate.
mkdir log
sed -i "s#/var/log/delo/audit.log#$work/log/audit.log#; s/delo delo/$user $group/" delo-audit.logrotate
printf 'printed\n' >log/audit.log
cp catalogue.events.jsonl events.before
if command -v logrotate >/dev/null; then
  logrotate --debug --state "$work/rotated" delo-audit.logrotate 2>rotate.err ||
    fail "logrotate does not take the stanza: $(cat rotate.err)"
  logrotate --force --state "$work/rotated" delo-audit.logrotate >rotate.err 2>&1 ||
    fail "logrotate does not rotate: $(cat rotate.err)"
  [ ! -s rotate.err ] || fail "logrotate is not content with the stanza: $(cat rotate.err)"
  [ -s log/audit.log.1 ] && [ ! -s log/audit.log ] || fail "what was printed is not rotated: $(ls log)"
  cmp catalogue.events.jsonl events.before || fail "the event log was touched"
else
  echo "logrotate is not installed: nobody else reads the stanza"
fi

command -v systemd-analyze >/dev/null || skip "systemd-analyze is not installed: nobody else reads the units"
cp delo-audit@.service delo-audit@holdings.service
systemd-analyze verify "$work/delo-audit@holdings.service" "$work/delo-audit@.timer" 2>verify.err ||
  fail "systemd does not take the units: $(cat verify.err)"
expect 0 systemd-analyze security --offline=yes --threshold=20 "$work/delo-audit@holdings.service"
grep overall -i .out
