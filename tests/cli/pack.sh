# One page becomes one package that others accept; the source stays as it is.
. "$(dirname "$0")/support/lib.sh"

before=$(sha256sum <"$page")
expect 0 "$DELO" pack "$page" -o out
says out "packed out/" "read back and verified" "next: delo validate"
package=$(package_in out)
id=$(basename "$package")
[ "$(sha256sum <"$page")" = "$before" ] || fail "the source page was changed"
cmp "$page" "$package/data/$id/documentation/source/$(basename "$page")"
cmp "$page" "$(content_of "$package")"
expect 0 "$DELO" validate "$package"

# The same again is no work; a name that something else has is refused, and nothing changes; --force
# replaces; a dry run writes nothing.
was=$(tree out)
expect 0 "$DELO" pack "$page" -o out
says out "identical out/$id" "nothing was written"
expect 2 "$DELO" pack "$page" -o out --submitter "Somebody else"
says err "already exists" "--force" "provenance.json differs"
[ "$(tree out)" = "$was" ] || fail "a refused pack changed the target"
expect 0 "$DELO" pack "$page" -o out --force
expect 0 "$DELO" validate "$(package_in out)"
expect 0 "$DELO" pack "$page" -o elsewhere --dry-run
says out "would pack elsewhere/$id" "bagit.txt" "METS.xml" "nothing was written"
[ ! -e elsewhere ] || fail "a dry run wrote something"

# The dry run's plan is what a real run writes.
"$DELO" pack "$page" -o plan --dry-run --json | python3 -c '
import json, sys
for f in sorted(f["path"] for f in json.load(sys.stdin)["files"]): print(f)' >planned
"$DELO" pack "$page" -o plan -q
(cd "plan/$id" && find . -type f | sed 's|^\./||' | LC_ALL=C sort) >written
LC_ALL=C sort planned | diff - written || fail "plan and package differ"

# Every layout in every container.
for layout in bag+sip sip bag; do
  for container in dir tar zip; do
    expect 0 "$DELO" pack "$page" -o "$layout" --layout "$layout" --as "$container"
  done
  expect 0 "$DELO" validate "$layout"/*
  says out "valid"
done

# Scans and other files beside the page, as files and as a folder.
mkdir -p scans/sub document/original document/transcription
printf 'one' >scans/0012.tif
printf 'two' >'scans/sub/л. 12 об.tif'
printf 'Из Батуми' >transcription.txt
expect 0 "$DELO" pack "$page" -o scanned --original scans --transcription transcription.txt
scanned=$(package_in scanned)
cmp 'scans/sub/л. 12 об.tif' "$scanned/data/$id/representations/original/data/sub/л. 12 об.tif"
cmp transcription.txt "$scanned/data/$id/representations/transcription/data/transcription.txt"
cmp "$page" "$scanned/data/$id/representations/translation/data/$(basename "$page")"
cp "$page" document/page.txt
cp scans/0012.tif document/original/
cp transcription.txt document/transcription/
expect 0 "$DELO" pack document -o folder
expect 0 "$DELO" validate scanned/* folder/*
ln -s 0012.tif scans/link.tif
expect 2 "$DELO" pack "$page" -o linked --original scans
says err "link.tif" "is a link"
[ ! -e linked ] || fail "a refused pack left something"

# Two digests, an id and a sender of the user's own.
expect 0 "$DELO" pack "$page" -o named --id my-telegram --hash sha256 --hash sha512 --submitter 'Архив' --json
python3 -m json.tool <.out >/dev/null || fail "not JSON"
[ -f named/my-telegram/manifest-sha256.txt ] && [ -f named/my-telegram/manifest-sha512.txt ] || fail "no two manifests"
grep -q 'Архив' named/my-telegram/data/my-telegram/METS.xml || fail "the sender is not in METS"
expect 0 "$DELO" validate named/my-telegram

# The id says where the citation that it was made of came from.
origin() { python3 -c 'import json, sys; print(json.load(open(sys.argv[1]))["package_id"]["origin"])' "$(find "$1" -name provenance.json)"; }
printf 'Page;Citation\npage.txt;"RGASPI, f. 558, op. 11, d. 99, l. 5"\n' >rows.csv
mkdir one && cp "$page" one/page.txt
printf '{"record":{"citation_raw":"RGASPI, f. 558, op. 11, d. 98, l. 5"}}' >record.json
"$DELO" pack one -o from-page -q && [ "$(origin from-page)" = page ] || fail "id from the page"
"$DELO" pack one --metadata rows.csv -o from-sheet -q && [ "$(origin from-sheet)" = sheet ] || fail "id from a sheet"
"$DELO" pack one --record record.json -o from-record -q && [ "$(origin from-record)" = typed ] || fail "id from a record"

# -q: errors only, in every command that has it.
quiet() {
  expect "$@"
  silent
}
touch one/Thumbs.db
cp "$fixtures/no-rights.txt" one/other.txt
quiet 0 "$DELO" pack one -o quiet -q
[ ! -s .err ] || fail "not quiet: $(cat .err)"
quiet 0 "$DELO" template one -o quiet.csv -q
[ ! -s .err ] || fail "not quiet: $(cat .err)"
quiet 0 "$DELO" audit add quiet --catalogue quiet.sqlite -q
quiet 0 "$DELO" validate quiet/* -q
ln -s page.txt one/link.txt
quiet 1 "$DELO" pack one -o quieter -q --keep-going
says err "error: " "link.txt"
says_not err "warning: " "note: "
