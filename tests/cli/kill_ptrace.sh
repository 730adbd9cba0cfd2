# kill -9 at random system calls of a pack: nothing under the final name, or all of it; the source
# is as it was; the next run removes what was left.
. "$(dirname "$0")/support/lib.sh"
. "$(dirname "$0")/support/kill.sh"
needs_ptrace
echo "seed $seed"

cp "$page" page.txt
head -c 300000 /dev/urandom >scan.tif
source=$(sha256sum page.txt scan.tif)
"$DELO" pack page.txt --original scan.tif -o reference -q
name=$(basename "$(package_in reference)")
rounds=${DELO_KILLS:-30}
killed=0
published=0
for container in dir tar.zst zip; do
  target=$name
  [ $container = dir ] || target=$name.$container
  list_calls "$DELO" pack page.txt --original scan.tif -o "reference-$container" --as $container -q
  for _ in $(seq $((rounds / 3))); do
    kill_somewhere "$DELO" pack page.txt --original scan.tif -o out --as $container -q
    [ "$code" = 0 ] || killed=$((killed + 1))
    [ "$(sha256sum page.txt scan.tif)" = "$source" ] || fail "the source changed ($call $when)"
    if [ -e "out/$target" ]; then
      published=$((published + 1))
      "$DELO" validate -q "out/$target" || fail "half a package under its final name ($call $when)"
      rm -rf "out/${target:?}"
    fi
    visible=$(find out -mindepth 1 -maxdepth 1 ! -name '.delo-staging-*' 2>/dev/null || true)
    [ -z "$visible" ] || fail "something is left under a name of its own: $visible"
  done
  expect 0 "$DELO" pack page.txt --original scan.tif -o out --as $container -q
  [ -z "$(find out -mindepth 1 -maxdepth 1 -name '.delo-*')" ] || fail "the next run left debris: $(ls -A out)"
  rm -rf out
done
echo "$killed of $rounds runs were killed, $published had published a whole package before"
[ "$killed" -gt $((rounds / 3)) ] || fail "too few runs were killed to prove anything"
