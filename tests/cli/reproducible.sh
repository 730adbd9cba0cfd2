# Same input, same options, SOURCE_DATE_EPOCH: same bytes, whatever locale, time zone, umask, order,
# number of processors.
. "$(dirname "$0")/support/lib.sh"

export SOURCE_DATE_EPOCH=1000000000
mkdir a b
printf 1 >a/б.tif
printf 2 >a/а.tif
cp "$page" page.txt
touch -d '2001-01-01T00:00:00Z' a/* page.txt
cp -a a/а.tif b/ # another order of creation
cp -a a/б.tif b/
mkdir letters
cp -a a page.txt letters/
mkdir letters/empty

# Turkish has letters of its own under "i" and "I".
locales=(C C.UTF-8 tr_TR.UTF-8)
mkdir locales
if localedef -i tr_TR -f UTF-8 "$work/locales/tr_TR.UTF-8" 2>/dev/null; then
  export LOCPATH=$work/locales
else
  echo "the locale tr_TR.UTF-8 cannot be made here (package locales): only its name is tried"
fi
zones=(UTC Asia/Tokyo America/St_Johns)
umasks=(022 077)
# A program that may use one processor only starts one thread of each kind.
threads=("" "taskset -c 0")
if ! command -v taskset >/dev/null; then
  echo "taskset is not installed: one number of threads only"
  threads=("")
fi

# pack_both TARGET CONTAINER: a document and a plain bag.
pack_both() {
  local changed=(env LC_ALL="$locale" LANG="$locale" TZ="$zone")
  # shellcheck disable=SC2086 # the words of a command, or none
  "${changed[@]}" $thread "$DELO" pack page.txt --original "$order" -o "$1/document" --as "$2" -q
  # shellcheck disable=SC2086
  "${changed[@]}" $thread "$DELO" pack --plain letters -o "$1/plain" --as "$2" -q
}
runs=0
for container in dir tar tar.gz tar.zst zip zip-deflate; do
  one=""
  order=a
  for locale in "${locales[@]}"; do
    for zone in "${zones[@]}"; do
      for mask in "${umasks[@]}"; do
        for thread in "${threads[@]}"; do
          (
            umask "$mask"
            pack_both out $container
          )
          this=$(tree out)
          [ "${one:=$this}" = "$this" ] ||
            fail "other bytes with $container, $locale, $zone, umask $mask, ${thread:-all processors}: $(diff <(echo "$one") <(echo "$this"))"
          rm -rf out
          order=$([ $order = a ] && echo b || echo a)
          runs=$((runs + 1))
        done
      done
    done
  done
  (cd / && LC_ALL=POSIX "$DELO" pack "$work/page.txt" --original "$work/a" -o "$work/there/document" --as $container -q)
  (cd / && LC_ALL=POSIX "$DELO" pack --plain "$work/letters/" -o "$work/there/plain" --as $container -q)
  [ "$one" = "$(tree there)" ] || fail "the working folder changes the bytes of $container"
  rm -rf there
done
echo "$runs runs, the same bytes for each container"

# More than a compressor gives to one thread at a time, and more than fits into its window.
mkdir long
seq 1 4000000 >long/numbers
for container in tar.gz tar.zst zip-deflate; do
  for thread in "${threads[@]}"; do
    $thread "$DELO" pack --plain long -o out --as $container -q
    this=$(tree out)
    [ -n "$thread" ] || one=$this
    [ "$one" = "$this" ] || fail "other bytes with $container and one thread"
    rm -rf out
  done
done
sed -i 's/1946/1947/' page.txt
"$DELO" pack page.txt --original a -o other --as tar -q --id x
[ -f other/x.tar ] || fail "no package"
