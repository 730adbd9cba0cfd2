# kill -9 at random system calls of unpack, update and a pack in place: the old package or the new
# one, whole, and nothing else under a name of its own; the next run removes what was left.
. "$(dirname "$0")/support/lib.sh"
. "$(dirname "$0")/support/kill.sh"
needs_ptrace
echo "seed $seed"

rounds=${DELO_KILLS:-16}
killed=0
count() {
  [ "$code" = 0 ] || killed=$((killed + 1))
}
# only FOLDER NAME: nothing but NAME, or nothing at all, is to be seen there.
only() {
  local visible
  visible=$(find "$1" -mindepth 1 -maxdepth 1 ! -name '.delo-staging-*' ! -name "$2" 2>/dev/null || true)
  [ -z "$visible" ] || fail "left under a name of its own: $visible ($call $when)"
}
no_debris() {
  [ -z "$(find "$1" -mindepth 1 -maxdepth 1 -name '.delo-*')" ] || fail "the next run left debris in $1"
}

for container in dir tar; do
  "$DELO" pack "$page" -o "good-$container" --as $container -q
  good=$(package_in good-$container)
  name=$(basename "$good")
  was=$(sha256sum <(tree good-$container))

  list_calls "$DELO" unpack "$good" -o reference-un-$container -q
  folder=$(basename "$(package_in reference-un-$container)")
  for _ in $(seq $((rounds / 4))); do
    kill_somewhere "$DELO" unpack "$good" -o un -q
    count
    only un "$folder"
    [ ! -e "un/$folder" ] || "$DELO" validate -q "un/$folder" || fail "half an unpacked package ($call $when)"
    rm -rf "un/${folder:?}"
  done
  expect 0 "$DELO" unpack "$good" -o un -q
  no_debris un
  rm -rf un
  [ "$was" = "$(sha256sum <(tree good-$container))" ] || fail "unpack changed the package"

  mkdir sample
  cp -a "$good" sample/
  list_calls "$DELO" update "sample/$name" --set Contact-Name=X --add-hash sha256 -q
  rm -rf sample
  for _ in $(seq $((rounds / 4))); do
    rm -rf up
    mkdir up
    cp -a "$good" up/
    kill_somewhere "$DELO" update "up/$name" --set Contact-Name=X --add-hash sha256 -q
    count
    only up "$name"
    "$DELO" validate -q "up/$name" || fail "half an updated package ($call $when)"
    expect 0 "$DELO" update "up/$name" --set Contact-Name=X --add-hash sha256 -q
    no_debris up
    "$DELO" diff "$good" "up/$name" >changes || true
    if grep -q '^changed  data\|^removed' changes; then fail "the payload changed: $(cat changes)"; fi
  done
done
# In place the folder is there at any moment, as it was or as a bag of what it was.
make_letters() {
  mkdir -p in/letters/1946/empty in/letters/data
  printf 'dear\n' >in/letters/data/a.txt
  printf 'friend\n' >in/letters/1946/b.txt
  ln in/letters/data/a.txt in/letters/twin.txt
  chmod 500 in/letters/1946
}
# all_of FOLDER: every file of it, and every folder with its mode.
all_of() {
  tree "$1"
  (cd "$1" && find . -mindepth 1 -type d -printf '%p %m\n' | LC_ALL=C sort)
}
clear_letters() {
  chmod -R u+w in
  rm -rf in
}
make_letters
was=$(all_of in/letters)
list_calls "$DELO" pack --in-place in/letters -q
for _ in $(seq $((rounds / 4))); do
  clear_letters
  make_letters
  kill_somewhere "$DELO" pack --in-place in/letters -q
  count
  only in letters
  if [ -e in/letters/bagit.txt ]; then
    "$DELO" validate -q in/letters || fail "half a bag in place ($call $when)"
    [ "$(all_of in/letters/data)" = "$was" ] || fail "the payload is not what the folder was ($call $when)"
  else
    [ "$(all_of in/letters)" = "$was" ] || fail "the folder changed, and is no bag ($call $when)"
  fi
  expect 0 "$DELO" pack --in-place in/letters -q
  [ "$(all_of in/letters/data)" = "$was" ] || fail "the payload is not what the folder was ($call $when)"
  "$DELO" validate -q in/letters || fail "no bag after the next run ($call $when)"
  no_debris in
done
clear_letters
rounds=$((rounds + rounds / 4))
echo "$killed of $rounds runs were killed"
[ "$killed" -gt $((rounds / 4)) ] || fail "too few runs were killed to prove anything"
