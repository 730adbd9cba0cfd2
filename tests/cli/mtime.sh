# Times in a package: those of the files, unless they are later than a fixed clock; all of them with
# --mtime keep; one time for all entries with --mtime fixed.
. "$(dirname "$0")/support/lib.sh"

mkdir letters
cp "$page" page.txt
printf 'scan' >scan.tif
printf 'dear\n' >letters/a.txt
early=2001-01-01
late=2020-02-02
touch -d "$early 00:00:00Z" page.txt letters/a.txt
touch -d "$late 00:00:00Z" scan.tif
touch -d "$late 00:00:00Z" letters/late.txt
export SOURCE_DATE_EPOCH=1000000000 TZ=UTC # 2001-09-09
clock=2001-09-09

# days FOLDER: the days of all entries of the package in it, in order.
days() {
  local package
  package=$(package_in "$1")
  if [ -d "$package" ]; then
    find "$package" -type f -printf '%TY-%Tm-%Td %f\n'
  else
    python3 -c 'import sys, tarfile, time
for entry in tarfile.open(sys.argv[1]):
    if entry.isfile():
        print(time.strftime("%Y-%m-%d", time.gmtime(entry.mtime)), entry.name.rsplit("/")[-1])' "$package"
  fi | LC_ALL=C sort
}
needs python3 "it reads the times in an archive"

for as in dir tar; do
  "$DELO" pack page.txt --original scan.tif -o "default-$as" --as $as -q
  days "default-$as" >days
  grep -qx "$clock scan.tif" days || fail "a time later than the clock travels: $(cat days)"
  grep -q "^$early .*txt" days || fail "the page lost its time: $(cat days)"

  "$DELO" pack page.txt --original scan.tif -o "keep-$as" --as $as --mtime keep -q
  days "keep-$as" >days
  grep -qx "$late scan.tif" days || fail "the scan lost its time: $(cat days)"

  "$DELO" pack page.txt --original scan.tif -o "fixed-$as" --as $as --mtime fixed -q
  days "fixed-$as" >days
  [ "$(cut -d' ' -f1 days | sort -u)" = "$clock" ] || fail "not one time for all: $(cat days)"
  "$DELO" validate -q "$(package_in "fixed-$as")"

  "$DELO" pack --plain letters -o "plain-$as" --as $as --mtime fixed -q
  days "plain-$as" >days
  [ "$(cut -d' ' -f1 days | sort -u)" = "$clock" ] || fail "not one time for all of a plain bag: $(cat days)"
  "$DELO" pack --plain letters -o "plain-keep-$as" --as $as --mtime keep -q
  days "plain-keep-$as" >days
  grep -qx "$early a.txt" days && grep -qx "$late late.txt" days || fail "times of a plain bag: $(cat days)"
done

# The clock of the container says nothing about the files: METS still has their own times.
mets=$(package_in fixed-dir)/representations/original/METS.xml
[ -f "$mets" ] || mets=$(find fixed-dir -path '*representations/original/METS.xml')
grep -q "CREATED=\"$clock" "$mets" || fail "no time in METS"
mets=$(find keep-dir -path '*representations/original/METS.xml')
grep -q "CREATED=\"$late" "$mets" || fail "METS does not have the scan's own time"

# Without a fixed clock nothing is later than now, and every file keeps its time.
unset SOURCE_DATE_EPOCH
"$DELO" pack --plain letters -o free -q
days free >days
grep -qx "$late late.txt" days || fail "a file lost its time: $(cat days)"

expect 2 "$DELO" pack --plain letters -o never --mtime never
says err "--mtime" "keep" "fixed"
[ ! -e never ] || fail "something was written"
