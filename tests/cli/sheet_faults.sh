# A sheet as it comes from a Russian Excel: semicolons, windows-1251, columns in an order of their
# own. Every fault names row, column, cell and what is allowed; nothing is guessed or half-written.
. "$(dirname "$0")/support/lib.sh"

mkdir in
for i in 1 2 3 4 5; do sed "s/d\. 18/d. 1$i/" "$page" >in/стр$i.txt; done

# sheet ROW...: the rows under the headings, as that program saves them.
sheet() {
  {
    printf '%s\n' 'Примечание ;Листы;Дата;Файл страницы ;Фонд;Права ;Переводчик'
    printf '%s\n' "$@" ';;;;;;'
  } | sed 's/$/\r/' | iconv -f UTF-8 -t WINDOWS-1251 >rows.csv
}

sheet 'сверено;41-43об;16866;стр1.txt ;94;CNE;Иван Петров' \
  ';;05.03.46;стр2.txt;;;' \
  ';;;стр1.txt;;;' \
  ';;;нет.txt;;мои права;' \
  ';;;Стр3.TXT;;;' \
  ';;;стр4.txt;;;'
expect 2 "$DELO" pack in --metadata rows.csv -o out
says err 'row 2, column "Дата": "16866": a bare number' 'Excel shows 1946-03-05 for it' \
  'row 3, column "Дата": "05.03.46": the year has two digits' \
  'row 4, column "Файл страницы", "стр1.txt": row 2 names the same page' \
  'row 5, column "Файл страницы", "нет.txt": there is no such file' \
  'row 5, column "Права": "мои права": no rights statement' 'allowed: an address (http…), or one of' \
  'row 6, column "Файл страницы", "Стр3.TXT": there is no such file; did you mean "стр3.txt"?' \
  'no row of rows.csv names in/стр5.txt' "nothing was written"
[ ! -e out ] || fail "something was written beside faults"

# Put right, all of it is packed; what the program lost is the page's.
sheet 'сверено;41-43об;5 марта 1946 г.;стр1.txt ;94;CNE;Иван Петров' \
  ';;05.03.1946;стр2.txt;; CC0 ;' ';;;стр3.txt;;;' ';;;стр4.txt;;;' ';;;стр5.txt;;;'
expect 0 "$DELO" pack in --metadata rows.csv -o out
says out "5 documents: 5 packed"
says err 'row 2, column "Фонд": "94": leading zeros are lost: the page says "094"' \
  'row 3, column "Дата": "05.03.1946": read as 1946-03-05, day first'
[ -d out/AVPRF-f094-op37-p362-d11-l0041-0043ob ] || fail "zeros were lost: $(ls out)"
grep -q 'Иван Петров' out/*-d11-*/data/*/metadata/descriptive/mods.xml || fail "the translator of the sheet"
expect 0 "$DELO" pack in --metadata rows.csv -o out
says out "5 documents: 5 identical"
