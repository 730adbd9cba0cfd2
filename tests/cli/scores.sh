# What is read from the sample pages and citations, held against answers checked by hand: right or
# empty, none wrong, at most one in a hundred empty.
. "$(dirname "$0")/support/lib.sh"

shared=${DELO_SHARED:-$DELO_SOURCE/../shared}
[ -d "$shared/tools" ] || skip "the samples with checked answers are not here (looked for $shared)"
needs python3 "it compares the answers"

score() {
  SHOW=1 python3 "$@" 99 || fail "$(basename "$1"): something is wrong, or too much is empty (listed above)"
}
score "$shared/tools/score_pages.py" "$DELO" "$shared/documents"
score "$shared/tools/score_citations.py" "$DELO" "$shared/documents/citations.tsv"
