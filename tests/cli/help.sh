# Every command has help that leads with examples; slips are answered with what was meant.
. "$(dirname "$0")/support/lib.sh"

expect 0 "$DELO" --help
says out "usage: delo COMMAND" "exit codes:"
commands=$(sed -n '/^usage/,/--help/s/^  \([a-z][a-z -]*[a-z]\)  .*/\1/p' .out)
[ "$(wc -l <<<"$commands")" = "$(grep -c '^## delo ' "$DELO_SOURCE/docs/commands.md")" ] ||
  fail "the commands are not those of docs/commands.md: $commands"
while IFS= read -r command; do
  # shellcheck disable=SC2086 # a command may be two words
  for help in --help -h; do
    expect 0 "$DELO" $command $help
    says out "  \$ delo $command" "usage: delo $command" "--help"
  done
  # shellcheck disable=SC2086
  expect 0 "$DELO" help $command
  # shellcheck disable=SC2086
  expect 2 "$DELO" $command --no-such-flag
  says err "--no-such-flag" "hint: "
done <<<"$commands"
expect 0 "$DELO" audit --help
says out "audit run"
expect 0 "$DELO" --version
says out "delo "
expect 2 "$DELO"
expect 2 "$DELO" audit
says err "needs a command"
expect 2 "$DELO" audit rnu
says err "did you mean audit run"
expect 2 "$DELO" validat x
says err "did you mean validate"
