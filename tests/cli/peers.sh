# Packages are accepted by programs and schemas that are not ours.
. "$(dirname "$0")/support/lib.sh"

shared=${DELO_SHARED:-$DELO_SOURCE/../shared}
[ -d "$shared/reference/schemas" ] || skip "the official schemas are not here (looked for $shared/reference/schemas)"
needs xmllint "it checks by the official schemas"
. "$(dirname "$0")/support/xml_judges.sh"

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

# check PACKAGE: everybody's opinion of a package folder; not that of bagit-python, which does not
# decode a "%25" in a manifest (RFC 8493 2.1.3).
check() {
  local package=$1
  judge_xml "$package"
  # What the package names as its schemas judges alike.
  find "$package" -name METS.xml >mets-files
  while IFS= read -r mets; do
    xmllint --nonet --noout --schema "$(find "$package" -name delo-all.xsd)" "$mets" 2>"$work/.err" ||
      fail "$mets is not valid by the package's own schemas"
  done <mets-files
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
echo "Xerces: $xerces_state; jing: $jing_state; eark-validator: $eark_state"
