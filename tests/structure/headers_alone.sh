# Every header compiles by itself, so that including it needs no luck.
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
cd "$DELO_SOURCE/src"
headers=$(find . -name '*.hpp' | sed 's|^\./||' | LC_ALL=C sort)
[ -n "$headers" ] || exit 1
xargs -P 2 -I{} bash -c 'compile {}' <<<"$headers"
echo "$(wc -l <<<"$headers") headers compile alone"
