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

# A program that may use one processor only starts one thread of each kind.
one_core=$(command -v taskset >/dev/null && echo "taskset -c 0" || true)
for container in dir tar tar.gz tar.zst zip zip-deflate; do
  (
    umask 022
    LC_ALL=C TZ=UTC "$DELO" pack page.txt --original a/б.tif --original a/а.tif -o "one/$container" --as $container -q
    umask 077
    LC_ALL=C.UTF-8 TZ=Asia/Tokyo LANG=ru_RU.UTF-8 $one_core "$DELO" pack page.txt --original b -o "two/$container" --as $container -q
    cd / && LC_ALL=POSIX "$DELO" pack "$work/page.txt" --original "$work/a" -o "$work/three/$container" --as $container -q
  )
done
one=$(tree one)
[ "$one" = "$(tree two)" ] || fail "locale, time zone, umask or order change the bytes: $(diff -rq one two)"
[ "$one" = "$(tree three)" ] || fail "the working folder changes the bytes: $(diff -rq one three)"
sed -i 's/1946/1947/' page.txt
"$DELO" pack page.txt --original a -o other --as tar -q --id x
[ -f other/x.tar ] || fail "no package"

# Times later than the fixed clock do not travel.
touch -d '2020-02-02' page.txt a/*
"$DELO" pack page.txt --original a -o late -q --id x
if grep -rq 2020-02-02 late; then fail "a time later than SOURCE_DATE_EPOCH is in the package"; fi
