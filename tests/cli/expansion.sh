# An archive that expands beyond measure is refused by every command that reads archives: before the disk fills, with
# nothing left behind, and with what to type when it is meant.
. "$(dirname "$0")/support/lib.sh"
needs python3 "it builds the archives"
export PYTHONDONTWRITEBYTECODE=1
hostile=$DELO_SOURCE/tests/cli/support/hostile.py

nothing_left() {
  [ -z "$(ls -A "$1")" ] || fail "something is left in $1: $(ls -A "$1")"
}
# alone FILE: nothing came to lie beside it, and it is what it was.
alone() {
  [ "$(ls -A "$(dirname "$1")")" = "$(basename "$1")" ] || fail "left beside it: $(ls -A "$(dirname "$1")")"
  [ "$(sha256sum <"$1")" = "$was" ] || fail "$1 was changed"
}

mkdir out
for kind in "gzip bomb" "zstd bomb" "zip bomb: 3.9"; do
  bomb=$(python3 "$hostile" build bombs "$kind" | cut -f2)
  was=$(sha256sum <"$bomb")
  refused=("DELO-container-5" "the archive expands beyond measure" "type --max-expansion 0")
  expect 1 "$DELO" unpack "$bomb" -o out
  says out "${refused[@]}" "nothing was unpacked"
  nothing_left out
  expect 1 "$DELO" unpack "$bomb" -o out --payload --json
  says out DELO-container-5
  nothing_left out
  expect 1 "$DELO" update "$bomb" --set Contact-Name=A
  says out "${refused[@]}"
  alone "$bomb"
  expect 1 "$DELO" audit add "$bomb"
  says out "the archive expands beyond measure"
  expect 0 "$DELO" audit list
  says_not out deposit
  mkdir other
  for pair in "other $bomb" "$bomb other"; do
    expect 3 "$DELO" diff $pair
    says out "the archive expands beyond measure" "type --max-expansion 0"
  done
  expect 2 "$DELO" fetch "$bomb"
  says err "delo unpack"
  rmdir other
  alone "$bomb"
  rm -r bombs
done

# An archive that became a bomb after it was taken in: it is not what it was, and no more is read than there was.
mkdir scans && printf x >scans/scan.tif
"$DELO" pack --plain --layout bag scans -o store --as tar.gz -q
stored=$(package_in store)
expect 0 "$DELO" audit add store
bomb=$(python3 "$hostile" build bombs "gzip bomb" | cut -f2)
cp "$bomb" "$stored"
was=$(sha256sum <"$stored")
expect 1 "$DELO" audit run
says out EXTENDED "the archive breaks off" "as went in; when that is meant, type --max-expansion 0"
alone "$stored"

# A page without a stroke is packed a thousandfold: that is meant. Delo reads back what it wrote itself, and others say so.
mkdir white
head -c 130000000 /dev/zero >white/blank.tif
for as in tar.zst zip-deflate; do
  rm -rf made un
  expect 0 "$DELO" pack --plain --layout bag white -o made --as $as
  says err "warning: " "ask for --max-expansion 0" "--as tar"
  expect 0 "$DELO" pack --plain --layout bag white -o made --as $as
  says out "already"
  package=$(package_in made)
  expect 1 "$DELO" validate "$package"
  says out DELO-container-5
  expect 1 "$DELO" unpack "$package" -o out
  nothing_left out
  for limit in 0 100000; do
    expect 0 "$DELO" validate "$package" --max-expansion $limit
    expect 0 "$DELO" unpack "$package" -o un --max-expansion $limit --force -q
    expect 0 "$DELO" diff "$package" un/* --max-expansion $limit
  done
  expect 3 "$DELO" diff "$package" un/*
  expect 1 "$DELO" update "$package" --set Contact-Name=A
  expect 0 "$DELO" update "$package" --set Contact-Name=A --max-expansion 0
  expect 1 "$DELO" audit add made --catalogue white.sqlite
  expect 0 "$DELO" audit add made --catalogue white.sqlite --max-expansion 0
  says out "added"
  expect 0 "$DELO" audit run --catalogue white.sqlite
  rm -rf white.sqlite*
done
expect 2 "$DELO" unpack "$package" -o out --max-expansion much
says err "--max-expansion cannot be \"much\"" "give a whole number"
