# A disk that is full, a quota, a read-only or failing file system, at every call that changes
# something, in every command that writes packages: one error with path, reason and remedy, exit 3;
# what was there is as it was, and nothing new has a name.
. "$(dirname "$0")/support/lib.sh"
needs_ptrace
export SOURCE_DATE_EPOCH=1700000000

mkdir letters
printf 'dear\n' >letters/a.txt
printf 'friend\n' >letters/b.txt
"$DELO" pack "$page" -o good-dir -q
"$DELO" pack "$page" -o good-tar --as tar -q
name=$(basename "$(package_in good-dir)")

# prepare: the world before a command; state: all that must not change in it.
prepare() {
  rm -rf world
  mkdir -p world/in
  cp -a letters good-dir good-tar world/in/
}
state() {
  (cd world && find . ! -path './out*' -printf '%p %m %s\n' | LC_ALL=C sort && find . -type f ! -path './out*' -print0 | LC_ALL=C sort -z | xargs -0 sha256sum)
}

changing=mkdir,mkdirat,openat,write,pwrite64,writev,copy_file_range,renameat2,rename,link,linkat,fsync,fdatasync,syncfs,ftruncate,fchmod,chmod,utimensat
# sweep COMMAND...: each call of it that changes something fails once with each error.
tried=0
sweep() {
  prepare
  strace -f -qq -o calls -e trace=$changing "$@" >/dev/null 2>"$work/.err" || fail "not without a fault either: $* $(cat "$work/.err")"
  # The calls that touch the world; reading it is another test's matter.
  python3 - <<'PY' >faults
import collections, re
seen = collections.Counter() # of each thread, as strace counts them
faults = []
for line in open("calls", encoding="utf-8", errors="replace"):
    met = re.match(r"(\d+)\s+(\w+)\(", line)
    if not met:
        continue
    call = met[2]
    seen[met[0]] += 1
    count = seen[met[0]]
    if call == "openat" and "O_CREAT" not in line and "O_TMPFILE" not in line:
        continue
    if call == "write" and re.search(r"write\([012],", line):
        continue
    if " = -1 " in line or "xdg" in line:
        continue
    if (count <= 8 or count % 11 == 0) and (call, count) not in faults: # enough of each kind
        faults.append((call, count))
        print(call, count)
PY
  [ -s faults ] || fail "no call was found to fail: $*"
  local call when error code errors=(ENOSPC EDQUOT EROFS EIO)
  while read -r call when; do
    error=${errors[$((tried % 4))]}
    # A file system may say no to these without harm: modes and times are kept where they can be.
    prepare
    was=$(state)
    code=0
    strace -f -qq -o trace -e trace=$changing -e inject="$call:error=$error:when=$when" "$@" >"$work/.out" 2>"$work/.err" || code=$?
    tried=$((tried + 1))
    if [ $code = 0 ]; then # it got along without: then all is there, and well
      well "$call $when $error"
      continue
    fi
    [ $code = 3 ] || fail "exit $code with $call $when $error: $* $(cat "$work/.err")"
    if ! grep -q 'write(2, .*INJECTED' trace; then # the same call of another thread was the telling itself
      [ "$(grep -c '^error: ' "$work/.err")" = 1 ] || fail "not one error with $call $when $error: $(cat "$work/.err")"
      says err "hint: "
    fi
    [ "$(state)" = "$was" ] || fail "something changed with $call $when $error: $(diff <(echo "$was") <(state))"
    [ -z "$(find world/out* -mindepth 1 ! -name '.delo-*' 2>/dev/null)" ] || fail "something was left with $call $when $error: $(find world/out*)"
  done <faults
}

well() { "$DELO" validate -q world/out/* || fail "no error, and no valid package ($1)"; }
for as in dir tar zip tar.zst; do
  sweep "$DELO" pack "$page" --original letters/a.txt -o world/out --as $as -q
done
sweep "$DELO" pack --plain world/in/letters -o world/out -q
for as in dir tar; do
  sweep "$DELO" unpack world/in/good-$as/"$name"* -o world/out -q
done
well() { "$DELO" validate -q world/in/letters || fail "no error, and no bag in place ($1)"; }
sweep "$DELO" pack --in-place world/in/letters -q
for as in dir tar; do
  well() { "$DELO" validate -q world/in/good-$as/"$name"* || fail "no error, and no valid package ($1)"; }
  sweep "$DELO" update world/in/good-$as/"$name"* --set Contact-Name=X -q
done
echo "$tried faults"
