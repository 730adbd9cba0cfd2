# The sandbox as strace sees it: what it refuses is nothing that delo needs, and a kernel without it is
# told.
. "$(dirname "$0")/support/lib.sh"
needs_ptrace

"$DELO" doctor --json >.doctor
python3 -c 'import json; exit(not all(json.load(open(".doctor"))["sandbox"][part]["in_force"] for part in ("landlock", "seccomp")))' ||
  skip "this system confines nobody: $(grep -A3 sandbox .doctor)"

mkdir pages
cp "$page" pages/page.txt
"$DELO" pack --layout bag --plain pages -o made -q
mv made/pages bag
"$DELO" pack --layout bag --plain pages -o made --as tar -q
mv "$(package_in made)" deposit.tar

# What libraries open late is allowed, or was opened before: in a good run nothing is refused.
nothing_refused() {
  strace -f -qq -e signal=none -o calls "$DELO" "$@" --sandbox require >.out 2>.err || fail "$*: $(cat .err)"
  if grep -E 'EACCES|EPERM' calls >refused; then
    fail "$* wanted what is refused: $(head -n 3 refused)"
  fi
}
for as in dir tar tar.gz tar.zst zip zip-deflate; do
  nothing_refused pack "$page" -o "late-$as" --as "$as" --describe mods,dc,ead3
  nothing_refused validate "$(package_in "late-$as")" --report "html=$as.html"
  nothing_refused unpack "$(package_in "late-$as")" -o "unpacked-$as"
  nothing_refused update "$(package_in "late-$as")" --set Contact-Name=A
done
nothing_refused inspect "$fixtures"
nothing_refused compare late-dir late-dir
nothing_refused pack --layout bag --plain pages -o -
nothing_refused doctor

# A kernel without: told once, or refused. strace stands for that kernel.
without() { # without CALLS ARGUMENTS...
  local calls=$1
  shift
  strace -f -qq -e signal=none -e trace="$calls" -o /dev/null -e inject="$calls":error=ENOSYS "$DELO" "$@"
}
expect 0 without landlock_create_ruleset validate bag deposit.tar
says err "note: delo is not fully confined here" "Landlock: this kernel has none"
[ "$(grep -c '^note:' .err)" = 1 ] || fail "not told once: $(cat .err)"
expect 0 without landlock_create_ruleset validate -q bag
says_not err "note:"
expect 3 without landlock_create_ruleset validate --sandbox require bag
says err "error: delo cannot be confined here" "Landlock: this kernel has none" "--sandbox auto"
expect 3 without seccomp validate --sandbox require bag
says err "seccomp: this kernel filters no system calls"
expect 0 without landlock_create_ruleset,seccomp validate --sandbox off bag
says_not err "note:"
