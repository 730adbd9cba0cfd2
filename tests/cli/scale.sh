# What delo needs of memory for each file stays within its limits (docs/scale.md). The folder is small,
# so that the fixed part is most of it: what grows too fast shows all the same, because the limit of a
# file is 400 bytes and a second copy of all names takes more.
. "$(dirname "${BASH_SOURCE[0]}")/support/lib.sh"

needs python3 "measuring"
if grep -q '^DELO_SANITIZE:[A-Z]*=.*address' "${DELO_BUILD:?}/CMakeCache.txt"; then
  skip "the address sanitizer needs more memory than the limits allow"
fi

place=$work
if [ -w /dev/shm ]; then # many small files are quicker there
  place=$(mktemp -d -p /dev/shm)
  trap 'rm -rf "$work" "$place"' EXIT
fi

# peaks FILES SCANS: the peak of each command, in the order in which they run.
peaks() {
  "$DELO_SOURCE/scripts/scale" --files "$1" --scans "$2" --pairs 0 --json "$place" >"$work/$1.json" ||
    fail "a limit was passed: $(cat "$work/$1.json")"
}
peaks 4000 2000
peaks 44000 20000

# Between the two only files were added: the growth alone must keep to 400 bytes for each file, but for
# what an allocator rounds up and for the reading buffers that the smaller run did not need, of which
# there are 64 with 128 KiB at most.
python3 - "$work/4000.json" "$work/44000.json" <<'PY' || fail "memory grows too fast"
import json
import sys

PER_FILE, ROUNDING, BUFFERS = 400, 3_000_000, 64 * 128 * 1024
small, large = (json.load(open(name))["rows"] for name in sys.argv[1:])
bad = False
for few, many in zip(small, large):
    if many["package"] == "METS":
        continue  # its limit does not grow with it
    growth = many["peak_bytes"] - few["peak_bytes"]
    limit = PER_FILE * (many["files"] - few["files"]) + ROUNDING + BUFFERS
    if growth > limit:
        bad = True
        print(f"{many['package']}, {many['command']}: {growth} bytes more, {limit} allowed", file=sys.stderr)
sys.exit(bad)
PY
