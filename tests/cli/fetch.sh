# A holey bag is completed from a server that may be anybody's.
. "$(dirname "$0")/support/lib.sh"
. "$(dirname "$0")/support/file_server.sh"
for name in a b c; do head -c 300000 /dev/urandom >"served/$name.bin"; done

# holey NAME HOW FILE...: a bag that lacks files, which the server gives in that way.
holey() {
  local bag=$1 how=$2 name
  shift 2
  mkdir -p "$bag/data"
  printf 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n' >"$bag/bagit.txt"
  printf 'here\n' >"$bag/data/here.txt"
  : >"$bag/fetch.txt"
  (cd "$bag" && sha256sum data/here.txt >manifest-sha256.txt && md5sum data/here.txt >manifest-md5.txt)
  for name in "$@"; do
    printf '%s  data/sub/%s\n' "$(sha256sum <"served/$name" | cut -d' ' -f1)" "$name" >>"$bag/manifest-sha256.txt"
    printf '%s  data/sub/%s\n' "$(md5sum <"served/$name" | cut -d' ' -f1)" "$name" >>"$bag/manifest-md5.txt"
    printf 'http://127.0.0.1:%s/%s/%s 300000 data/sub/%s\n' "$port" "$how" "$name" "$name" >>"$bag/fetch.txt"
  done
}

nothing_left() {
  [ -z "$(find . -maxdepth 1 -name '.delo-fetch-*')" ] || fail "something was left: $(find . -path './.delo-fetch-*')"
}

# Whoever sends a bag does not choose whom we ask: this machine is not asked.
holey good good a.bin b.bin
expect 1 "$DELO" validate good
says out "INCOMPLETE"
expect 3 "$DELO" fetch good
says out "private or reserved" "data/sub/a.bin" "data/sub/b.bin"
[ ! -e requests ] || fail "the server was asked"
expect 0 "$DELO" fetch --dry-run good
says out "2 files to fetch" "/good/a.bin"
[ ! -e requests ] || fail "the server was asked in a dry run"

# With permission it is, and the bag is whole.
expect 0 "$DELO" fetch --allow-private good
says out "2 files fetched" "delo validate good"
cmp served/a.bin good/data/sub/a.bin
expect 0 "$DELO" validate good
nothing_left
expect 0 "$DELO" fetch --allow-private --json good
python3 -c 'import json, sys; b = json.load(open(sys.argv[1]))["bags"][0]; assert b["were_there"] == 2 and b["files"] == []' .out

# A download that breaks off stays beside the bag, and the next run goes on there.
holey cut cut c.bin
expect 3 "$DELO" fetch --allow-private cut
[ ! -e cut/data/sub/c.bin ] || fail "a part got the file's name"
[ "$(stat -c %s .delo-fetch-cut/*.part)" = 150000 ] || fail "the part is not kept"
expect 0 "$DELO" fetch --allow-private cut
grep -qx '/cut/c.bin bytes=150000-' requests || fail "the whole file was asked for again"
cmp served/c.bin cut/data/sub/c.bin
nothing_left

# A server without ranges gives the whole; a part of another file is found out, and begun anew.
for how in whole good; do
  holey "anew-$how" cut c.bin
  expect 3 "$DELO" fetch --allow-private "anew-$how"
  sed -i "s,/cut/,/$how/," "anew-$how/fetch.txt"
  [ $how = whole ] || head -c 150000 /dev/zero >"$(echo ".delo-fetch-anew-$how"/*.part)"
  expect 0 "$DELO" fetch --allow-private "anew-$how"
  cmp served/c.bin "anew-$how/data/sub/c.bin"
done
nothing_left

# Other bytes than the manifests say never get the name: each manifest is asked.
for manifest in sha256 md5; do
  holey "wrong-$manifest" good a.bin
  sed -i '$s/^..../0000/' "wrong-$manifest/manifest-$manifest.txt"
  expect 1 "$DELO" fetch --allow-private "wrong-$manifest"
  says out "$manifest digest"
  [ ! -e "wrong-$manifest/data/sub/a.bin" ] || fail "wrong bytes got the file's name"
done
nothing_left

# More than was stated, or less, is broken off.
holey endless endless a.bin
expect 1 "$DELO" fetch --allow-private endless
holey unstated endless a.bin
sed -i 's/ 300000 / - /' unstated/fetch.txt
expect 3 "$DELO" fetch --allow-private --max-size 1MB unstated
holey short good a.bin
sed -i 's/ 300000 / 300001 /' short/fetch.txt
expect 1 "$DELO" fetch --allow-private short
holey large good a.bin
expect 3 "$DELO" fetch --allow-private --max-size 299999 large
says out "--max-size"
nothing_left

# Redirects lead to http and https only, and end.
for how in away round gone; do
  holey $how $how a.bin
  expect 3 "$DELO" fetch --allow-private $how
  [ ! -e $how/data/sub/a.bin ] || fail "something came"
done

# What is not to be trusted is not asked for; the other files come.
holey odd good a.bin
{
  printf 'http://127.0.0.1:%s/good/b.bin - ../b.bin\n' "$port"
  printf 'http://127.0.0.1:%s/good/b.bin - data/%%2e%%2e/%%2e%%2e/b.bin\n' "$port"
  printf 'http://127.0.0.1:%s/good/b.bin - bag-info.txt\n' "$port"
  printf 'http://127.0.0.1:%s/good/b.bin - data/nobody-lists-me\n' "$port"
  printf 'file:///etc/passwd - data/passwd\n'
} >>odd/fetch.txt
printf '%064d  data/passwd\n' 0 >>odd/manifest-sha256.txt
expect 3 "$DELO" fetch --allow-private odd
says out "1 file fetched" "climb" "no payload file" "no payload manifest lists it" "neither http nor https"
[ ! -e b.bin ] && [ ! -e odd/bag-info.txt ] || fail "a file left the payload"

# Links on the way are not followed, and what is there is not replaced.
holey linked good a.bin
mkdir elsewhere && ln -s ../../elsewhere linked/data/sub
expect 3 "$DELO" fetch --allow-private linked
says out "sub is no folder"
[ -z "$(ls elsewhere)" ] || fail "a link was followed"

# What is no bag in a folder.
tar -cf good.tar good
expect 2 "$DELO" fetch good.tar
expect 4 "$DELO" fetch served
expect 2 "$DELO" fetch --max-size much good
