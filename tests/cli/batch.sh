# Many documents in one run: all or nothing, the same twice is no work, a killed run goes on.
. "$(dirname "$0")/support/lib.sh"

pages=${DELO_PAGES:-40}
"$DELO_SOURCE/scripts/make-pages" "$pages" in
source=$(tree in)
count() { # packages with a name of their own
  mkdir -p "$1"
  find "$1" -mindepth 1 -maxdepth 1 ! -name '.*' | wc -l
}
pack() { "$DELO" pack in/pages --metadata in/rows.csv "$@"; }

# A dry run says which file is which; a run packs a document for each row; all of them validate.
expect 0 pack -o out --dry-run
says out "$pages documents: $pages planned" "nothing was written" "оригинал/л. 31.tif  (it lies in the folder оригинал)"
[ ! -e out ] || fail "a dry run wrote something"
export SOURCE_DATE_EPOCH=1000000000
expect 0 pack -o out --group 'telegrams-1' --json
says out "\"packed\": $pages"
expect 0 "$DELO" validate -q out/*
grep -qx 'Bag-Group-Identifier: telegrams-1' out/*f004*/bag-info.txt || fail "no group"
grep -qx "Bag-Count: 4 of $pages" out/*f004*/bag-info.txt || fail "no count"
grep -q '"origin": "sheet"' out/*f004*/data/*/documentation/provenance.json || fail "nothing comes from the sheet"
[ "$(tree in)" = "$source" ] || fail "the source was changed"

# The second run writes nothing and says so, whatever the clock and the times of the files say.
was=$(find out -printf '%p %i %T@\n' | LC_ALL=C sort)
expect 0 pack -o out --group 'telegrams-1'
says out "$pages documents: $pages identical"
touch in/pages/*.txt
(unset SOURCE_DATE_EPOCH && expect 0 pack -o out --group 'telegrams-1' && says out "$pages identical")
[ "$(find out -printf '%p %i %T@\n' | LC_ALL=C sort)" = "$was" ] || fail "an identical run changed the target"

# Killed in the middle and run again: the same bytes.
touch -d '2001-01-01T00:00:00Z' in/pages/*.txt
for container in dir zip; do
  pack -o "whole-$container" --as $container -q
  for _ in 1 2; do
    "$DELO" pack in/pages --metadata in/rows.csv -o "killed-$container" --as $container -q >/dev/null 2>&1 &
    run=$!
    want=$(($(count "killed-$container") + 2))
    until [ "$(count "killed-$container")" -ge $want ]; do
      kill -0 $run 2>/dev/null || break
    done
    kill -9 $run 2>/dev/null || true
    wait $run 2>/dev/null || true
  done
  expect 0 pack -o "killed-$container" --as $container
  says out "identical" "packed"
  [ "$(tree "whole-$container")" = "$(tree "killed-$container")" ] || fail "a killed run ends in other bytes ($container)"
  [ -z "$(find "killed-$container" -maxdepth 1 -name '.*' ! -name "killed-$container")" ] || fail "debris is left"
done

# Ctrl-C: what is done stays, the rest is packed by the same command.
"$DELO" pack in/pages --metadata in/rows.csv -o stopped >stopped.out 2>stopped.err &
run=$!
until [ "$(count stopped)" -ge 2 ]; do kill -0 $run || fail "too fast"; done
kill -INT $run
code=0
wait $run || code=$?
[ $code = 130 ] || fail "exit $code after SIGINT"
grep -q "stopped on request: [0-9]* of $pages packages are done" stopped.err || fail "not said: $(cat stopped.err)"
if grep -q "^next:" stopped.out; then fail "a stopped run goes on with itself, not with: $(cat stopped.out)"; fi
expect 0 "$DELO" validate -q stopped/*
expect 0 pack -o stopped
says out "identical" "packed"
[ "$(tree whole-dir)" = "$(tree stopped)" ] || fail "a stopped run ends in other bytes"

# One bad row: nothing is written, every fault is named; --keep-going packs the others.
sed 's/;open;/;perhaps;/;6q' in/rows.csv >bad.csv
mkdir few
cp in/pages/telegram-0000[1235].txt few
cp -r in/pages/*00004 few
printf 'telegram-99999.txt;No such page;rus;CNE;open;x\r\n' >>bad.csv
sed -i '2,5s/;perhaps;/;open;/' bad.csv
expect 2 "$DELO" pack few --metadata bad.csv -o kept
says err "row 6" "perhaps" "row 7" "telegram-99999.txt" "there is no such file" "--keep-going"
[ ! -e kept ] || fail "something was written beside a problem"
expect 1 "$DELO" pack few --metadata bad.csv -o kept --keep-going
says out "6 documents: 4 packed, 2 failed"
[ "$(count kept)" = 4 ] || fail "not the good ones"

# What no row names, and what a row names twice, is not passed over.
printf 'x' >few/extra.tif
expect 2 "$DELO" pack few --metadata bad.csv -o kept2
says err "few/extra.tif"
rm few/extra.tif

# Two documents of one citation: told apart by their record ids, else a clash that names both.
mkdir same
cp "$page" same/a.txt
cp "$page" same/b.txt
expect 2 "$DELO" pack same -o clash
says err "same/a.txt would be named" "and so would same/b.txt" "--id" 'column "Package ID"'
[ ! -e clash ] || fail "a clash wrote something"
printf 'page,id\na.txt,one\nb.txt,two\n' >ids.csv
expect 0 "$DELO" pack same --metadata ids.csv -o named
[ -d named/one ] && [ -d named/two ] || fail "ids of the sheet are not used: $(ls named)"
says err "the same payload" "the same place in the archive"
printf 'page,record id\na.txt,101\nb.txt,102\n' >records.csv
expect 0 "$DELO" pack same --metadata records.csv -o recorded
[ -n "$(find recorded -maxdepth 1 -name '*-wcda-101')" ] || fail "no record id in the name: $(ls recorded)"
expect 0 "$DELO" pack same --metadata records.csv -o recorded
says out "2 documents: 2 identical"

# A row without a page is packed from its files alone.
mkdir -p bare/сканы
printf 'scan' >'bare/сканы/л. 5 об.tif'
printf 'Название;Сканы;Архивный шифр\r\nТелеграмма;сканы/л. 5 об.tif;РГАСПИ. Ф. 558. Оп. 11. Д. 99. Л. 5 об.\r\n' |
  iconv -t CP1251 >bare.csv
expect 0 env LC_ALL=C "$DELO" pack bare --metadata bare.csv -o bare-out --as tar
expect 0 "$DELO" validate bare-out/*
says out "valid"
tar --quoting-style=literal -tf bare-out/*.tar >names # no pipe: one that grep leaves early fails
grep -qF 'original/data/л. 5 об.tif' names || fail "the scan is not there"

# Junk is left out, listed in the report and in the package; links are refused before anything is written.
mkdir -p 'дело/оригинал'
cp "$page" 'дело/страница.txt'
printf 'scan' >'дело/оригинал/л. 41.tif'
: >'дело/.DS_Store'
: >'дело/оригинал/Thumbs.db'
expect 0 env LC_ALL=C "$DELO" pack дело -o junk
says err ".DS_Store" "Thumbs.db"
grep -q '"path": "оригинал/Thumbs.db"' junk/*/data/*/documentation/provenance.json || fail "the package does not tell"
rm 'дело/.DS_Store'
expect 0 "$DELO" pack дело -o junk
says out "identical"
: >'дело/.DS_Store'
expect 2 "$DELO" pack дело -o junk2 --junk fail
says err ".DS_Store" "Thumbs.db"
ln -s страница.txt 'дело/link'
mkfifo 'дело/pipe'
expect 2 "$DELO" pack дело -o junk2
says err "link" "pipe"
[ ! -e junk2 ] || fail "something was written beside a problem"

# Progress for programs: one JSON object a line; nothing else of it on standard output.
expect 0 "$DELO" pack few -o progress --progress jsonl --json
python3 -c '
import json, sys
events = [json.loads(l) for l in open(sys.argv[1]) if l.startswith("{")]
assert events and events[-1]["phase"] == "done" and events[-1]["documents_done"] == 5, events[-1]
assert {"finding", "checking", "packing", "verifying"} <= {e["phase"] for e in events}
json.load(open(sys.argv[2]))' .err .out || fail "progress is not what it should be"
