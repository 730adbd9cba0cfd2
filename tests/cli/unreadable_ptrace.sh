# A disk that fails is not a package that changed: exit 3, "unreadable", in every command.
. "$(dirname "$0")/support/lib.sh"
needs_ptrace

"$DELO" pack "$page" -o store -q
package=$(package_in store)
content=$(content_of "$package")
"$DELO" audit add store >/dev/null

# failing_reads FILE COMMAND...: every read of FILE from the first on ends with EIO.
failing_reads() {
  local file=$1
  shift
  strace -f -qq -o /dev/null -P "$file" -e trace=read,pread64 -e inject=read,pread64:error=EIO:when=1+ "$@"
}

expect 3 failing_reads "$content" "$DELO" validate "$package"
says out unreadable "$(basename "$content")" "Input/output error" "COULD NOT FINISH"
says_not out INVALID altered "not there"
expect 3 failing_reads "$content" "$DELO" audit run
says out UNREADABLE "$(basename "$content")" "Input/output error"
says_not out ALTERED MISSING
expect 3 failing_reads "$package/manifest-sha512.txt" "$DELO" validate "$package"
says out unreadable "manifest-sha512.txt"
expect 0 "$DELO" audit run

# A folder that cannot be listed: what lies in it is not missing, and not counted for Payload-Oxum.
for call in openat newfstatat getdents64; do
  expect 3 strace -f -qq -o /dev/null -P "$package/data" -P data -e trace=$call -e inject=$call:error=EIO:when=1+ \
    "$DELO" validate "$package"
  says out unreadable "Input/output error" "not checked: completeness of the bag: a folder could not be listed"
  says_not out INVALID "error[" "not there" "occurs twice"
done

# Packing: the source fails, or the disk is full, at any write; nothing is published.
cp "$page" source.txt
printf scan >scan.tif
expect 3 failing_reads "$work/scan.tif" "$DELO" pack source.txt --original "$work/scan.tif" -o out
says err "scan.tif" "Input/output error"
expect 3 failing_reads "$work/source.txt" "$DELO" pack "$work/source.txt" -o out
says err "source.txt" "Input/output error"
[ -z "$(find out -mindepth 1 2>/dev/null)" ] || fail "something was left: $(find out)"
for container in dir tar zip; do
  for call in write fsync renameat2; do
    for error in ENOSPC EIO; do
      code=0
      strace -f -qq -o /dev/null -e trace=$call -e inject=$call:error=$error:when=1 \
        "$DELO" pack "$page" -o out --as $container >/dev/null 2>"$work/.err" || code=$?
      [ $code = 3 ] || fail "$call $error as $container: exit $code: $(cat "$work/.err")"
      [ -z "$(find out -mindepth 1 2>/dev/null)" ] || fail "$call $error left $(find out)"
    done
  done
done
says err "error: "
