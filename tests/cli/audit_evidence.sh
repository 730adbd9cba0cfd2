# What an audit leaves behind proves what it found, and nothing that was changed since goes unseen.
. "$(dirname "$0")/support/lib.sh"
needs python3 "it checks the proofs, and changes the database as an intruder would"

check_proof="python3 $DELO_SOURCE/docs/check-proof.py"
base=$XDG_DATA_HOME/delo/catalogue.sqlite
log=$base.events.jsonl
notes=$base.checkpoints

"$DELO" pack "$page" -o store -q
"$DELO" pack "$page" -o store -q --id second --as zip
first=$(find store -mindepth 1 -maxdepth 1 -type d ! -name '.*')
"$DELO" audit add store >/dev/null
expect 4 "$DELO" audit prove "$first"
"$DELO" audit run --json >run.json
python3 - "$log" <<'PY' || fail "audit run --json does not say where the log stands"
import hashlib, json, sys
lines = open(sys.argv[1], "rb").read().splitlines()
log = json.load(open("run.json"))["log"]
assert log["lines"] == len(lines) and log["head"] == hashlib.sha256(lines[-1]).hexdigest()
assert open(log["checkpoint"]["path"]).read().split("\n")[1:3] == [str(len(lines)), log["root"]]
PY
[ "$(stat -c %a "$base.key")" = 600 ] || fail "others may read the key"
"$DELO" audit run

# Proofs, checked without delo.
expect 0 "$DELO" audit verify-log
says out "2 packages of the catalogue" "2 checkpoints" good
expect 0 "$DELO" audit prove "$first" -o proof.json
expect 0 $check_proof proof.json
expect 0 "$DELO" audit prove second.zip --since "$notes/run-000001.checkpoint"
cp .out since.json
expect 0 $check_proof since.json
says out "begins with the older one"
sed -i 's/passed/failed/' since.json
expect 1 $check_proof since.json

# Everything is kept, to be brought back after each change.
cp -a "$XDG_DATA_HOME/delo" good
restore() {
  rm -rf "$XDG_DATA_HOME/delo"
  cp -a good "$XDG_DATA_HOME/delo"
}
intrude() {
  python3 -c 'import sqlite3, sys
base = sqlite3.connect(sys.argv[1])
for statement in sys.argv[2:]: base.execute(statement)
base.commit()' "$base" "$@"
}
# caught WORD: verify-log tells of it, as text and as JSON.
caught() {
  expect 1 "$DELO" audit verify-log
  says out "$@"
  expect 1 "$DELO" audit verify-log --json
  python3 -m json.tool "$work/.out" >/dev/null || fail "verify-log --json is not JSON"
  restore
}
sed -i '2s/second/sekond/' "$log"
caught "BAD LINE" "line 3"
sed -i 2d "$log"
caught "BAD LINE" "line 2"
sed -i '$d' "$log"
caught "LINES ARE MISSING"
intrude "update file set digest = replace(digest, substr(digest, 1, 1), 'e') where package = 1"
caught "REFERENCE CHANGED" "$(basename "$first")"
intrude "update package set last_outcome = 'altered' where id = 2"
caught "RESULT CHANGED" second.zip
cp "$notes/run-000002.checkpoint" "$notes/run-000001.checkpoint"
caught CHECKPOINT run-000001
expect 2 "$DELO" audit verify-log --key nonsense
key="delo/other/log+$(printf x | base64)"
expect 2 "$DELO" audit verify-log --key "$key"
mkdir other
"$DELO" audit add store --catalogue other/base >/dev/null
"$DELO" audit run --catalogue other/base
expect 1 "$DELO" audit verify-log --key other/base.key.pub
says out SIGNATURE
expect 0 "$DELO" audit verify-log --log "$log" --checkpoint "$notes/run-000001.checkpoint" --key "$base.key.pub"
says out "no catalogue"
printf '{"line"' >>"$log"
expect 0 "$DELO" audit verify-log
says out "middle of a line"
restore
mv "$log" elsewhere
expect 3 "$DELO" audit verify-log
restore

# An older catalogue comes back: delo says so, goes on behind the log, and lists what to do again.
expect 0 "$DELO" audit doctor
says out sound
"$DELO" pack "$page" -o store -q --id third --as tar
"$DELO" audit add store >/dev/null
"$DELO" audit forget store/second.zip --reason "withdrawn" >/dev/null
"$DELO" audit run
rm "$base" "$base"-wal "$base"-shm 2>/dev/null || true
cp good/catalogue.sqlite "$base"
expect 3 "$DELO" audit run
expect 1 "$DELO" audit verify-log
says out "OLDER CATALOGUE"
expect 1 "$DELO" audit doctor
says out "--adopt-log"
expect 0 "$DELO" audit doctor --adopt-log
says out "to be done again: added" third.tar "to be done again: forgotten" withdrawn
expect 0 "$DELO" audit verify-log
expect 0 "$DELO" audit run
expect 0 "$DELO" audit verify-log
expect 0 "$DELO" audit doctor --json
python3 -m json.tool "$work/.out" >/dev/null || fail "doctor --json is not JSON"
printf 'no database' >"$base"
expect 3 "$DELO" audit doctor
restore
intrude "update tally set files = files + 1"
expect 1 "$DELO" audit doctor
says out "sums of the collection"
restore

# An authority witnesses a checkpoint.
needs openssl "it is the authority"
mkdir tsa
cp "$DELO_SOURCE/tests/unit/support/time_stamp_authority.conf" tsa/config
echo 0A >stamp-serial
for ca in ca other; do
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout tsa/$ca.key -out tsa/$ca.pem -days 9 -subj /CN=$ca \
    -config tsa/config -extensions root 2>/dev/null
done
openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout tsa/key -out tsa/csr -subj /CN=stamps -config tsa/config 2>/dev/null
openssl x509 -req -in tsa/csr -CA tsa/ca.pem -CAkey tsa/ca.key -CAcreateserial -days 9 -extfile tsa/config \
  -extensions leaf -out tsa/pem 2>/dev/null
expect 2 "$DELO" audit anchor
expect 4 "$DELO" audit anchor --verify --ca tsa/ca.pem
expect 0 "$DELO" audit anchor --request ask.tsq
openssl ts -query -in ask.tsq -text 2>/dev/null | grep -q sha256 || fail "openssl cannot read the request"
openssl ts -reply -config tsa/config -section stamping -queryfile ask.tsq -signer tsa/pem -inkey tsa/key \
  -out answer.tsr 2>/dev/null
expect 1 "$DELO" audit anchor --reply answer.tsr --ca tsa/other.pem
says out "NOT GOOD"
expect 0 "$DELO" audit anchor --reply answer.tsr --ca tsa/ca.pem
says out "seen on" stamps
grep -q '"what":"anchored"' "$log" || fail "the log does not know the anchor"
expect 0 "$DELO" audit anchor --verify --ca tsa/ca.pem --json
python3 -m json.tool "$work/.out" >/dev/null || fail "anchor --json is not JSON"
expect 0 "$DELO" audit verify-log
# The same in one step, when the authority has an address.
expect 0 "$DELO" audit run
last=$(find "$notes" -name 'run-*.checkpoint' | sort | tail -1)
python3 - >tsa.err 2>&1 <<'PYTHON' &
import http.server, os, subprocess
class Authority(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        open("asked.tsq", "wb").write(self.rfile.read(int(self.headers["Content-Length"])))
        subprocess.run("openssl ts -reply -config tsa/config -section stamping -queryfile asked.tsq -signer tsa/pem "
                       "-inkey tsa/key -out answered.tsr".split(), check=True)
        answer = open("answered.tsr", "rb").read() if self.path == "/good" else b"nonsense"
        self.send_response(200)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)
server = http.server.HTTPServer(("127.0.0.1", 0), Authority)
open("tsa.port.new", "w").write(str(server.server_address[1]))
os.rename("tsa.port.new", "tsa.port")
server.serve_forever()
PYTHON
authority=$!
trap 'kill $authority 2>/dev/null || true; chmod -R u+w "$work"; rm -rf "$work"' EXIT
tries=0
until [ -s tsa.port ]; do
  tries=$((tries + 1))
  kill -0 $authority && [ $tries -lt 100000 ] || fail "the authority does not start: $(cat tsa.err)"
done
at=http://127.0.0.1:$(cat tsa.port)
expect 3 "$DELO" audit anchor --url "$at/good" --ca tsa/ca.pem # nobody asks a private address unasked
expect 1 "$DELO" audit anchor --url "$at/bad" --ca tsa/ca.pem --allow-private
[ ! -e "${last%.checkpoint}.tsr" ] || fail "a bad answer is kept"
expect 0 "$DELO" audit anchor --url "$at/good" --ca tsa/ca.pem --allow-private
[ -s "${last%.checkpoint}.tsr" ] || fail "the answer is not kept"
expect 0 "$DELO" audit anchor --verify --ca tsa/ca.pem
expect 0 "$DELO" audit verify-log
cp "$notes/run-000001.checkpoint" "$notes/run-000002.checkpoint"
expect 1 "$DELO" audit anchor --verify --ca tsa/ca.pem
