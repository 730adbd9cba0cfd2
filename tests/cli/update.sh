# A bag gets other tags and digests and is sealed again; its payload stays, whatever holds it.
. "$(dirname "$0")/support/lib.sh"

payload() { # payload FOLDER
  (cd "$1" && find data -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum)
}

for container in dir tar tar.gz tar.zst zip zip-deflate; do
  "$DELO" pack "$page" -o "as/$container" --as "$container" -q --hash sha512 --hash md5
  package=$(package_in "as/$container")
  "$DELO" unpack "$package" -o "before/$container" -q
  printf 'a note\n' >note.txt
  expect 0 "$DELO" update "$package" --set Contact-Name="Н. Иванова" --add Source-Organization=One \
    --add Source-Organization=Two --tag-file note.txt=metadata/заметка.txt --add-hash sha256 --drop-hash md5
  says out "updated $package" "now Contact-Name: Н. Иванова" "md5 digests dropped" "sha256 digests added" \
    "metadata/заметка.txt added"
  expect 0 "$DELO" validate -q "$package"
  [ "$package" = "$(package_in "as/$container")" ] || fail "it has another name"
  "$DELO" unpack "$package" -o "after/$container" -q
  was=$(package_in "before/$container")
  is=$(package_in "after/$container")
  [ "$(payload "$was")" = "$(payload "$is")" ] || fail "$container: the payload changed"
  [ "$(ls "$is")" = "$(printf '%s\n' bag-info.txt bagit.txt data manifest-sha256.txt manifest-sha512.txt \
    metadata premis tagmanifest-sha256.txt tagmanifest-sha512.txt)" ] || fail "$container: $(ls "$is")"
  [ "$(grep -c '^Source-Organization: ' "$is/bag-info.txt")" = 2 ] || fail "a tag is missing"
  grep -rq 'metadata modification' "$is/premis" || fail "no event tells of the change"
done

# The same again changes nothing, not even a time.
package=$(package_in as/tar)
sum=$(sha256sum "$package")
expect 0 "$DELO" update "$package" --set Contact-Name="Н. Иванова" --tag-file note.txt=metadata/заметка.txt --add-hash sha256
says out "as wanted already"
[ "$sum" = "$(sha256sum "$package")" ] || fail "it was written all the same"

# Tags are replaced where they stood, and taken out.
package=$(package_in as/dir)
expect 0 "$DELO" update "$package" --set contact-name=Other --unset Source-Organization -q
silent
grep -q '^contact-name: Other$' "$package/bag-info.txt" || fail "the tag was not replaced"
if grep -q 'Source-Organization\|Иванова' "$package/bag-info.txt"; then fail "an old tag is still there"; fi
expect 0 "$DELO" validate -q "$package"

# What cannot be wanted is refused before anything is read.
expect 2 "$DELO" update "$package"
says err "there is nothing to change"
expect 2 "$DELO" update "$package" --set Payload-Oxum=1.1
says err "is computed"
expect 2 "$DELO" update "$package" --set NoValue
says err "has no \"=\""
expect 2 "$DELO" update "$package" --tag-file note.txt=../note.txt
expect 2 "$DELO" update "$package" --tag-file note.txt=data/note.txt
says err "something of its own there"
expect 2 "$DELO" update "$package" --drop-hash sha512 --drop-hash sha256
says err "no strong digest"
expect 3 "$DELO" update "$package" --tag-file absent.txt
says err "absent.txt"
expect 0 "$DELO" validate -q "$package"

# A bag that is not valid is left as it is.
printf X | dd of="$(content_of "$package")" bs=1 conv=notrunc status=none
was=$(tree "$package")
expect 1 "$DELO" update "$package" --set A=B
says out "was left as it is" "BAGIT-3"
[ "$was" = "$(tree "$package")" ] || fail "it was changed"
[ "$(ls -A as/dir | wc -l)" = 1 ] || fail "something is left beside it"
"$DELO" pack "$page" -o sip --layout sip -q
expect 2 "$DELO" update "$(package_in sip)" --set A=B
says err "is no bag"
expect 4 "$DELO" update note.txt --set A=B
