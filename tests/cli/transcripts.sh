# docs/transcripts/ shows what the commands print, in the shell of somebody who works with packages that arrive: each page is
# run in a folder of its own and compared. DELO_UPDATE_DOCS=1 writes the output into the pages instead.
. "$(dirname "$0")/support/lib.sh"
. "$(dirname "$0")/support/console_page.sh"
needs python3 "it makes the hostile packages"

export SOURCE_DATE_EPOCH=1767225600 PYTHONDONTWRITEBYTECODE=1 LC_ALL=C.UTF-8
mkdir bin && ln -s "$DELO" bin/delo
PATH=$work/bin:$PATH

# desk NAME: the folder of a page, with what it begins with.
desk() {
  mkdir -p "desk/$1"
  (
    cd "desk/$1" || exit 1
    "desk_of_$1"
    find . -exec touch -h -d '2026-01-01T00:00:00Z' {} +
  )
}
desk_of_good() {
  cp "$page" telegram.txt
  cp -r "$fixtures/scans" scans
}
desk_of_damaged() {
  mkdir received
  "$DELO" pack "$page" --original "$fixtures/scans" -o received --id telegram -q
  "$DELO" pack "$page" --original "$fixtures/scans" -o received --id telegram --as tar -q
  # What happened on the way: a byte turned over, a file lost, one left behind by a viewer, an archive cut short.
  local sip=received/telegram/data/telegram
  printf 'X' | dd of=$sip/representations/original/data/telegram-batumi-l0041.tif bs=1 seek=100 conv=notrunc status=none
  rm $sip/documentation/rights.txt
  printf 'thumbnail' >$sip/representations/original/data/Thumbs.db
  truncate -s 200000 received/telegram.tar
}
desk_of_hostile() {
  mkdir received
  python3 "$DELO_SOURCE/tests/cli/support/hostile_gift.py" received
}
desk_of_eark() {
  mkdir received
  cp -r "$DELO_SOURCE"/fixtures/packages/uuid-* received/
}
desk_of_ci() {
  "$DELO" pack "$page" --original "$fixtures/scans" -o out --id telegram -q
  "$DELO" pack "$fixtures/no-rights.txt" -o out --id letter -q
  printf 'thumbnail' >out/letter/data/Thumbs.db
  sed -i 's/USE="Documentation"/USE="Docs"/' out/letter/data/letter/METS.xml
}

for transcript in "$DELO_SOURCE"/docs/transcripts/*.md; do
  name=$(basename "$transcript" .md)
  desk "$name"
  (cd "desk/$name" && console_page "$transcript") | sed "s|$work/desk/$name|/home/you|g" >printed
  same_page printed "$transcript"
done
