# Every payload file is opened once to be packed and once to be validated.
. "$(dirname "$0")/support/lib.sh"
needs_ptrace

printf 'scan one' >one.tif
printf 'scan two' >two.tif
strace -f -qq -o trace -e trace=open,openat,openat2 "$DELO" pack "$page" --original one.tif --original two.tif -o out -q
sed -i '/O_PATH/d' trace # that names a file to the sandbox, and reads nothing
package=$(package_in out)
opens() { grep -cF -- "\"$1\"" trace || true; } # by the exact name
for source in one.tif two.tif "$(basename "$page")"; do
  # Reading the source, writing the copy (the page has two), and the one verification of each copy.
  # The page is read once more: before anything is written.
  reads=1
  [ "$source" = "$(basename "$page")" ] && reads=2
  copies=$(find "$package" -name "$source" -type f | wc -l)
  n=$(grep -- "$source\"" trace | grep -c O_RDONLY || true) # in any folder
  [ "$n" = $((reads + copies)) ] || fail "$source was opened $n times for reading, expected $((reads + copies)): $(grep -- "$source" trace)"
done

strace -f -qq -o trace -e trace=open,openat,openat2 "$DELO" validate -q "$package"
while IFS= read -r file; do
  n=$(opens "$file")
  [ "$n" = 1 ] || fail "$file was opened $n times for validating"
done < <(cd "$package" && find data -type f)
strace -f -qq -o trace -e trace=open,openat,openat2 "$DELO" audit add out >/dev/null
strace -f -qq -o trace -e trace=open,openat,openat2 "$DELO" audit run
while IFS= read -r file; do
  n=$(opens "$file")
  [ "$n" = 1 ] || fail "$file was opened $n times for the audit"
done < <(cd "$package" && find data -type f)

# A template reads each page once.
mkdir in && cp "$page" in/
strace -f -qq -o trace -e trace=open,openat,openat2 "$DELO" template in -o rows.csv >/dev/null
# Looking whether it can be read at all opens it without following links.
[ "$(grep -F -- "/$(basename "$page")\"" trace | grep -cv O_NOFOLLOW)" = 1 ] || fail "a page was read more than once: $(grep -F "$(basename "$page")" trace)"
