# Other people's schema processors over the XML files of packages, by the official schemas and by
# those that the package brings along. For tests that have $shared.
schemas=$shared/reference/schemas
export XML_CATALOG_FILES=$schemas/catalog.xml

xerces_state="not installed: SAX2Count, of libxerces-c-samples"
command -v SAX2Count >/dev/null && xerces_state=used
jing_state="not installed: jing"
command -v jing >/dev/null && jing_state=used

# Xerces and jing know no catalogue of this kind: they get copies of the official schemas that name
# each other, and copies of the documents that name those.
official=$work/official
python3 - "$schemas" "$official" <<'PY'
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

# official_schema XML: the official schema that judges a file of this kind.
official_schema() {
  case $(basename "$1") in
  dc.xml) echo dc/qualifieddc.xsd ;;
  ead3.xml) echo ead/ead3-1.1.1.xsd ;;
  METS.xml | premis.xml | mods.xml | rights.xml) echo delo-all.xsd ;;
  *) fail "no official schema is known for $1" ;;
  esac
}

# refused WHO XML: with what the last command said.
refused() {
  head "$work/.err" >&2
  fail "$1 refuses $2"
}

judge_with_xmllint() {
  xmllint --nonet --noout --schema "$schemas/$(official_schema "$1")" "$1" 2>"$work/.err" ||
    refused "xmllint, by the official schemas," "$1"
}

judge_with_xerces() {
  [ "$xerces_state" = used ] || return 0
  # A bag without METS carries no schemas: its files name those of their makers, which are far away.
  if ! head -2 "$1" | grep -c 'chemaLocation="[^"]*http[^" ]*\.xsd' >/dev/null; then
    SAX2Count -v=always -f "$1" >/dev/null 2>"$work/.err" || refused "Xerces, by the package's own schemas," "$1"
  fi
  python3 - "$official" "$1" "$work/copy.xml" <<'PY'
import re, sys
folder, source, target = sys.argv[1:]
places = {
    "http://www.loc.gov/METS/": "mets/mets-1.12.1.xsd",
    "http://www.w3.org/1999/xlink": "w3/xlink.xsd",
    "http://www.loc.gov/premis/v3": "premis/premis-v3-0.xsd",
    "http://www.loc.gov/mods/v3": "mods/mods-3-8.xsd",
    "http://cosimo.stanford.edu/sdr/metsrights/": "metsrights/METSRights.xsd",
    "http://ead3.archivists.org/schema/": "ead/ead3-1.1.1.xsd",
    "https://DILCIS.eu/XML/METS/CSIPExtensionMETS": "dilcis/DILCISExtensionMETS.xsd",
    "https://DILCIS.eu/XML/METS/SIPExtensionMETS": "dilcis/DILCISExtensionSIPMETS.xsd",
}
text = open(source, encoding="utf-8", newline="").read()
pairs = " ".join(f"{name} {folder}/{path}" for name, path in places.items())
text = re.sub('xsi:schemaLocation="[^"]*"', f'xsi:schemaLocation="{pairs}"', text, count=1)
text = re.sub('xsi:noNamespaceSchemaLocation="[^"]*"', f'xsi:noNamespaceSchemaLocation="{folder}/dc/qualifieddc.xsd"', text, count=1)
open(target, "w", encoding="utf-8", newline="").write(text)
PY
  SAX2Count -v=always -f "$work/copy.xml" >/dev/null 2>"$work/.err" || refused "Xerces, by the official schemas," "$1"
}

# jing judges by Xerces-J; it is a program of Java, slow to start, and so it gets files together.
judge_with_jing() { # judge_with_jing SCHEMA XML...
  [ "$jing_state" = used ] || return 0
  jing "$official/$1" "${@:2}" >"$work/.jing" 2>&1 || {
    grep -v '^\[warning\]' "$work/.jing" | head >&2
    fail "jing, by the official schema $1, refuses one of ${*:2}"
  }
}

# Files with the same bytes are judged once.
declare -A judged=()
# judge_xml FOLDER: every XML file of delo's own in it; the user's files lie in folders named data.
judge_xml() {
  local xml sum
  local -A together=()
  while IFS= read -r -d '' xml; do
    sum=$(sha256sum <"$xml")
    [ -z "${judged[$sum]:-}" ] || continue
    judged[$sum]=1
    judge_with_xmllint "$xml"
    judge_with_xerces "$xml"
    together[$(official_schema "$xml")]+="$xml"$'\n'
  done < <(find "$1" -name '*.xml' ! -path '*/representations/*/data/*' -print0)
  for sum in "${!together[@]}"; do
    mapfile -t files <<<"${together[$sum]%$'\n'}"
    judge_with_jing "$sum" "${files[@]}"
  done
}
