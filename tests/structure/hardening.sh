# The program is built so that a fault is hard to use (scripts/cmake/DeloHardening.cmake), and the
# checks below notice a program that is not.
set -euo pipefail
: "${DELO:?the program}" "${DELO_SOURCE:?the source tree}" "${DELO_BUILD:?the build}" "${DELO_CXX:?the compiler}"
setting() { sed -n "s/^$1:[A-Z]*=//p" "$DELO_BUILD/CMakeCache.txt"; }
[ "$(setting DELO_HARDEN)" = ON ] || { echo "SKIPPED: DELO_HARDEN is off in this build"; exit 77; }
[ -z "$(setting DELO_SANITIZE)" ] || { echo "SKIPPED: a build with sanitizers is not hardened"; exit 77; }
command -v readelf >/dev/null || { echo "SKIPPED: readelf is not there (package binutils)"; exit 77; }

# has PROGRAM: prints what it lacks; fails when it lacks anything.
has() {
  local header dynamic segments symbols lacks=()
  header=$(readelf -hW "$1") dynamic=$(readelf -dW "$1") segments=$(readelf -lW "$1") symbols=$(readelf -sW "$1")
  [[ $header =~ Type:\ +DYN && $dynamic =~ FLAGS_1.*PIE ]] || lacks+=("a place in memory that nobody knows (PIE)")
  [[ $segments =~ GNU_RELRO && $dynamic =~ (FLAGS.*BIND_NOW|FLAGS_1.*NOW) ]] || lacks+=("tables that cannot be written (full RELRO)")
  [[ $segments =~ GNU_STACK[^$'\n']*\ RW\  ]] || lacks+=("a stack that is not run")
  [[ $symbols =~ __stack_chk_fail ]] || lacks+=("guards on the stack")
  [[ $symbols =~ __(mem|str|snprintf|read|vsnprintf|fprintf|pread|mbstowcs|realpath)[a-z]*_chk ]] || lacks+=("checked buffers (FORTIFY)")
  if [ "$(uname -m)" = x86_64 ]; then
    local start
    start=$(readelf -sW "$1" | awk '$4 == "FUNC" && $8 == "main" { print "0x" $2 }')
    [[ $(objdump -d --start-address="$start" --stop-address=$((start + 4)) "$1") =~ endbr64 ]] ||
      lacks+=("marks where jumps may land (CET)")
  fi
  printf 'lacks %s\n' "${lacks[@]}"
  [ ${#lacks[@]} = 0 ]
}

told=$(has "$DELO") || {
  echo "FAILED: $DELO"$'\n'"$told" >&2
  exit 1
}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
echo 'int main() { return 0; }' >"$work/bare.cpp"
"$DELO_CXX" -fno-pie -no-pie -fcf-protection=none -fno-stack-protector -z norelro -z execstack "$work/bare.cpp" -o "$work/bare"
told=$(has "$work/bare") && { echo "FAILED: nothing is noticed of a program without all of it" >&2; exit 1; }
[ "$(wc -l <<<"$told")" -ge 5 ] || { echo "FAILED: only this is noticed: $told" >&2; exit 1; }
echo "the program has all of it; one without was told for: $told"
