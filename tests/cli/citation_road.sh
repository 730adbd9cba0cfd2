# A Cyrillic citation goes from the page through sheet, descriptions, METS, bag-info, tar and zip, and
# comes back letter for letter, although nothing around it knows Cyrillic.
. "$(dirname "$0")/support/lib.sh"
export LC_ALL=C

citation='РГАСПИ. Ф. 0558. Оп. 11. Д. 99. Л. 0005–0006 об.'
mkdir pages
sed "s/^AVPRF, f\. 094.*/$citation Contributed by Ketevan M. Saralidze./" "$page" >pages/page.txt
grep -q "$citation" pages/page.txt || fail "the page has no such line"

"$DELO" cite --json "$citation" >cite.json
"$DELO" inspect --json pages/page.txt >inspect.json
"$DELO" template pages -o rows.csv -q
"$DELO" template pages -o rows.xlsx -q
for sheet in rows.csv rows.xlsx; do
  for container in dir tar tar.gz tar.zst zip zip-deflate; do
    "$DELO" pack pages --metadata $sheet --describe mods,dc,ead3 -o "$sheet-$container" --as $container -q
    "$DELO" validate -q "$sheet-$container"/*
    "$DELO" unpack "$sheet-$container"/* -o "$sheet-$container-un" -q
    python3 - "$citation" "$(package_in "$sheet-$container-un")" <<'PY'
import csv, glob, json, os, sys
import xml.etree.ElementTree as ET
citation, package = sys.argv[1:]
sip = os.path.join(package, "data", os.path.basename(package))

def says(path):
    """Texts and attribute values of an XML file."""
    for element in ET.parse(path).iter():
        yield from element.attrib.values()
        yield element.text or ""

for name in ("METS.xml", "metadata/descriptive/mods.xml", "metadata/descriptive/dc.xml",
             "metadata/descriptive/ead3.xml", "metadata/preservation/premis.xml"):
    assert any(citation.rstrip(".") in text for text in says(os.path.join(sip, name))), name
info = open(os.path.join(package, "bag-info.txt"), encoding="utf-8").read()
assert citation in info, info
for level in ("Delo-Fond: 0558\n", "Delo-Opis: 11\n", "Delo-File: 99\n"):
    assert level in info, level
record = json.load(open(os.path.join(sip, "documentation/provenance.json"), encoding="utf-8"))
assert citation in json.dumps(record, ensure_ascii=False), "provenance.json"
inspected = json.load(open("inspect.json", encoding="utf-8"))["documents"][0]
assert citation in json.dumps(inspected, ensure_ascii=False), "inspect"
assert json.load(open("cite.json", encoding="utf-8"))["raw"] == citation, "cite"
if os.path.exists("rows.csv"):
    assert citation in open("rows.csv", encoding="utf-8-sig", newline="").read(), "the sheet"
PY
  done
done
