# Packages made to break their reader: every kind of support/hostile.py is told or refused, in bounded time and memory; nothing
# is fetched, nothing written, and no form of the report obeys what a name says. DELO_STRICT=1 holds each to 2 seconds.
. "$(dirname "$0")/support/lib.sh"
needs python3 "it builds the packages and watches the program"

export PYTHONDONTWRITEBYTECODE=1
python3 "$DELO_SOURCE/tests/cli/support/hostile_check.py" "$DELO" "$work/kinds" || fail "see above"
