# Any folder becomes a bag: tags, tag files, groups, fetch.txt, a stream; and what is refused.
. "$(dirname "$0")/support/lib.sh"

mkdir -p "letters/1946 spring/empty"
printf 'dear\n' >letters/a.txt.bin
printf 'friend\n' >"letters/1946 spring/b 100%.bin"
printf 'Contact-Name: A. Keeper\nPayload-Oxum: 1.1\nSource-Organization: Old\n   Archive\nZeta: z\n' >info.txt
echo 'a note' >note.txt
before=$(tree letters)

nothing_left() {
  [ ! -e "$1" ] || [ -z "$(find "$1" -mindepth 1)" ] || fail "something was left: $(find "$1")"
}

# A folder without pages needs no more than the layout; with pages it must be said.
expect 0 "$DELO" pack --layout bag letters -o out --set Zeta=new --set 'Description=Писмо = "x"' \
  --info info.txt --tag-file note.txt --tag-file info.txt=metadata/info.txt
says out "packed out/letters" "read back and verified" "next: delo validate out/letters"
printf 'Contact-Name: A. Keeper\nSource-Organization: Old Archive\nZeta: new\nDescription: Писмо = "x"\n' >wanted
head -n 4 out/letters/bag-info.txt | cmp - wanted || fail "tags are not in their order"
[ "$(grep -c '^Payload-Oxum: ' out/letters/bag-info.txt)" = 1 ] || fail "not one Payload-Oxum"
cmp note.txt out/letters/note.txt && cmp info.txt out/letters/metadata/info.txt
grep -q ' metadata/info.txt$' out/letters/tagmanifest-sha512.txt || fail "a tag file is not protected"
[ -d "out/letters/data/1946 spring/empty" ] || fail "the empty folder is lost"
expect 0 "$DELO" validate -q out/letters
expect 0 "$DELO" pack --layout bag letters -o out --set Zeta=new --set 'Description=Писмо = "x"' \
  --info info.txt --tag-file note.txt --tag-file info.txt=metadata/info.txt
says out "identical"
expect 2 "$DELO" pack --layout bag letters -o out
says err "already exists" "--force"
expect 0 "$DELO" pack --layout bag letters -o out --force --id other-name --hash sha256 --hash md5 --as tar --json
python3 -c 'import json,sys; r=json.load(open(sys.argv[1])); assert r["written"] and r["id"]["value"]=="other-name" and len(r["files"])==9, r' "$work/.out"
expect 0 "$DELO" pack --layout bag letters -o dry --dry-run
says out "would pack dry/letters" "data/a.txt.bin" "nothing was written"
nothing_left dry

mkdir with-page && cp "$page" with-page/ && echo x >with-page/note.bin
expect 2 "$DELO" pack --layout bag with-page -o pages
says err "note.bin"
expect 0 "$DELO" pack --plain with-page -o pages -q
[ -f pages/with-page/data/note.bin ] || fail "no plain bag"
# (bagit-python does not know that "%" is encoded, so that letters/ is nothing for it.)
if [ -d "${DELO_SHARED:-}/peers" ] && python3 -c '' 2>/dev/null; then
  "$DELO_SHARED/peers/bagit-cli" --quiet --validate pages/with-page || fail "bagit-python refuses the bag"
else
  echo "skipped: bagit-python is not here"
fi
expect 2 "$DELO" pack --plain --layout sip letters -o none
expect 2 "$DELO" pack --plain --original a letters -o none
expect 2 "$DELO" pack --plain note.txt -o none
says err "only a folder"
expect 2 "$DELO" pack "$page" -o none --split 1MB
says err "plain bags"

# Tags and tag files of a document's bag; not of a SIP.
expect 0 "$DELO" pack "$page" -o doc --set Contact-Name=Me --tag-file note.txt -q
package=$(package_in doc)
grep -qx 'Contact-Name: Me' "$package/bag-info.txt" && cmp note.txt "$package/note.txt" || fail "not in the bag"
expect 0 "$DELO" validate -q "$package"
expect 0 "$DELO" pack "$page" -o doc --set Contact-Name=Me --tag-file note.txt
says out identical
expect 2 "$DELO" pack "$page" -o none --layout sip --set Contact-Name=Me
says err "no bag-info.txt"

# Empty folders of a document are recorded, and come back.
mkdir -p scans/sheet/empty && printf 1 >scans/1.tif
for layout in bag+sip bag; do
  expect 0 "$DELO" pack "$page" --original scans -o "empty/$layout" --layout $layout --as tar -q
  package=$(package_in "empty/$layout")
  expect 0 "$DELO" validate -q "$package"
  expect 0 "$DELO" unpack "$package" -o "empty-un/$layout" -q
  [ -n "$(find "empty-un/$layout" -path '*original/data/sheet/empty' -type d)" ] || fail "$layout: the folder is lost"
  grep -q sheet/empty "$(find "empty-un/$layout" -name provenance.json)" || fail "$layout: not recorded"
  expect 0 "$DELO" pack "$page" --original scans -o "empty/$layout" --layout $layout --as tar
  says out identical
done

# What cannot be a tag or a tag file.
for tag in Payload-Oxum=1.1 bagging-date=2001-01-01 A:B=x =x A= A 'A= ' $'A=b\nc' Delo-Citation=x Bag-Count=1; do
  expect 2 "$DELO" pack --layout bag letters -o none --set "$tag"
  says err "hint: "
done
for file in note.txt=data/x note.txt=bagit.txt note.txt=../x note.txt=/x note.txt=manifest-md5.txt note.txt=links.txt; do
  expect 2 "$DELO" pack --layout bag letters -o none --tag-file $file
  says err "a tag file cannot be called"
done
expect 3 "$DELO" pack --layout bag letters -o none --tag-file absent.txt
expect 2 "$DELO" pack --layout bag letters -o none --tag-file note.txt --tag-file info.txt=note.txt
says err "one name for two"
printf 'no tag\n' >bad-info.txt
expect 2 "$DELO" pack --layout bag letters -o none --info bad-info.txt
says err "line 1"
nothing_left none

# A group of bags.
mkdir many && for i in 1 2 3 4 5; do head -c 400 /dev/zero >many/$i; done && head -c 3000 /dev/zero >many/large
expect 0 "$DELO" pack --layout bag many -o group --split 1kB --as zip
says err "large has 3000 bytes"
[ "$(ls group | tr '\n' ' ')" = "many-1.zip many-2.zip many-3.zip many-4.zip " ] || fail "the group: $(ls group)"
expect 0 "$DELO" validate -q group/*
unzip -p group/many-2.zip many-2/bag-info.txt 2>/dev/null | grep -q '^Bag-Count: 2 of 4$' || [ -z "$(command -v unzip)" ] || fail "no Bag-Count"
expect 0 "$DELO" pack --layout bag many -o group --split 1kB --as zip
says out "4 identical"
expect 0 "$DELO" pack --layout bag many -o three --split-files 3 --group fund-1 -q
grep -qx 'Bag-Group-Identifier: fund-1' three/many-2/bag-info.txt || fail "no group"
for size in 0 4gib4 GiB -1 99999999999TiB; do
  expect 2 "$DELO" pack --layout bag many -o none --split=$size
  says err "--split is no size"
done

# Payload that lies elsewhere.
expect 0 "$DELO" pack --layout bag letters -o remote --remote https://example.org/l
says err "incomplete by design" "https://example.org/l/"
grep -qxF 'https://example.org/l/1946%20spring/b%20100%25.bin 7 data/1946 spring/b 100%25.bin' remote/letters/fetch.txt ||
  fail "fetch.txt: $(cat remote/letters/fetch.txt)"
expect 1 "$DELO" validate remote/letters
says out "BAGIT-2.2.3-1"
says_not out "Payload-Oxum"
cp -r letters/. remote/letters/data/
expect 0 "$DELO" validate -q remote/letters
for url in x 'https://e x' 'https://e/?q=' ''; do
  expect 2 "$DELO" pack --layout bag letters -o none --remote "$url"
done

# A tar on standard output, and nothing but it.
export SOURCE_DATE_EPOCH=1700000000
for container in tar tar.gz tar.zst; do
  expect 0 "$DELO" pack --layout bag letters -o - --as $container
  cp "$work/.out" "letters.$container"
  says err "nothing was read back"
  expect 0 "$DELO" validate -q "letters.$container"
  expect 0 "$DELO" pack --layout bag letters -o streamed --as $container -q
  cmp "letters.$container" "streamed/letters.$container" || fail "$container: the stream has other bytes"
done
expect 0 "$DELO" pack "$page" -o - -q
cp "$work/.out" page.tar
[ ! -s "$work/.err" ] || fail "not quiet: $(cat "$work/.err")"
expect 0 "$DELO" validate -q page.tar
for wrong in "--as zip" "--as dir" --json --dry-run "--retry 2" "--split-files 1"; do
  expect 2 "$DELO" pack --layout bag letters -o - $wrong
  silent
done
expect 3 sh -c '"$DELO" pack --layout bag letters -o - >/dev/full'
says err "standard output" "it is cut short and no package"
if command -v script >/dev/null; then
  script -qec '"$DELO" pack --layout bag letters -o -; echo "code $?"' /dev/null >typescript </dev/null
  grep -q 'is a terminal' typescript && grep -q 'code 2' typescript || fail "a terminal got a tar"
fi
unset SOURCE_DATE_EPOCH

# A world that does not play along: one error, nothing published, the source as it was.
mkdir big && head -c 300000 /dev/zero >big/file
for container in dir tar zip; do
  (
    ulimit -f 100
    expect 3 "$DELO" pack --layout bag big -o small --as $container
    says err "cannot write" "ulimit"
  )
  nothing_left small
done
expect 2 "$DELO" pack --layout bag letters letters/../letters -o none
says err "would be named letters, and so would"
expect 2 "$DELO" pack --layout bag letters -o letters/out
says err "would lie inside it"
expect 3 "$DELO" pack --layout bag letters -o /proc/none
says err "/proc/none"
expect 3 "$DELO" pack --layout bag letters -o note.txt
expect 2 "$DELO" pack --layout bag letters -o none --id .hidden
says err "cannot name a bag"
mkfifo letters/pipe
expect 2 "$DELO" pack --layout bag letters -o none
says err "letters/pipe: it is neither a file nor a folder"
rm letters/pipe
nothing_left none
as_nobody=""
[ "$(id -u)" != 0 ] || as_nobody="setpriv --reuid=65534 --regid=65534 --clear-groups"
if [ -z "$as_nobody" ] || $as_nobody true 2>/dev/null; then
  chmod a+rx "$work" && mkdir readonly && chmod 555 readonly
  expect 3 $as_nobody "$DELO" pack --layout bag letters -o readonly
  says err "readonly" "Permission denied" "hint"
  nothing_left readonly
  chmod 000 letters/a.txt.bin && mkdir -m 777 free
  [ -z "$as_nobody" ] || chown 0 letters/a.txt.bin
  expect 3 $as_nobody "$DELO" pack --layout bag letters -o free/x
  says err "a.txt.bin: Permission denied" "hint"
  nothing_left free/x
  chmod 644 letters/a.txt.bin
else
  echo "skipped: another owner (setpriv)"
fi
if [ -d /dev/shm ] && mkdir mnt && mount -t tmpfs -o size=200k tmpfs mnt 2>/dev/null; then
  trap 'umount "$work/mnt"; rm -rf "$work"' EXIT
  for container in dir tar; do
    expect 3 "$DELO" pack --layout bag big -o mnt/out --as $container
    says err "No space left" "hint: the disk is full"
    nothing_left mnt/out
  done
else
  echo "skipped: a full disk (no mount here)"
fi
[ "$before" = "$(tree letters)" ] || fail "the source was touched"
echo "plain bags: tags, groups, fetch.txt, streams, and what is refused"
