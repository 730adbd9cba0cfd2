# What became of packages as PREMIS 3: valid for delo and for others, whatever a package is called and
# whatever happened to it.
. "$(dirname "$0")/support/lib.sh"

name="дело № 1"
"$DELO" pack "$page" -o store -q --id first
"$DELO" pack "$page" -o store -q --id second --as zip
mv store/first "store/$name"
"$DELO" audit add store >/dev/null
"$DELO" audit run
cp -a store replica
content=$(content_of "store/$name")
printf '#' | dd of="$content" bs=1 seek=9 conv=notrunc status=none
expect 1 "$DELO" audit run
expect 0 "$DELO" audit repair "$name" --from replica
"$DELO" audit run

expect 0 "$DELO" audit premis "$name" -o one.xml
says out "one.xml: 5 events of" "$name"
expect 0 "$DELO" audit premis "$name"
cmp .out one.xml || fail "standard output gets another document than a file"
expect 0 "$DELO" audit premis --all -o all
cmp "all/$name.premis.xml" one.xml || fail "--all writes another document"
[ "$(find all -type f | wc -l)" = 2 ] || fail "not a file for each package: $(ls all)"

for file in all/*.xml; do
  expect 0 "$DELO" validate "$file"
  if command -v xmllint >/dev/null && [ -d "${DELO_SHARED:-}/reference/schemas" ]; then
    XML_CATALOG_FILES=$DELO_SHARED/reference/schemas/catalog.xml xmllint --nonet --noout \
      --schema "$DELO_SHARED/reference/schemas/delo-all.xsd" "$file" 2>.err ||
      fail "xmllint, by the official schemas, refuses $file: $(cat .err)"
  else
    echo "no xmllint, or no ../shared with the official schemas: nobody else reads $file"
  fi
done
if command -v python3 >/dev/null; then
  python3 - "$content" "replica/${content#store/}" <<'PYTHON' || fail "the events are not what happened"
import hashlib, sys, xml.etree.ElementTree as E
digest = lambda name: hashlib.sha512(open(name, "rb").read()).hexdigest()
good = digest(sys.argv[2])
assert digest(sys.argv[1]) == good
space = {"p": "http://www.loc.gov/premis/v3"}
root = E.parse("one.xml").getroot()
text = lambda element, path: [found.text for found in element.findall(path, space)]
events = root.findall("p:event", space)
assert [text(event, "p:eventType")[0] for event in events] == [
    "ingestion", "fixity check", "fixity check", "recovery", "fixity check"]
assert text(root, ".//p:eventOutcome") == ["success", "success", "fail", "success", "success"]
note = text(events[2], ".//p:eventOutcomeDetailNote")
assert len(note) == 1 and note[0].startswith("altered: data/"), note
assert f"expected: sha512:{good}" in note[0] and "read again: altered" in note[0], note
assert good in text(root, ".//p:messageDigest")
# Every link leads to something in the document.
known = set(text(root, ".//p:objectIdentifierValue"))
assert set(text(root, ".//p:linkingObjectIdentifierValue")) <= known
agents = set(text(root, ".//p:agentIdentifierValue"))
assert set(text(root, ".//p:linkingAgentIdentifierValue")) == agents
PYTHON
fi

# Nothing that is there is lost, and what is asked wrongly is refused.
expect 2 "$DELO" audit premis "$name" -o one.xml
expect 2 "$DELO" audit premis --all -o all
expect 0 "$DELO" audit premis --all -o all --force --json
says out '"report": "audit premis"'
expect 2 "$DELO" audit premis
expect 2 "$DELO" audit premis --all
expect 2 "$DELO" audit premis "$name" --all -o all
expect 2 "$DELO" audit premis "$name" --json
expect 2 "$DELO" audit premis nobody
"$DELO" audit forget second.zip --reason withdrawn >/dev/null
expect 0 "$DELO" audit premis store/second.zip
says out "<eventType>deaccession</eventType>" withdrawn
expect 4 "$DELO" audit premis "$name" --catalogue nowhere
expect 3 "$DELO" audit premis "$name" -o nowhere/one.xml
