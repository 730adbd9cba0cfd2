# File systems that know no rename flags, no nameless files and no locks on folders (NFS, some of
# FUSE): the same packages, nothing replaced unasked, and a kill between two renames loses nothing.
. "$(dirname "$0")/support/lib.sh"
needs_ptrace
export SOURCE_DATE_EPOCH=1700000000 # two packages that are compared are the same to the byte

poor=(-e inject=renameat2:error=EINVAL -e inject=flock:error=EBADF:when=1)
# on_nfs COMMAND...: runs it as on such a file system.
on_nfs() {
  strace -f -qq -o trace -e trace=renameat2,flock,rename "${poor[@]}" "$@"
}
no_debris() {
  [ -z "$(find "$1" -name '.delo-*')" ] || fail "debris: $(find "$1" -name '.delo-*')"
}
make_letters() {
  mkdir "$1"
  printf 'dear\n' >"$1/a.txt"
  printf 'friend\n' >"$1/b.txt"
}

# Made, replaced only with --force, unpacked, updated.
make_letters letters
for as in dir tar zip; do
  expect 0 "$DELO" pack --plain letters -o "rich-$as" --as $as -q
  expect 0 on_nfs "$DELO" pack --plain letters -o "poor-$as" --as $as -q
  grep -q 'renameat2.*EINVAL' trace || fail "nothing was injected: $(cat trace)"
  cmp <(tree "rich-$as") <(tree "poor-$as") || fail "another package ($as)"
  package=$(package_in "poor-$as")
  printf 'more\n' >>letters/a.txt
  expect 2 on_nfs "$DELO" pack --plain letters -o "poor-$as" --as $as -q
  cmp <(tree "rich-$as") <(tree "poor-$as") || fail "replaced unasked ($as)"
  expect 0 on_nfs "$DELO" pack --plain letters -o "poor-$as" --as $as -q --force
  expect 0 "$DELO" validate -q "$package"
  if cmp -s <(tree "rich-$as") <(tree "poor-$as"); then fail "not replaced ($as)"; fi
  expect 0 on_nfs "$DELO" update "$package" --set Contact-Name=X -q
  expect 0 on_nfs "$DELO" unpack "$package" --payload -o "un-$as" -q
  diff -r letters "$(package_in "un-$as")" || fail "unpacked is not what was packed ($as)"
  no_debris "poor-$as"
  no_debris "un-$as"
  printf 'dear\n' >letters/a.txt
done
expect 0 on_nfs "$DELO" pack --in-place letters -q
expect 0 "$DELO" validate -q letters
no_debris .

# No nameless files for what an archive must know before it is written.
mkdir big
head -c 3000000 /dev/zero >big/zeros
strace -f -qq -o trace -e trace=openat "$DELO" pack --plain big -o rich-big --as zip -q
# Calls are counted for each thread, and one that is interrupted by another thread has two lines.
nameless=$(awk '!/resumed>/ { calls[$1]++ } /O_TMPFILE/ { print calls[$1] }' trace)
[ -n "$nameless" ] || fail "no nameless file is used: nothing to test"
inject=()
for when in $nameless; do inject+=(-e "inject=openat:error=EOPNOTSUPP:when=$when"); done
expect 0 strace -f -qq -o trace -e trace=openat "${inject[@]}" "$DELO" pack --plain big -o poor-big --as zip -q
grep -q 'O_TMPFILE.*EOPNOTSUPP' trace || fail "nothing was injected"
cmp <(tree rich-big) <(tree poor-big) || fail "another package without nameless files"
no_debris poor-big

# No locks at all: no run waits for them, and no run takes another's work for debris.
expect 0 strace -f -qq -o trace -e trace=flock -e inject=flock:error=ENOLCK "$DELO" pack --plain big -o unlocked -q
expect 0 "$DELO" validate -q unlocked/big
no_debris unlocked

# Killed between the two renames: the old package is away for a moment, and the next run, whichever
# it is, gives it its name back.
killed_between() {
  local code=0
  (
    exec 2>/dev/null
    strace -f -qq -o /dev/null -e trace=renameat2,rename,link -e inject=renameat2:error=EINVAL \
      -e inject=rename:signal=KILL:when="$when" "$@" >/dev/null
  ) || code=$?
  [ "$code" != 0 ]
}
# renames_of COMMAND...: how often rename() is called by it.
renames_of() {
  strace -f -qq -o trace -e trace=rename,renameat2 -e inject=renameat2:error=EINVAL "$@" >/dev/null
  grep -c ' rename(' trace || true
}
make_letters sources
"$DELO" pack --plain sources -o kept -q
good=$(tree kept/sources)
cp -a kept probe
for last in $(seq "$(renames_of "$DELO" update probe/sources --set Contact-Name=X -q)"); do
  rm -rf target
  cp -a kept target
  when=$last killed_between "$DELO" update target/sources --set Contact-Name=X -q || fail "not killed ($last)"
  [ ! -d target/sources ] || [ "$(tree target/sources)" = "$good" ] || "$DELO" validate -q target/sources ||
    fail "half an update ($last)"
  expect 0 "$DELO" update target/sources --set Contact-Name=X -q
  expect 0 "$DELO" validate -q target/sources
  grep -qx 'Contact-Name: X' target/sources/bag-info.txt || fail "not updated ($last)"
  no_debris target
done
cp -a sources probe-in-place
was=$(tree sources)
away=0
for last in $(seq "$(renames_of "$DELO" pack --in-place probe-in-place -q)"); do
  rm -rf target
  mkdir target
  cp -a sources target/
  when=$last killed_between "$DELO" pack --in-place target/sources -q || fail "not killed ($last)"
  [ -d target/sources ] || away=$((away + 1))
  expect 0 "$DELO" pack --in-place target/sources/ -q
  expect 0 "$DELO" validate -q target/sources
  [ "$(tree target/sources/data)" = "$was" ] || fail "the payload is not what the folder was ($last)"
  no_debris target
done
[ $away -gt 0 ] || fail "no run was killed while the name was free: nothing was proven"
