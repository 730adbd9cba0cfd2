# Archives of the user's own, by --archives or from the configuration folder, reach every command
# that reads a source line: in pages, sheets, corrected records and on the command line.
. "$(dirname "$0")/support/lib.sh"

cat >own.toml <<'TOML'
[[archive]]
code = "KRH"
country = "GE"
arrangement = "file-pages"
cyrillic = "ПЗХ"
names = ["Keepers' Round House", "Палата Зимних Хранителей"]
TOML

mkdir -p in/own in/sheet
sed 's/^AVPRF, f. 094, op. 37, p. 362, d. 18, ll. 0041-0043ob/Палата Зимних Хранителей, 12-34, 5-6/' "$page" >in/own/page.txt
grep -q '^Палата Зимних Хранителей, 12-34' in/own/page.txt || fail "the page of this test has no such source line"
sed 's/d\. 18/d. 19/' "$page" >in/sheet/page.txt

# holding_of COMMAND...: code, file and package id, as JSON tells them of one page.
holding_of() {
  "$@" | python3 -c '
import json, sys
report = json.load(sys.stdin)
document = (report["documents"] if "documents" in report else [report])[0]
parts = {}
for holding in document["holdings"][:1]:
    parts = holding
print(parts.get("archive"), parts.get("delo"), parts.get("listy"), document["package_id"], sep="|")'
}

want='KRH|12-34|5-6|KRH-d12-34-l5-6'
got=$(holding_of "$DELO" cite --archives own.toml --json 'Палата Зимних Хранителей, 12-34, 5-6')
[ "$got" = "$want" ] || fail "cite: $got"
got=$(holding_of "$DELO" inspect --archives own.toml --json in/own/page.txt)
[ "$got" = "$want" ] || fail "inspect: $got"
got=$(holding_of "$DELO" inspect --json in/own/page.txt)
[ "$got" != "$want" ] || fail "inspect knows the archive without being told"

# pack: the page by itself; its name in the citation stays as it was printed.
expect 0 "$DELO" pack in/own/page.txt --archives own.toml -o out-page
[ "$(package_in out-page)" = out-page/KRH-d12-34-l5-6 ] || fail "$(package_in out-page)"
grep -q 'Палата Зимних Хранителей, 12-34, 5-6' out-page/*/bag-info.txt || fail "the citation changed"
grep -q '"KRH"' out-page/*/data/*/documentation/provenance.json || fail "no code in the record"

# A row of a sheet, as one citation and in columns.
printf 'Page;Citation\nown/page.txt;\nsheet/page.txt;"KRH, 12-35, 7"\n' >rows.csv
expect 0 "$DELO" pack in --archives own.toml --metadata rows.csv -o out-rows
[ -d out-rows/KRH-d12-34-l5-6 ] && [ -d out-rows/KRH-d12-35-l7 ] || fail "$(ls out-rows)"
rm -r in/sheet/* && printf scan >in/sheet/7.tif
printf 'Page;Scans;Title;Archive;Delo;Sheets\nown/page.txt;;;ПЗХ;12-34;5-6\n;sheet/7.tif;On Bread;KRH;12-35;7\n' >rows.csv
expect 0 "$DELO" pack in --archives own.toml --metadata rows.csv -o out-columns
says_not err "the page says \"KRH\""
[ -d out-columns/KRH-d12-34-l5-6 ] && [ -d out-columns/KRH-d12-35-l7 ] || fail "$(ls out-columns)"
says_not err "travels along" "is used"
if grep -rqE 'note>(d|ll)<' out-columns; then fail "labels of fonds became notes"; fi

# A corrected record.
sed 's/d\. 18/d. 19/' "$page" >in/sheet/page.txt
"$DELO" inspect --json in/sheet/page.txt | sed 's/AVPRF, f. 094, op. 37, p. 362, d. 19, ll. 0041-0043ob/KRH, 12-36, 8/' >record.json
python3 - <<'PY'
import json
record = json.load(open("record.json"))
record["documents"][0].pop("holdings")
json.dump(record, open("record.json", "w"))
PY
expect 0 "$DELO" pack in/sheet/page.txt --archives own.toml --record record.json -o out-record
[ "$(package_in out-record)" = out-record/KRH-d12-36-l8 ] || fail "$(package_in out-record)"

# The same from the configuration folder, for all commands; --archives wins over it.
mkdir -p "$XDG_CONFIG_HOME/delo" && cp own.toml "$XDG_CONFIG_HOME/delo/archives.toml"
got=$(holding_of "$DELO" inspect --json in/own/page.txt)
[ "$got" = "$want" ] || fail "inspect, configuration: $got"
expect 0 "$DELO" pack in/own/page.txt -o out-configured
[ "$(package_in out-configured)" = out-configured/KRH-d12-34-l5-6 ] || fail "$(package_in out-configured)"
printf '[[archive]]\ncode = "WZH"\narrangement = "file-pages"\nnames = ["Палата Зимних Хранителей"]\n' >other.toml
got=$(holding_of "$DELO" inspect --archives other.toml --json in/own/page.txt)
[ "$got" = 'WZH|12-34|5-6|WZH-d12-34-l5-6' ] || fail "inspect, --archives over the configuration: $got"

# template: the scan is matched by the sheets that only the own table can read.
printf scan >in/own/0005.tif
rm -r in/sheet
expect 0 "$DELO" template in -o rows.xlsx
says_not err 0005.tif
rm "$XDG_CONFIG_HOME/delo/archives.toml"
expect 0 "$DELO" template in -o rows.xlsx --force
says err 0005.tif
expect 0 "$DELO" template in -o rows.xlsx --force --archives own.toml
says_not err 0005.tif

# A wrong table ends every command before it writes anything.
printf '[[archive]]\ncode = "KRH"\n\ncolour = "red"\n' >wrong.toml
for command in "cite KRH" "inspect in" "template in -o none.xlsx" "pack in -o none"; do
  expect 2 "$DELO" $command --archives wrong.toml
  says err "wrong.toml line 4" "colour"
  expect 3 "$DELO" $command --archives missing.toml
  says err "missing.toml"
done
[ ! -e none ] && [ ! -e none.xlsx ] || fail "written with a wrong table"
