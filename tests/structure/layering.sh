# Includes go down the house and never up: cli -> ops, report -> formats -> io -> model -> base.
# The library neither prints nor ends the program nor reads the environment.
set -euo pipefail

# What each layer may include, besides itself.
declare -A below=(
  [base]=""
  [model]="base"
  [io]="model base"
  [formats]="io model base"
  [ops]="formats io model base"
  [report]="model base"
  [cli]="ops report model base"
)

# check SOURCE: prints every include that goes against the layers; fails when there is one.
check() {
  local source=$1 bad=0 file layer target allowed line
  while IFS=: read -r file line; do
    case $file in
    */src/cli/*) layer=cli ;;
    *) layer=${file##*/src/delo/} && layer=${layer%%/*} ;;
    esac
    target=$(sed -n 's/.*#include "\(delo\/\)\?\([^"]*\)".*/\2/p' <<<"$line")
    for allowed in $layer ${below[$layer]}; do
      case $target in "$allowed"/* | "$allowed") continue 2 ;; esac
    done
    echo "$file: the layer $layer may not include $target"
    bad=1
  done < <(grep -rE '^ *# *include "' "$source" --include='*.cpp' --include='*.hpp')
  if grep -rnE '<iostream>|std::c(out|err|log)\b|\bprintf *\(|\bgetenv *\(|\b(_)?exit *\(|std::abort|SystemClock\(\)\.now' \
    "$source/delo" --include='*.cpp' --include='*.hpp'; then
    echo "the library prints, ends the program, or asks its surroundings (lines above)"
    bad=1
  fi
  return $bad
}

check "$DELO_SOURCE/src"

# The check itself can fail: one include upwards, one sideways, one print, each in a copy.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
must_fail() {
  mkdir -p "$work/src/delo/$1" "$work/src/cli"
  printf '%s\n' "$2" >"$work/src/delo/$1/wrong.cpp"
  if check "$work/src" >/dev/null; then
    echo "not noticed in $1: $2"
    exit 1
  fi
  rm "$work/src/delo/$1/wrong.cpp"
}
must_fail base '#include "delo/model/digest.hpp"'
must_fail formats '#include "delo/ops/pack.hpp"'
must_fail report '#include "delo/io/hasher.hpp"'
must_fail io '#include "cli/flags.hpp"'
must_fail model 'void f() { std::cout << 1; }'
must_fail ops 'const char* home = getenv("HOME");'
echo "layers kept; the check notices what breaks them"
