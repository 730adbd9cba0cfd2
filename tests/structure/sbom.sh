# scripts/sbom names everything that is listed and loaded, in installed versions, and always the same.
set -euo pipefail
: "${DELO:?the program}" "${DELO_SOURCE:?the source tree}"
command -v dpkg-query >/dev/null || { echo "SKIPPED: no dpkg-query here"; exit 77; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$DELO_SOURCE/scripts/sbom" "$DELO" >"$work/one.json"
"$DELO_SOURCE/scripts/sbom" "$DELO" | cmp - "$work/one.json"
python3 - "$work/one.json" "$DELO_SOURCE/scripts/packages.txt" <<'PY'
import json
import sys

bom = json.load(open(sys.argv[1], encoding="utf-8"))
listed = {line.split()[1] for line in open(sys.argv[2], encoding="utf-8") if line.split()[:1] == ["build"]}
parts = {each["name"]: each for each in bom["components"]}
assert bom["bomFormat"] == "CycloneDX" and bom["specVersion"] == "1.5" and bom["metadata"]["component"]["name"] == "delo"
assert listed <= set(parts), listed - set(parts)
assert {"libc6", "libarchive13", "libxml2"} <= set(parts), "what is loaded is in it"
assert all(each["version"] and each["purl"].startswith("pkg:deb/debian/") for each in parts.values())
assert parts["cmake"]["scope"] == "excluded" and parts["libarchive13"]["scope"] == "required"
needed = bom["dependencies"][0]["dependsOn"]
assert parts["libxml2"]["bom-ref"] in needed and parts["cmake"]["bom-ref"] not in needed
print(len(parts), "components")
PY
"$DELO_SOURCE/scripts/sbom" "$work/nothing" 2>"$work/told" && { echo "FAILED: there was no program" >&2; exit 1; }
case $(cat "$work/told") in
*"no program at"*"scripts/test"*) ;;
*) echo "FAILED: it is not told what to type: $(cat "$work/told")" >&2 && exit 1 ;;
esac
