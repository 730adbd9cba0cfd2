# Descriptions that are chosen, and schemas that are pinned.
. "$(dirname "$0")/support/lib.sh"

expect 0 "$DELO" pack "$page" -o out --describe mods,dc,ead3
package=$(package_in out)
find "$package" -path '*/metadata/descriptive/*' -printf '%f\n' | LC_ALL=C sort >.names
[ "$(tr '\n' ' ' <.names)" = "dc.xml ead3.xml mods.xml " ] || fail "described in: $(cat .names)"
expect 0 "$DELO" pack "$page" -o plain
[ -z "$(find plain -name ead3.xml)" ] || fail "EAD3 was not asked for"
for list in mods,marc '' 'mods,' ','; do
  expect 2 "$DELO" pack "$page" -o other --describe "$list"
  says err "--describe" "hint: choose from mods, dc and ead3"
done

# The schemas in a package are as good as those in the program.
cp -r "$package"/data/*/schemas own
expect 0 "$DELO" validate "$package" --schemas own
expect 0 "$DELO" pack "$page" -o pinned --describe ead3 --schemas own

# Others judge otherwise: here a unit has no title.
sed -i 's/"e:unittitle"/"xs:date"/' own/ead3.xsd
expect 1 "$DELO" validate "$package" --schemas own
says out "XML-3" "ead3.xml" "unittitle"
expect 0 "$DELO" validate "$package"

# What is not there is one error, and nothing is fetched.
rm own/ead3.xsd
expect 2 "$DELO" validate "$package" --schemas own
says err "error: cannot use the schemas of own" "ead3.xsd is not there" "hint: "
[ "$(grep -c '^error: ' .err)" = 1 ] || fail "one error: $(cat .err)"
expect 2 "$DELO" validate "$package" --schemas absent
says err "absent is no folder of schemas"
expect 2 "$DELO" pack "$page" -o late --schemas absent
[ ! -e late ] || fail "something was written"

# The official ones, and a second engine, where they are at hand.
official=${DELO_SHARED:-}/reference/schemas
if [ -d "$official" ]; then
  expect 0 "$DELO" validate "$package" --schemas "$official"
else
  echo "not compared with the official schemas: $official is not there"
fi
if command -v SAX2Count >/dev/null; then
  ead=$(find "$package" -name ead3.xml)
  SAX2Count -f -v=always "$ead" >.xerces 2>&1 || true
  grep -q 'elems' .xerces && ! grep -q 'Error' .xerces || fail "Xerces: $(head -n 3 .xerces)"
else
  echo "not asked: Xerces (libxerces-c-samples)"
fi
