# Packages are accepted by programs and schemas that are not ours.
. "$(dirname "$0")/support/lib.sh"

shared=${DELO_SHARED:-$DELO_SOURCE/../shared}
schemas=$shared/reference/schemas
[ -d "$schemas" ] || skip "the official schemas are not here (looked for $schemas)"
needs xmllint "it checks by the official schemas"
export XML_CATALOG_FILES=$schemas/catalog.xml

# Names that a location must carry through percent-encoding, each once.
mkdir -p "scans/with space"
for name in 'a%b%20c.tif' 'a+b.tif' 'a#b.tif' 'a[b].tif' 'with space/лист 5 об.tif' $'new\nline.tif' 'a&<b>"c".tif' empty; do
  printf '%s' "${name#empty}" >"scans/$name"
done
printf 'Из Батуми' >ru.txt

# What eark-validator says wrongly, and why, is in docs/requirements.md, "Where a validator says otherwise".
eark_wrong="CSIP12 CSIP13 CSIP15 CSIP16 CSIP103 SIP2 SIP14"
eark=$shared/peers/eark-validate
eark_says() { # eark_says PACKAGE: rules that are broken by its account, each once
  python3 -c '
import json, sys
text = sys.stdin.read()
report = json.loads(text[text.index("{"):])
found = {m["rule_id"] for m in report["structure"]["messages"] if m["severity"] == "Error"}
for part in (report.get("metadata") or {"": {"messages": [{"rule_id": "nothing was checked", "severity": "Error"}]}}).values():
    found |= {m["rule_id"] for m in part["messages"] if m["severity"] == "Error"}
print(" ".join(sorted(found - set(sys.argv[1].split()))))' "$eark_wrong" <"$work/.eark"
}
eark_state="not there: $eark"
check_with_eark() {
  [ -x "$eark" ] || return 0
  local code=0
  "$eark" "$1" >"$work/.eark" 2>"$work/.err" || code=$?
  if [ "$code" = 77 ]; then
    eark_state=$(cat "$work/.eark")
    return 0
  fi
  [ "$code" = 0 ] || fail "eark-validator broke down on $1: $(cat "$work/.err")"
  [ -z "$(eark_says)" ] || fail "eark-validator finds in $1: $(eark_says)"
  eark_state=used
}

# Xerces knows no catalogue: it gets copies of the official schemas that name each other, and copies of
# the documents that name those.
xerces_state="not installed: SAX2Count, of libxerces-c-samples"
if command -v SAX2Count >/dev/null; then
  xerces_state=used
  python3 - "$schemas" "$work/official" <<'PY'
import os, re, shutil, sys
import xml.etree.ElementTree as E
source, target = sys.argv[1:]
shutil.copytree(source, target)
rows = {r.get("systemId") or r.get("name"): r.get("uri") for r in E.parse(source + "/catalog.xml").getroot() if r.get("uri")}
for folder, _, names in os.walk(target):
    for name in names:
        if name.endswith(".xsd"):
            path = os.path.join(folder, name)
            text = open(path, encoding="utf-8").read()
            change = lambda m: f'schemaLocation="{target}/{rows[m[1]]}"' if m[1] in rows else m[0]
            open(path, "w", encoding="utf-8").write(re.sub('schemaLocation="([^"]*)"', change, text))
PY
fi
check_with_xerces() { # check_with_xerces FOLDER: every XML file in it, by its own schemas and by the official ones
  [ "$xerces_state" = used ] || return 0
  find "$1" -name '*.xml' ! -path '*/data/*/data/*' -print0 | while IFS= read -r -d '' xml; do
    SAX2Count -v=always -f "$xml" >/dev/null 2>"$work/.err" || {
      head "$work/.err" >&2
      fail "Xerces refuses $xml by the package's own schemas"
    }
    python3 - "$work/official" "$xml" "$work/copy.xml" <<'PY'
import re, sys
folder, source, target = sys.argv[1:]
places = {
    "http://www.loc.gov/METS/": "mets/mets-1.12.1.xsd",
    "http://www.w3.org/1999/xlink": "w3/xlink.xsd",
    "http://www.loc.gov/premis/v3": "premis/premis-v3-0.xsd",
    "http://www.loc.gov/mods/v3": "mods/mods-3-8.xsd",
    "http://cosimo.stanford.edu/sdr/metsrights/": "metsrights/METSRights.xsd",
    "https://DILCIS.eu/XML/METS/CSIPExtensionMETS": "dilcis/DILCISExtensionMETS.xsd",
    "https://DILCIS.eu/XML/METS/SIPExtensionMETS": "dilcis/DILCISExtensionSIPMETS.xsd",
}
text = open(source, encoding="utf-8", newline="").read()
pairs = " ".join(f"{name} {folder}/{path}" for name, path in places.items())
text = re.sub('xsi:schemaLocation="[^"]*"', f'xsi:schemaLocation="{pairs}"', text, count=1)
text = re.sub('xsi:noNamespaceSchemaLocation="[^"]*"', f'xsi:noNamespaceSchemaLocation="{folder}/dc/qualifieddc.xsd"', text, count=1)
open(target, "w", encoding="utf-8", newline="").write(text)
PY
    SAX2Count -v=always -f "$work/copy.xml" >/dev/null 2>"$work/.err" || {
      head "$work/.err" >&2
      fail "Xerces refuses $xml by the official schemas"
    }
  done
}

# check PACKAGE: everybody's opinion of a package folder; not that of bagit-python, which does not
# decode a "%25" in a manifest (RFC 8493 2.1.3).
check() {
  local package=$1
  find "$package" \( -name METS.xml -o -name premis.xml -o -name mods.xml -o -name rights.xml \) -print0 |
    xargs -0 xmllint --nonet --noout --schema "$schemas/delo-all.xsd" 2>"$work/.err" || {
    cat "$work/.err" >&2
    fail "not valid by the official schemas: $package of $input"
  }
  xmllint --nonet --noout --schema "$schemas/dc/qualifieddc.xsd" "$(find "$package" -name dc.xml)" 2>"$work/.err" ||
    fail "dc.xml is not valid"
  # What the package names as its schemas judges alike.
  find "$package" -name METS.xml >mets-files
  while IFS= read -r mets; do
    xmllint --nonet --noout --schema "$(find "$package" -name delo-all.xsd)" "$mets" 2>"$work/.err" ||
      fail "$mets is not valid by the package's own schemas"
  done <mets-files
  check_with_xerces "$package"
  check_with_eark "$package/data/$(basename "$package")"
}

seed_page=$shared/documents/telegram-baku-1945-11-20.txt
for input in "$seed_page" "$page" "$fixtures/unparsed-citation.txt" "$fixtures/no-rights.txt"; do
  rm -rf out hard
  expect 0 "$DELO" pack "$input" -o out
  check "$(package_in out)"
  if python3 -c '' 2>/dev/null; then
    "$shared/peers/bagit-cli" --quiet --validate "$(package_in out)" || fail "bagit-python refuses $input"
  fi
  expect 0 "$DELO" pack "$input" -o hard --original scans --transcription ru.txt --representation negatives=scans/empty
  expect 0 "$DELO" validate "$(package_in hard)"
  check "$(package_in hard)"
done

# A page alone, and the SIP in every container.
for container in dir tar zip; do
  rm -rf out
  expect 0 "$DELO" pack "$page" -o out --layout sip --as $container
  check_with_eark "$(package_in out)"
done

# The seed page of the issue: who, what and where are told in the places the mapping gives.
rm -rf out
expect 0 "$DELO" pack "$seed_page" -o out
package=out/RGASPI-f558-op11-d99-l0005-0006
[ -d "$package" ] || fail "the package has another name"
line='RGASPI, f. 558, op. 11, d. 99, ll. 0005-0006. Contributed by Jamil Hasanli and translated by Gary Goldberg.'
for tag in "Delo-Citation: $line" 'Delo-Contributor: Jamil Hasanli' 'Delo-Translator: Gary Goldberg' 'Delo-Sheets: 0005-0006'; do
  grep -qxF "$tag" $package/bag-info.txt || fail "bag-info.txt lacks $tag"
done
mods=$package/data/$(basename $package)/metadata/descriptive/mods.xml
premis=$package/data/$(basename $package)/metadata/preservation/premis.xml
for text in 'Jamil Hasanli' 'Gary Goldberg' '<start>0005</start>' '<end>0006</end>' "$line"; do
  grep -qF "$text" "$mods" || fail "mods.xml lacks $text"
done
for text in '<agentName>Jamil Hasanli' '<agentName>Gary Goldberg' 'http://rightsstatements.org/vocab/CNE/1.0/' "$line"; do
  grep -qF "$text" "$premis" || fail "premis.xml lacks $text"
done
echo "checked with xmllint and the official schemas, and with bagit-python"
echo "Xerces: $xerces_state; eark-validator: $eark_state"
