# Pages that show what commands print: each line "$ ..." of a console block is run, and what stood below it is made anew.

# console_page FILE: the page with the output of now. The commands run one after another in this shell and folder; $? is the
# exit code of the one before, so a page shows it as a user would, with "echo $?".
console_page() {
  local inside=no code=0 line
  while IFS= read -r line; do
    case $inside:$line in
    'no:```console') inside=yes ;;
    'yes:```') inside=no ;;
    esac
    case $inside:$line in
    'yes:$ '*)
      printf '%s\n' "$line"
      eval "(exit $code); ${line#\$ }" </dev/null 2>&1 && code=0 || code=$?
      ;;
    'yes:```console' | no:*) printf '%s\n' "$line" ;;
    esac
  done <"$1"
}

# same_page PRINTED PAGE: PAGE shows what was printed; with DELO_UPDATE_DOCS=1 it is written anew first.
same_page() {
  grep -q '^\$ delo' "$1" || fail "$2 shows no commands"
  [ -z "${DELO_UPDATE_DOCS:-}" ] || cat "$1" >"$2"
  diff -u "$2" "$1" || fail "$2 shows (-) something else than the commands print (+)"
}
