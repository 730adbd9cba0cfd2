# README.md shows what the commands print: each line of a console block is run and compared.
# DELO_UPDATE_DOCS=1 writes the output into README.md instead.
. "$(dirname "$0")/support/lib.sh"
. "$(dirname "$0")/support/console_page.sh"

cp -r "$DELO_SOURCE/fixtures" fixtures
find fixtures -type f -exec touch -d '2026-01-01T00:00:00Z' {} +
mkdir bin && ln -s "$DELO" bin/delo
export PATH=$work/bin:$PATH SOURCE_DATE_EPOCH=1767225600

console_page "$DELO_SOURCE/README.md" | sed "s|$work|/home/you|g" >printed
same_page printed "$DELO_SOURCE/README.md"
