# Every header compiles by itself, so that including it needs no luck. Where a source file of the same
# name includes it before all others, the build has shown that already.
set -euo pipefail
: "${DELO_CXX:?the compiler}" "${DELO_SOURCE:?the source tree}"

compile() {
  # A file that includes it twice also proves the guard.
  printf '#include "%s"\n#include "%s"\n' "$1" "$1" |
    "$DELO_CXX" -std=c++20 -fsyntax-only -Wall -Wextra -Wpedantic -Werror -I "$DELO_SOURCE/src" \
      -isystem /usr/include/libxml2 -isystem /usr/include/soci -x c++ - || {
    echo "does not compile alone: $1"
    return 1
  }
}
export -f compile
export DELO_CXX DELO_SOURCE

# shown_by_build HEADER: its own source begins with it, and it has its guard.
shown_by_build() {
  local source=${1%.hpp}.cpp first
  [ -f "$source" ] && grep -qx '#pragma once' "$1" || return 1
  first=$(grep -m 1 '^#include' "$source") || return 1
  [ "$first" = "#include \"$1\"" ]
}

cd "$DELO_SOURCE/src"
headers=$(find . -name '*.hpp' | sed 's|^\./||' | LC_ALL=C sort)
[ -n "$headers" ] || exit 1
alone=$(while read -r header; do shown_by_build "$header" || printf '%s\n' "$header"; done <<<"$headers")
xargs -P 2 -I{} bash -c 'compile {}' <<<"$alone"
echo "$(wc -l <<<"$headers") headers compile alone, $(wc -l <<<"$alone") of them asked here"
