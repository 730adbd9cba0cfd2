# What the tests of the program share. Each test runs in a folder of its own, which goes at the end.
set -euo pipefail

: "${DELO:?the program}" "${DELO_SOURCE:?the source tree}"
fixtures=$DELO_SOURCE/fixtures/documents
page=$fixtures/telegram-batumi-1946-03-05.txt
work=$(mktemp -d)
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT
cd "$work"
unset SOURCE_DATE_EPOCH
PATH=$PATH:$DELO_SOURCE/build/tools/bin # what scripts/setup ci unpacks there
export XDG_DATA_HOME=$work/xdg XDG_CONFIG_HOME=$work/xdg-config XDG_CACHE_HOME=$work/xdg-cache

fail() {
  echo "FAILED: $*" >&2
  exit 1
}

skip() {
  echo "skipped: $*"
  exit 77
}

# expect CODE COMMAND...: runs it, keeps what it prints in $work/.out and $work/.err.
expect() {
  local want=$1 got=0
  shift
  "$@" >"$work/.out" 2>"$work/.err" || got=$?
  [ "$got" = "$want" ] || {
    cat "$work/.out" "$work/.err" >&2
    fail "exit $got, expected $want: $*"
  }
}

# says FILE TEXT...: each text stands in what was printed to "out" or "err".
says() {
  local file=$work/.$1 text
  shift
  for text in "$@"; do
    grep -qF -- "$text" "$file" || {
      cat "$file" >&2
      fail "not said: $text"
    }
  done
}

says_not() {
  local file=$work/.$1 text
  shift
  for text in "$@"; do
    if grep -qF -- "$text" "$file"; then
      cat "$file" >&2
      fail "said, but should not be: $text"
    fi
  done
}

silent() {
  [ ! -s "$work/.out" ] || fail "not silent: $(cat "$work/.out")"
}

# package_in FOLDER: the one package that lies there.
package_in() {
  local found
  found=$(find "$1" -mindepth 1 -maxdepth 1 ! -name '.*')
  [ -n "$found" ] && [ "$(printf '%s\n' "$found" | wc -l)" = 1 ] || fail "not one package in $1: $found"
  printf '%s\n' "$found"
}

# content_of PACKAGE: the translation's file in a package folder.
content_of() {
  find "$1" -path '*/representations/translation/data/*' -type f
}

# tree FOLDER: every name, with the digest of every file.
tree() {
  (cd "$1" && find . -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum)
}

# needs COMMAND WHY
needs() {
  command -v "$1" >/dev/null || skip "$1 is not installed ($2)"
}

needs_ptrace() {
  needs strace "faults are injected with it"
  strace -qq -o /dev/null true 2>/dev/null || skip "strace may not trace here (no ptrace)"
}

# The random tests print what makes them repeatable.
seed=${DELO_SEED:-$RANDOM}
RANDOM=$seed
