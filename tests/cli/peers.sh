# Packages are accepted by programs and schemas that are not ours.
. "$(dirname "$0")/support/lib.sh"

shared=${DELO_SHARED:-$DELO_SOURCE/../shared}
schemas=$shared/reference/schemas
[ -d "$schemas" ] || skip "the official schemas are not here (looked for $schemas)"
needs xmllint "it checks by the official schemas"
export XML_CATALOG_FILES=$schemas/catalog.xml

seed_page=$shared/documents/telegram-baku-1945-11-20.txt
for input in "$seed_page" "$page" "$fixtures/unparsed-citation.txt" "$fixtures/no-rights.txt"; do
  rm -rf out
  expect 0 "$DELO" pack "$input" -o out
  package=$(package_in out)
  find "$package" \( -name METS.xml -o -name premis.xml -o -name mods.xml -o -name rights.xml \) -print0 |
    xargs -0 xmllint --nonet --noout --schema "$schemas/delo-all.xsd" 2>"$work/.err" || {
    cat "$work/.err" >&2
    fail "not valid by the official schemas: $input"
  }
  xmllint --nonet --noout --schema "$schemas/dc/qualifieddc.xsd" "$(find "$package" -name dc.xml)" 2>"$work/.err" ||
    fail "dc.xml is not valid"
  # What the package names as its schemas judges alike.
  find "$package" -name METS.xml >mets-files
  while IFS= read -r mets; do
    xmllint --nonet --noout --schema "$(find "$package" -name delo-all.xsd)" "$mets" 2>"$work/.err" ||
      fail "$mets is not valid by the package's own schemas"
  done <mets-files
  if python3 -c '' 2>/dev/null; then
    "$shared/peers/bagit-cli" --quiet --validate "$package" || fail "bagit-python refuses $input"
  fi
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
