# delo doctor tells of the machine; every engine that it lists as available gives the same verdicts.
. "$(dirname "$0")/support/lib.sh"

expect 0 "$DELO" doctor
says out "openssl" "works" "libraries:" "OpenSSL" "locale: C.UTF-8" "can be written" \
  "schemas:" "/usr/sbin/sendmail: is" "Landlock" "seccomp" "this folder: $work, can be written"
[ -z "$(find . -name 'delo-doctor*')" ] || fail "the write test left something"

# engines STATE: those of which the JSON report says so.
engines() {
  "$DELO" doctor --json | python3 -c '
import json, sys
for engine in json.load(sys.stdin)["engines"]:
    if engine[sys.argv[1]]:
        print(engine["word"])' "$1"
}

[ "$(engines chosen | wc -l)" = 1 ] || fail "not one engine is chosen"
engines available | grep -x openssl >.found || fail "OpenSSL is not available"

"$DELO" pack "$page" -o good -q
good=$(package_in good)
cp -a "$good" bad
printf ' ' >>"$(content_of bad)"
export SOURCE_DATE_EPOCH=1700000000 # reports tell the time
"$DELO" validate --json bad >auto.json || true
for engine in auto $(engines available); do
  expect 0 "$DELO" validate --engine "$engine" "$good"
  expect 1 "$DELO" validate --engine "$engine" bad
  "$DELO" validate --engine "$engine" --json bad >this.json || true
  cmp auto.json this.json || fail "$engine judges otherwise"
  expect 0 "$DELO" pack --engine "$engine" "$page" -o "by-$engine" -q
  expect 0 "$DELO" validate "$(package_in "by-$engine")"
  expect 0 "$DELO" audit add --catalogue "$engine.sqlite" "$good"
  expect 0 "$DELO" audit run --catalogue "$engine.sqlite" --engine "$engine"
done

expect 2 "$DELO" validate --engine abacus "$good"
says err "auto" "openssl"
for engine in avx2 avx512; do
  if ! engines available | grep -x "$engine" >.found; then
    expect 2 "$DELO" validate --engine "$engine" "$good"
    says err "this processor cannot compute digests with $engine"
  fi
done

TMPDIR=$work/nowhere expect 3 "$DELO" doctor
says out "NOT WRITABLE" "TMPDIR"

# The folder that is asked about must take a file; the current one need not.
expect 3 "$DELO" doctor nowhere
says out "this folder: NOT WRITABLE"
expect 0 "$DELO" doctor good
(cd /proc && expect 0 "$DELO" doctor)
says out "this folder: NOT WRITABLE"
expect 3 "$DELO" doctor --json nowhere
python3 -c '
import json
folder = json.load(open(".out"))["folder"]
assert folder["path"] == "nowhere" and not folder["writable"] and "nowhere" in folder["trouble"], folder'

# What is in force is told; what is required and is not, ends with 3.
expect 0 "$DELO" doctor --sandbox off
says out "Landlock    NOT IN FORCE: --sandbox off" "seccomp     NOT IN FORCE: --sandbox off"
"$DELO" doctor --json >sandbox.json
if python3 -c 'import json; exit(not all(json.load(open("sandbox.json"))["sandbox"][part]["in_force"] for part in ("landlock", "seccomp")))'; then
  expect 0 "$DELO" doctor --sandbox require
  says out "Landlock    in force, version " "seccomp     in force"
else
  expect 3 "$DELO" doctor --sandbox require
  says out "NOT IN FORCE"
fi
