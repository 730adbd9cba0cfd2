# Representations with names of the user's own, what they were made from, and what others found out
# of their formats.
. "$(dirname "$0")/support/lib.sh"

mkdir scans
printf 'II*\0 one' >scans/0041.tif
printf 'II*\0 two!' >scans/0042.tif
printf 'Из Батуми' >ru.txt
printf 'De Batoumi' >fr.txt

# A name of one's own is a folder, a METS file and a PREMIS file like any other.
expect 0 "$DELO" pack "$page" -o out --id tel --layout sip --original scans --transcription ru.txt \
  --representation translation-fr=fr.txt --representation негативы=scans/0041.tif
says out "translation-fr: 1 file" "негативы: 1 file"
says_not out "no scan of the original"
says out "note: no scan is named after sheet 43, which the citation names"
expect 0 "$DELO" validate out/tel
for name in original transcription translation translation-fr негативы; do
  [ -f "out/tel/representations/$name/METS.xml" ] || fail "$name has no METS.xml"
  [ -f "out/tel/representations/$name/metadata/preservation/premis.xml" ] || fail "$name has no premis.xml"
done
cmp fr.txt out/tel/representations/translation-fr/data/fr.txt
grep -q 'USE="Representations/translation-fr"' out/tel/METS.xml || fail "the root METS does not name translation-fr"

# sources PREMIS: what each representation was made from.
sources() {
  python3 - "$1" <<'PY'
import sys, xml.etree.ElementTree as E
n = "{http://www.loc.gov/premis/v3}"
for o in E.parse(sys.argv[1]).getroot().iter(n + "object"):
    for r in o.iter(n + "relationship"):
        if r.findtext(n + "relationshipType") == "derivation":
            print(o.findtext(f"{n}objectIdentifier/{n}objectIdentifierValue").split("/")[-1],
                  r.findtext(n + "relationshipSubType"),
                  r.findtext(f"{n}relatedObjectIdentifier/{n}relatedObjectIdentifierValue").split("/")[-1])
PY
}
[ "$(sources out/tel/metadata/preservation/premis.xml | sort)" = "transcription has source original
translation has source transcription
translation-fr has source transcription" ] || fail "derived from: $(sources out/tel/metadata/preservation/premis.xml)"

# A page without a scan is packed; that there is none is said.
expect 0 "$DELO" pack "$page" -o bare --id tel
says out "note: no scan of the original was given"
grep -q "no scan of the original was given" bare/tel/data/tel/metadata/preservation/premis.xml || fail "not in PREMIS"
expect 0 "$DELO" pack "$page" -o bare2 --id tel --json
python3 -c 'import json; d = json.load(open(".out")); assert d["notes"] == ["no scan of the original was given"], d["notes"]
assert d["documents"][0]["notes"] == d["notes"]'

# Names that are none.
for word in translation-fr =fr.txt fr= a/b=fr.txt ..=fr.txt; do
  expect 2 "$DELO" pack "$page" -o bad --representation "$word"
done
expect 2 "$DELO" pack "$page" -o bad --representation Fr=fr.txt --representation fr=ru.txt
says err "differs only in its letters"
[ ! -e bad ] || fail "something was written"

# What Siegfried says, and what it says no more.
cat >formats.json <<'J'
{"siegfried":"1.11.1","scandate":"2025-02-03T04:05:06Z","files":[
{"filename":"scans/0041.tif","filesize":8,"matches":[{"ns":"pronom","id":"fmt/353","format":"Tagged Image File Format"}]},
{"filename":"scans/0042.tif","filesize":8,"matches":[{"ns":"pronom","id":"fmt/353","format":"Tagged Image File Format"}]},
{"filename":"scans/0043.tif","filesize":8,"matches":[]}]}
J
expect 0 "$DELO" pack "$page" -o known --id tel --layout sip --original scans --formats formats.json
says err "formats.json lists a file that is not packed: scans/0043.tif" "0042.tif: it had 8 bytes then, and has 9 now"
premis=known/tel/representations/original/metadata/preservation/premis.xml
[ "$(grep -c '<formatRegistryKey>fmt/353<' $premis)" = 1 ] || fail "not one key"
grep -q '<agentName>siegfried<' $premis || fail "who found it out is not told"
expect 0 "$DELO" validate known/tel
printf 'a,b\n' >none.csv
expect 2 "$DELO" pack "$page" -o bad --formats none.csv
says err "none.csv" "sf -json"

# Ten thousand files have the events of one.
mkdir many
python3 -c 'for i in range(10000): open(f"many/{i:05}.txt", "w").write(str(i))'
"$DELO" pack "$page" -o big --id tel --layout sip --original many --as tar -q
tar -xOf big/tel.tar tel/representations/original/metadata/preservation/premis.xml >premis
[ "$(grep -c '<event>' premis)" = 3 ] || fail "$(grep -c '<event>' premis) events"
[ "$(grep -c '<agent>' premis)" -le 4 ] || fail "too many agents"
[ "$(grep -c 'xsi:type="file"' premis)" = 10000 ] || fail "not every file"
[ "$(stat -c %s premis)" -le $((10000 * 1700)) ] || fail "it has $(stat -c %s premis) bytes"
