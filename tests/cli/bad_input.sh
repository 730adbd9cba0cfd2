# What cannot be packed gets one clear error with path, reason and remedy, and leaves nothing.
. "$(dirname "$0")/support/lib.sh"

nothing_left() {
  [ ! -e out ] || [ -z "$(find out -mindepth 1)" ] || fail "something was left: $(find out)"
}

# refuse CODE PATH REASON: the error names the path and the reason and gives a hint.
refuse() {
  local code=$1 input=$2 reason=$3
  for verb in inspect pack; do
    if [ $verb = pack ]; then expect "$code" "$DELO" pack "$input" -o out; else expect "$code" "$DELO" inspect "$input"; fi
    says err "error: " "$(basename "$input")" "$reason" "hint: "
    nothing_left
  done
}

refuse 3 "$fixtures/list-of-results.txt" "document page"
refuse 3 "$fixtures/empty.txt" "empty"
refuse 3 "$fixtures/not-utf8.txt" "document page"
refuse 3 "$work/absent.txt" "No such file or directory"
refuse 3 "$DELO" "$(basename "$DELO")"
printf 'Dear colleague,\nplease find attached\n' >letter.txt
refuse 3 letter.txt "document page"
if [ "$(id -u)" != 0 ]; then
  cp "$page" secret.txt && chmod 000 secret.txt
  refuse 3 secret.txt "Permission denied"
fi

expect 2 "$DELO" pack "$page"
says err "needs -o DIR" "delo pack"
expect 2 "$DELO" pack -o out
says err "needs a SRC"
expect 2 "$DELO" pack "$page" -o out --as rar
says err "--as cannot be" "dir|tar|tar.gz|tar.zst|zip|zip-deflate"
expect 2 "$DELO" pack "$page" -o out --layuot bag
says err "--layuot" "did you mean --layout"
expect 2 "$DELO" pcak "$page"
says err "did you mean pack"
for id in ../up a/b '' 'пакет' .hidden; do
  expect 2 "$DELO" pack "$page" -o out --id "$id"
  says err "cannot name a package"
done
expect 2 "$DELO" pack "$page" -o out --hash md5
says err "md5 alone cannot protect" "sha512"
expect 3 "$DELO" pack "$page" -o out --original absent.tif
says err "absent.tif" "No such file"
nothing_left
mkfifo pipe
expect 2 "$DELO" pack "$page" -o out --original pipe
says err "neither a file nor a folder"
mkdir -p two/a two/b && printf 1 >two/a/x.tif && printf 2 >two/b/x.tif
expect 2 "$DELO" pack "$page" -o out --original two/a/x.tif --original two/b/x.tif
says err "x.tif" "same name"
mkdir document && cp "$page" document/ && cp "$page" document/second.txt
expect 2 "$DELO" pack document -o out
says err "second.txt would be named" "--keep-going"
rm document/second.txt && mkdir document/attachments && printf 1 >document/attachments/map.tif
expect 2 "$DELO" pack document -o out
says err "attachments"
rm -r document/attachments
expect 2 "$DELO" pack document -o document/out
says err "would lie inside it"
nothing_left

# A target that cannot be a folder, or cannot be written.
printf x >file
expect 3 "$DELO" pack "$page" -o file
says err "file" "hint"
expect 3 "$DELO" pack "$page" -o /proc/delo
says err "/proc/delo"
SOURCE_DATE_EPOCH=yesterday expect 2 "$DELO" pack "$page" -o out
says err "SOURCE_DATE_EPOCH"
expect 3 sh -c '"$DELO" --help >/dev/full'
says err "cannot write to standard output"

# A citation nobody can read is no reason to refuse the document.
expect 0 "$DELO" pack "$fixtures/unparsed-citation.txt" -o cited
says err "warning: "
package=$(package_in cited)
grep -q '^Delo-Citation: ' "$package/bag-info.txt" || fail "the raw line is lost"
expect 0 "$DELO" pack "$fixtures/no-rights.txt" -o rights
says err "rights"
grep -q '^Delo-Rights: not stated$' "$(package_in rights)/bag-info.txt" || fail "rights were invented"
