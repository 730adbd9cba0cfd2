# Somebody with a folder of pages and no manual: each command prints the next one, which is run here
# exactly as it was printed, until every page is a valid package.
. "$(dirname "$0")/support/lib.sh"

mkdir bin && ln -s "$DELO" bin/delo
export PATH=$work/bin:$PATH

# next_command: the command that was printed last as the one to type next.
next_command() {
  local line
  line=$(grep '^next: ' "$work/.out" | tail -n 1)
  [ -n "$line" ] || fail "no next command in: $(cat "$work/.out")"
  case $line in "next: delo "*) ;; *) fail "not a command: $line" ;; esac
  printf '%s\n' "${line#next: }"
}

# fill FOLDER: six pages in six layouts, as text, HTML and an export, one of them in windows-1251,
# one with two scans, and what systems leave behind.
fill() {
  mkdir -p "$1"
  cp "$page" "$fixtures/memorandum-tromso-1963-09-02.html" "$fixtures/notes-pilots-1961-07-09.txt" \
    "$fixtures/letter-gagra.ris" "$1"
  cp "$fixtures/letter-anchors-windows-1251.txt" "$1/письмо о якорях.txt"
  cp "$fixtures/report-poti-1957-11-03.html" "$1/Отчёт (Поти).html"
  printf 'scan 5' >"$1/telegram-batumi-1946-03-05 л. 41.TIF"
  printf 'scan 6' >"$1/telegram-batumi-1946-03-05 л. 42 об.jpg"
  touch "$1/Thumbs.db"
}

# go_on COMMAND: runs what was printed, as it stands.
go_on() {
  expect 0 bash -c "$1"
}

# way FOLDER: from the folder to six packages, by printed commands only.
way() {
  local command packages
  expect 0 delo inspect "$1"
  says out "6 pages, 2 files beside them, 0 not understood, 1 left out"
  command=$(next_command)
  case $command in "delo template "*) ;; *) fail "after inspect: $command" ;; esac
  go_on "$command"
  command=$(next_command)
  case $command in "delo pack "*" --metadata "*) ;; *) fail "after template: $command" ;; esac
  go_on "$command"
  says out "6 documents: 6 packed"
  command=$(next_command)
  case $command in "delo validate "*) ;; *) fail "after pack: $command" ;; esac
  go_on "$command"
  [ "$(grep -c ': valid ' "$work/.out")" = 6 ] || fail "not six valid packages: $(cat "$work/.out")"
}

# Names that a shell would take apart or change are printed so that they come back whole.
for folder in pages 'Мои документы 1946' "it's \$HOME & (more); #1" './-o' 'a"b`c\d'; do
  mkdir -p one && cd one || exit
  fill "$folder"
  [ "$folder" != ./-o ] || folder=-o/../-o
  case $folder in -*) way "./$folder" ;; *) way "$folder" ;; esac
  [ "$(find out -path '*/representations/original/data/*' -type f | wc -l)" = 2 ] || fail "not two scans"
  cd .. && rm -r one
done

# From inside the folder: packages never lie in their source, and the printed place is beside it.
mkdir -p 'deep/сканы и страницы'
fill 'deep/сканы и страницы'
cd 'deep/сканы и страницы' || exit
way .
[ ! -e out ] || fail "packages lie in their source"
expect 2 delo pack . -o out
says err "the package would lie inside it" "such as ../out"
[ ! -e out ] || fail "packages lie in their source"
[ "$(find ../out -mindepth 1 -maxdepth 1 -name '[A-Z]*' | wc -l)" = 6 ] || fail "not beside the folder"
cd "$work" || exit

# One page needs no sheet.
expect 0 delo inspect "$page"
go_on "$(next_command)"
go_on "$(next_command)"
says out ": valid "
