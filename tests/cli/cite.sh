# Citations on the command line and on standard input, as text, as JSON and in canonical form.
. "$(dirname "$0")/support/lib.sh"

line='RGASPI, f. 558, op. 11, d. 99, ll. 0005-0006. Contributed by Ada Weber and translated by Bo Reed.'
expect 0 "$DELO" cite "$line"
says out "archive     RGASPI (certain)" 'listy       0005-0006 (certain) from "ll. 0005-0006"' \
  "trl Bo Reed" "match key     rgaspi f558 op11 d99 l5,6" "RGASPI-f558-op11-d99-l0005-0006"

printf '%s\r\n\n%s\n' "$line" 'PRC FMA 109-00001-02, 7.' >lines.txt
expect 0 "$DELO" cite --json - <lines.txt
[ "$(wc -l <.out)" -eq 2 ] || fail "two lines give two objects"
python3 - <<'PY'
import json
first, second = map(json.loads, open(".out", encoding="utf-8"))
assert first["holdings"][0]["fond"] == "558" and first["contributor"] == "Ada Weber", first
part = first["holdings"][0]["parts"][1]
begin, end = part["span"]
assert first["raw"].encode()[begin:end].decode() == part["raw"] == "f. 558", part
assert second["holdings"][0]["delo"] == "109-00001-02" and second["translator"] is None, second
PY
expect 0 "$DELO" cite --json <lines.txt

expect 0 "$DELO" cite --normalise latin 'РГАСПИ. Ф. 558. Оп. 11. Д. 99. Л. 0005–0006.'
says out "RGASPI, f. 558, op. 11, d. 99, ll. 0005-0006"
expect 0 "$DELO" cite --normalise cyrillic "$line"
says out "РГАСПИ. Ф. 558. Оп. 11. Д. 99. Л. 0005-0006."

expect 1 "$DELO" cite "$line" "third drawer from below"
says err "third drawer from below"
expect 2 "$DELO" cite --normalise greek "$line"

printf '[[archive]]\ncode = "KC"\narrangement = "file-pages"\n' >own.toml
expect 0 "$DELO" cite --archives own.toml 'KC, 12-34, 5-6'
says out "delo        12-34" "listy       5-6"
mkdir -p config/delo && cp own.toml config/delo/archives.toml
expect 0 env XDG_CONFIG_HOME="$PWD/config" "$DELO" cite 'KC, 12-34, 5-6'
says out "KC-d12-34-l5-6"
printf '[[archive]]\ncode = "KC"\n\ncolour = "red"\n' >own.toml
expect 2 "$DELO" cite --archives own.toml "$line"
says err "own.toml line 4" "colour"
expect 3 "$DELO" cite --archives missing.toml "$line"
says err "missing.toml"
