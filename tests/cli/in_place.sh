# A folder becomes a bag where it is: nothing of it is lost, and a bag never becomes a bag of a bag.
. "$(dirname "$0")/support/lib.sh"

make_letters() {
  rm -rf "$1"
  mkdir -p "$1/1946 spring/empty" "$1/data"
  printf 'dear\n' >"$1/a.txt"
  printf 'friend\n' >"$1/1946 spring/письмо.txt"
  printf 'mine\n' >"$1/data/own.bin"
  printf 'junk\n' >"$1/.DS_Store"
  ln "$1/a.txt" "$1/twin.txt"
  cp "$page" "$1/page.txt"
  chmod 600 "$1/a.txt"
  chmod 2750 "$1/1946 spring"
  touch -d '1999-09-09 09:09:09' "$1/a.txt" "$1/1946 spring"
  chmod 700 "$1"
}
# facts FOLDER: names, modes, times, inodes and links of the files in it.
facts() {
  (cd "$1" && find . ! -name . \( -type d -printf '%p %m %t\n' -o -printf '%p %m %t %i\n' \) | LC_ALL=C sort)
}

make_letters letters
was=$(tree letters)
facts=$(facts letters)
expect 0 "$DELO" pack --in-place letters --set Contact-Name=Me --hash sha256 --dry-run
says out "would pack letters" "nothing was written"
[ "$(facts letters)" = "$facts" ] || fail "a dry run changed the folder"

expect 0 "$DELO" pack --in-place letters --set Contact-Name=Me --hash sha256
says out "packed letters" "read back and verified" "next: delo validate letters"
[ "$(tree letters/data)" = "$was" ] || fail "the payload is not what the folder was"
[ "$(facts letters/data)" = "$facts" ] || fail "modes, times or files changed: $(diff <(facts letters/data) <(echo "$facts"))"
[ "$(stat -c %a letters)" = 700 ] || fail "the bag is open to others"
grep -qx 'Contact-Name: Me' letters/bag-info.txt || fail "no tag"
[ -z "$(find . -name '.delo-*')" ] || fail "debris"
expect 0 "$DELO" validate -q letters

# A second run leaves it alone, whatever it is told.
bag=$(tree letters)
expect 0 "$DELO" pack --in-place letters
says out "identical" "1 document: 1 identical"
expect 0 "$DELO" pack --in-place letters --set Contact-Name=You
says err "it is a bag already" "delo update"
[ "$(tree letters)" = "$bag" ] || fail "the bag changed"
[ ! -e letters/data/data/data ] && [ ! -e letters/data/bagit.txt ] || fail "a bag in a bag"
expect 0 "$DELO" unpack letters --payload -o un -q
[ "$(tree un/letters)" = "$was" ] && [ -d "un/letters/1946 spring/empty" ] || fail "unpack gives another tree"

# A bag that is damaged, or has lost its declaration, is no plain folder.
cp -a letters damaged && echo more >>damaged/data/a.txt
expect 2 "$DELO" pack --in-place damaged
says err "no valid one" "delo validate"
cp -a letters undeclared && rm undeclared/bagit.txt
expect 2 "$DELO" pack --in-place undeclared
says err "looks like a bag already"
cp -a "letters/data/1946 spring" declared && printf 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n' >declared/bagit.txt
expect 2 "$DELO" pack --in-place declared
says err "is no valid one: there is no data folder"
[ ! -e undeclared/data/data/data ] || fail "a bag in a bag"

# Several at once; one that is a bag already; from within the folder; by a link.
make_letters one
make_letters two
expect 0 "$DELO" pack --in-place one letters two/
expect 0 "$DELO" validate -q one two letters
make_letters here
(cd here && expect 0 "$DELO" pack --in-place . && says out "next: cd ." && cd . && "$DELO" validate -q .) || fail "not from within"
make_letters real && ln -s real link
expect 0 "$DELO" pack --in-place link -q
[ -L link ] && [ -f real/bagit.txt ] || fail "the link gave way to the bag"

# What cannot be met is refused, and the folder stays as it is.
make_letters stays
was=$(facts stays)
refused() {
  expect 2 "$DELO" pack --in-place "$@"
  [ "$(facts stays)" = "$was" ] || fail "the folder changed"
}
refused stays -o out
says err "-o does not go with --in-place"
[ ! -e out ] || fail "something was written"
refused stays --as zip
refused stays --layout sip
refused stays --id x
refused stays --force
refused stays --split 1MB
refused stays --junk skip
refused stays --junk fail
says err ".DS_Store"
refused stays --links record
refused stays stays
says err "named twice"
refused stays "stays/1946 spring"
says err "lies in"
refused /
ln -s a.txt stays/link && was=$(facts stays)
refused stays
says err "it is a link to a.txt"
says_not err "--links"
rm stays/link && was=$(facts stays)
expect 3 "$DELO" pack --in-place absent
expect 2 "$DELO" pack --in-place "$page"

# A file system without second names, a folder whose parent takes nothing.
if [ -w /dev/shm ] && [ "$(id -u)" = 0 ]; then
  shm=$(mktemp -d /dev/shm/delo-in-place-XXXXXX)
  trap 'umount "$shm/stays/mount" 2>/dev/null || true; chmod -R u+w "$work"; rm -rf "$work" "$shm"' EXIT
  cp -a stays "$shm/"
  mkdir "$shm/stays/mount"
  if mount -t tmpfs none "$shm/stays/mount" 2>/dev/null; then
    echo x >"$shm/stays/mount/file"
    was=$(facts "$shm/stays")
    expect 3 "$DELO" pack --in-place "$shm/stays"
    says err "second name" "nothing was changed"
    [ "$(facts "$shm/stays")" = "$was" ] || fail "the folder changed"
    [ -z "$(find "$shm" -name '.delo-*')" ] || fail "debris"
    umount "$shm/stays/mount"
  else
    echo "skipped: no file system can be mounted here (a folder with two of them)"
  fi
fi
