# README.md shows what the commands print: each line of a console block is run and compared.
# DELO_UPDATE_DOCS=1 writes the output into README.md instead.
. "$(dirname "$0")/support/lib.sh"

cp -r "$DELO_SOURCE/fixtures" fixtures
find fixtures -type f -exec touch -d '2026-01-01T00:00:00Z' {} +
mkdir bin && ln -s "$DELO" bin/delo
export PATH=$work/bin:$PATH SOURCE_DATE_EPOCH=1767225600

inside=no
while IFS= read -r line; do
  case $inside:$line in
  'no:```console') inside=yes ;;
  'yes:```') inside=no ;;
  esac
  case $inside:$line in
  'yes:$ '*)
    printf '%s\n' "$line"
    eval "${line#\$ }" </dev/null 2>&1 || true
    ;;
  'yes:```console' | no:*) printf '%s\n' "$line" ;;
  esac
done <"$DELO_SOURCE/README.md" | sed "s|$work|/home/you|g" >printed
grep -q '^\$ delo pack' printed || fail "README.md shows no commands"
if [ -n "${DELO_UPDATE_DOCS:-}" ]; then
  cat printed >"$DELO_SOURCE/README.md"
fi
diff -u "$DELO_SOURCE/README.md" printed || fail "README.md shows (-) something else than the commands print (+)"
