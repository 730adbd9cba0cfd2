# What is known of a document goes through every format and comes back, Cyrillic under LC_ALL=C too;
# a corrected record changes what it corrects.
. "$(dirname "$0")/support/lib.sh"
export LC_ALL=C

citation='РГАСПИ, ф. 0558, оп. 11, д. 99, лл. 0005-0006об'
title='Телеграмма из Батуми «О трёх пароходах» & “др.”'
python3 - "$page" "$title" "$citation" <<'PY'
import sys
text = open(sys.argv[1], encoding="utf-8").read()
for old, new in (("Telegram from Batumi to Moscow, ‘On Three Turkish Coasters’", sys.argv[2]),
                 ("AVPRF, f. 094, op. 37, p. 362, d. 18, ll. 0041-0043ob", sys.argv[3])):
    assert old in text
    text = text.replace(old, new)
open("телеграмма.txt", "w", encoding="utf-8").write(text)
PY

for container in dir tar zip; do
  expect 0 "$DELO" pack телеграмма.txt -o out --id telegram --as $container
done
expect 0 "$DELO" validate out/*
python3 - "$title" "$citation" <<'PY'
import io, json, sys, tarfile, zipfile
import xml.etree.ElementTree as xml
title, citation = sys.argv[1:]
tar, zip_ = tarfile.open("out/telegram.tar"), zipfile.ZipFile("out/telegram.zip")
readers = {
    "dir": lambda name: open("out/telegram/" + name, "rb").read(),
    "tar": lambda name: tar.extractfile("telegram/" + name).read(),
    "zip": lambda name: zip_.read("telegram/" + name),
}
sip = "data/telegram/"
for kind, read in readers.items():
    mets = xml.fromstring(read(sip + "METS.xml"))
    assert mets.get("LABEL") == title, (kind, mets.get("LABEL"))
    codes = [e.text for e in mets.iter("{http://www.loc.gov/METS/}altRecordID")]
    assert codes == [citation], (kind, codes)
    m = "{http://www.loc.gov/mods/v3}"
    mods = xml.fromstring(read(sip + "metadata/descriptive/mods.xml"))
    assert mods.find(f"{m}titleInfo/{m}title").text == title, kind
    assert [e.text for e in mods.findall(f"{m}relatedItem/{m}note") if e.get("type") == "citation/reference"] == [citation]
    dc = xml.fromstring(read(sip + "metadata/descriptive/dc.xml"))
    assert dc.find("{http://purl.org/dc/terms/}source").text == citation, kind
    assert citation in read(sip + "metadata/preservation/premis.xml").decode(), kind
    info = read("bag-info.txt").decode().splitlines()
    assert "External-Description: " + title in info, kind
    assert any(line.startswith("Delo-Citation: " + citation + ". ") for line in info), kind
    assert "Delo-Sheets: 0005-0006об" in info, kind
    record = json.loads(read(sip + "documentation/provenance.json"))
    assert record["record"]["title"]["value"] == title, kind
    assert record["holdings"][0]["raw"] == citation, kind
PY

# The same from a sheet, over a page that says something else, as old programs save it.
mkdir pages
cp "$page" pages/телеграмма.txt
printf 'Страница;Источник;Название;Доступ;Персональные данные\nтелеграмма.txt;%s;Телеграмма;закрыт до 31.01.2040;да\n' \
  "$citation" | iconv -f UTF-8 -t CP1251 >rows.csv
expect 0 "$DELO" pack pages --metadata rows.csv -o sheet
python3 - "$citation" <<'PY'
import glob, json, sys, xml.etree.ElementTree as xml
package = glob.glob("sheet/*")
assert len(package) == 1, package
sip = glob.glob(package[0] + "/data/*/")[0]
read = lambda name: open(name, encoding="utf-8").read()
info = read(package[0] + "/bag-info.txt").splitlines()
assert "Delo-Citation: " + sys.argv[1] in info and "Delo-Access: until 2040-01-31" in info, info
record = json.loads(read(sip + "documentation/provenance.json"))
assert record["record"]["citation_raw"]["origin"] == "sheet" and record["holdings"][0]["raw"] == sys.argv[1]
codes = [e.text for e in xml.fromstring(read(sip + "METS.xml")).iter("{http://www.loc.gov/METS/}altRecordID")]
assert codes == [sys.argv[1]], codes
premis = read(sip + "metadata/preservation/premis.xml")
assert "<otherRightsBasis>personal data<" in premis and "given in the sheet" in premis
PY

# What inspect prints is taken back unchanged.
expect 0 "$DELO" inspect --json телеграмма.txt
cp "$work/.out" record.json
export SOURCE_DATE_EPOCH=1000000000
expect 0 "$DELO" pack телеграмма.txt -o plain --id telegram
expect 0 "$DELO" pack телеграмма.txt -o same --id telegram --record record.json
[ "$(tree plain)" = "$(tree same)" ] || fail "an unchanged record changes the package"

# What is corrected is typed, everywhere.
python3 - <<'PY'
import json
whole = json.load(open("record.json", encoding="utf-8"))
record = whole["documents"][0]["record"]
record["translator"]["value"] = "Оливер Брандрет"
record["rights_uri"]["value"] = "CC BY 4.0"
record["access"]["value"] = "closed until 31.01.2040"
record["personal_data"] = "yes"
record["support"] = None
json.dump(whole, open("record.json", "w", encoding="utf-8"))
PY
expect 0 "$DELO" pack телеграмма.txt -o typed --id telegram --record record.json
expect 0 "$DELO" validate typed/telegram
python3 - <<'PY'
import json
sip = "typed/telegram/data/telegram/"
read = lambda name: open(name, encoding="utf-8").read()
record = json.loads(read(sip + "documentation/provenance.json"))["record"]
assert record["translator"]["origin"] == "typed" and record["title"]["origin"] == "page", record
assert record["support"] == {"value": None, "origin": "typed"}
premis = read(sip + "metadata/preservation/premis.xml")
for text in ("<agentName>Оливер Брандрет<", "<rightsBasis>license<", "typed by the user",
             "<endDate>2040-01-31<", "<otherRightsBasis>personal data<",
             "fields by origin typed: translator, rights_uri, access, personal_data, support (emptied)"):
    assert text in premis, text
assert "publisher policy" not in premis
info = read("typed/telegram/bag-info.txt").splitlines()
assert "Delo-Access: until 2040-01-31" in info and "Delo-Translator: Оливер Брандрет" in info, info
rights = read(sip + "metadata/other/rights.xml")
assert 'RIGHTSCATEGORY="LICENSED"' in rights and 'DISPLAY="false"' in rights, rights
assert 'MDTYPE="METSRIGHTS"' in read(sip + "METS.xml")
PY

# A slip is told, and nothing is written.
rm -rf none
printf '{"record": {"titel": "x"}}' >record.json
expect 2 "$DELO" pack телеграмма.txt -o none --record record.json
says err 'cannot use the record record.json: "record" has an unknown key "titel"' 'allowed: title, '
[ ! -e none ] || fail "something was written"

# The user's default for pages that state no rights; others keep what they state.
expect 0 "$DELO" pack "$fixtures/no-rights.txt" -o rights --id no-rights --rights 'общественное достояние'
says_not err "states no rights"
grep -qxF 'Delo-Rights-URI: https://creativecommons.org/publicdomain/mark/1.0/' rights/no-rights/bag-info.txt ||
  fail "no rights: $(cat rights/no-rights/bag-info.txt)"
expect 0 "$DELO" pack "$page" -o rights --id stated --rights cc0
grep -qxF 'Delo-Rights-URI: http://rightsstatements.org/vocab/CNE/1.0/' rights/stated/bag-info.txt ||
  fail "the option overruled the page"
expect 2 "$DELO" pack "$page" -o rights --id bad --rights 'as you like'
says err '--rights names no statement or licence: "as you like"'
