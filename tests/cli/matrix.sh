# No error on any package that delo makes: every pair of options of delo pack, every layout in every container, pages
# and folders of many kinds; each package is valid by all rules, and what is refused is refused in its own words.
# DELO_SEED=N repeats a run.
. "$(dirname "$0")/support/lib.sh"
needs python3 "it makes the combinations"

export PYTHONDONTWRITEBYTECODE=1
python3 "$DELO_SOURCE/tests/cli/support/matrix_check.py" "$DELO" "$fixtures" "$work/matrix" "$seed" || fail "see above"
