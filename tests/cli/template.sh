# A folder of pages becomes a sheet to fill in; the command tells the next one.
. "$(dirname "$0")/support/lib.sh"

mkdir in
cp "$page" in/one.txt
sed 's/d\. 18/d. 19/' "$page" >in/два.txt
printf scan >in/one.tif

for sheet in rows.xlsx rows.csv rows.tsv; do
  expect 0 "$DELO" template in -o $sheet
  says out "wrote $sheet (2 rows): fill it in" "next: delo pack in --metadata $sheet -o out"
done
expect 0 "$DELO" template in -o again.xlsx --json
says out '"rows": 2' '"path": "again.xlsx"'

# Nothing is replaced without being asked, and nothing is left over.
printf 'filled in' >rows.csv
expect 2 "$DELO" template in -o rows.csv
says err "already exists" "--force"
[ "$(cat rows.csv)" = 'filled in' ] || fail "the sheet was replaced"
expect 0 "$DELO" template in -o rows.csv --force
head -c 3 rows.csv | cmp - <(printf '\357\273\277') || fail "no byte order mark"
[ -z "$(find . -name '.*template*')" ] || fail "something is left over"

expect 2 "$DELO" template in
says err "needs -o FILE" "delo template in -o rows.xlsx"
expect 2 "$DELO" template in -o rows.ods
says err ".xlsx, .csv or .tsv"
mkdir empty
expect 2 "$DELO" template empty -o none.xlsx
says err "no document page was found"
[ ! -e none.xlsx ] || fail "a sheet without documents"

# The same folder and time give the same bytes, whatever the locale and time zone.
export SOURCE_DATE_EPOCH=1000000000
LC_ALL=C TZ=UTC "$DELO" template in -o one.xlsx >/dev/null
LC_ALL=C.UTF-8 TZ=Asia/Tokyo "$DELO" template in -o two.xlsx >/dev/null
cmp one.xlsx two.xlsx || fail "locale or time zone change the sheet"

# Other programs open it.
if command -v python3 >/dev/null; then
  python3 - <<'PY' || fail "the workbook is not well-formed"
import xml.dom.minidom, zipfile
with zipfile.ZipFile("one.xlsx") as z:
    assert z.testzip() is None
    for name in z.namelist():
        if name.endswith((".xml", ".rels")):
            xml.dom.minidom.parseString(z.read(name))
    assert "два.txt" in z.read("xl/sharedStrings.xml").decode()
    # Every drop-down takes its values from the sheet of explanations.
    rows = z.read("xl/worksheets/sheet1.xml").decode()
    assert rows.count("<dataValidation ") == 6, rows.count("<dataValidation ")
    assert rows.count("<formula1>'Notes, Пояснения'!$") == 6
    assert "translator / переводчик" in z.read("xl/sharedStrings.xml").decode()
PY
fi

# What the drop-downs of people give comes back as relators, from XLSX and CSV.
printf 'Page;Translator;Other person;Role of other person;Other person 2;Role of other person 2\n' >people.csv
printf 'one.txt;Ada Weber;Bo Reed;editor / редактор;Cy Marsh; Di Ford ;\n' | sed 's/Cy Marsh; Di Ford ;/"Cy Marsh; Di Ford";com/' >>people.csv
printf 'два.txt;;;;;\n' >>people.csv
expect 0 "$DELO" pack in --metadata people.csv -o people
mods=$(find people/*-d18-* -name mods.xml)
for person in 'trl:Ada Weber' 'edt:Bo Reed' 'com:Cy Marsh' 'com:Di Ford'; do
  tr -d '\n' <"$mods" | sed 's/<name/\n<name/g' >names
  grep -F ">${person#*:}<" names >named || true
  grep -qF ">${person%%:*}<" named || fail "$person is not in $mods"
done
