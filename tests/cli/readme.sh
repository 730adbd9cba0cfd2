# README.md shows what the commands print: each console block is run and compared.
. "$(dirname "$0")/support/lib.sh"

cp -r "$DELO_SOURCE/fixtures" fixtures
find fixtures -type f -exec touch -d '2026-01-01T00:00:00Z' {} +
mkdir bin && ln -s "$DELO" bin/delo
export PATH=$work/bin:$PATH SOURCE_DATE_EPOCH=1767225600
sed -n '/^```console$/,/^```$/p' "$DELO_SOURCE/README.md" | grep -v '^```' >shown
[ -s shown ] || fail "README.md shows no commands"
while IFS= read -r line; do
  printf '%s\n' "$line"
  eval "${line#\$ }" </dev/null 2>&1 || true
done < <(grep '^\$ ' shown) >printed
diff -u shown printed || fail "README.md shows (-) something else than the commands print (+)"
