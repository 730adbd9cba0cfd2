# The audit under faults: a failing disk, a torn read, a lying buffer, a full disk, a kill at any
# system call. Afterwards the invariants hold: nothing passed that was not read, the catalogue
# opens and goes on, its log is a chain, and no run that was hindered ends with 0.
. "$(dirname "$0")/support/lib.sh"
needs_ptrace
needs python3 "the sweep over all calls is written in it"
echo "seed $seed"

make_bag() {
  mkdir -p "store/$1/data"
  printf 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n' >"store/$1/bagit.txt"
  head -c 20000 /dev/urandom >"store/$1/data/a.bin"
  (cd "store/$1" && sha256sum data/a.bin >manifest-sha256.txt)
}
for i in 1 2 3 4 5 6; do make_bag "bag$i"; done
"$DELO" audit add holdings --root store --catalogue pristine -q
file=$work/store/bag3/data/a.bin
log=run.sqlite.events.jsonl

fresh() {
  rm -rf run.sqlite*
  cp pristine run.sqlite
  cp pristine.events.jsonl "$log"
}
# inject EXPRESSION CALLS...: a run under a fault; its code is in $code.
inject() {
  code=0
  strace -f -qq -o "$work/.calls" -e trace="$1" -e inject="$1:$2" "${@:3}" \
    "$DELO" audit run --catalogue run.sqlite --jobs 1 >"$work/.out" 2>"$work/.err" || code=$?
}
# holds: what must be true after any fault, and after the run that follows it.
holds() {
  python3 - "$log" "$1" <<'PYTHON' || fail "the log is no chain ($1)"
import hashlib, json, sys
lines = open(sys.argv[1], "rb").read().split(b"\n")
assert lines.pop() == b"" or sys.argv[2].startswith("torn"), "it ends in the middle of a line"
head = ""
checks = {}
for number, text in enumerate(lines, 1):
    line = json.loads(text)
    assert line["line"] == number and line["prev"] == head, number
    head = hashlib.sha256(text).hexdigest()
    if line["what"] == "check" and line["outcome"] == "passed":
        checks.setdefault(line["package"], []).append(line)
for package, list in checks.items():
    assert all(check["bytes"] > 20000 for check in list), "passed without being read"
PYTHON
}

# 1. Reading fails, once or always: unreadable, never altered or missing, and never 0.
for when in 1 1+; do
  fresh
  inject read,pread64 "error=EIO:when=$when" -P "$file"
  [ $code = 3 ] || fail "EIO ($when): exit $code"
  says out UNREADABLE "Input/output error" bag3
  says_not out ALTERED MISSING TRUNCATED
  holds "EIO $when"
done
# A read that ends early without an error is no truncated file.
fresh
inject read,pread64 "retval=0:when=1+" -P "$file"
[ $code = 3 ] || fail "torn read: exit $code"
says_not out TRUNCATED ALTERED
# A byte that is wrong in memory and right on the disk: the second reading tells.
fresh
inject read,pread64 "poke_exit=@arg2=deadbeef:when=1" -P "$file"
[ $code = 3 ] || fail "a lying buffer: exit $code"
says out "the first reading was altered, the second was right"
holds poke
# Interrupted calls are gone on with.
fresh
inject read,pread64 "error=EINTR:when=1" -P "$file"
[ $code = 0 ] || fail "EINTR: exit $code: $(cat .out .err)"

# 2. Out of descriptors: the run ends once with the true cause, and nothing is called unreadable.
ended=0
for most in 6 7 8 9 10 11 12 14; do
  fresh
  code=0
  prlimit --nofile=$most "$DELO" audit run --catalogue run.sqlite >.out 2>.err || code=$?
  [ $code = 0 ] && continue
  [ $code = 3 ] || fail "with $most descriptors: exit $code"
  says_not out UNREADABLE
  cat .err >>.causes
  ended=$((ended + 1))
done
[ $ended -gt 1 ] || fail "descriptors never ran out"
says causes "Too many open files"

# 3. Every system call of run, add, accept and repair fails, or is where the program is killed: a
# sample of them here, and all with DELO_SWEEP=full, which takes half an hour.
share=${DELO_SWEEP:-60}
[ "$share" != full ] || share=all
mkdir sweep
(cd sweep && python3 "$DELO_SOURCE/tests/cli/support/audit_sweep.py" "$DELO" "$share" "$seed") ||
  fail "the audit does not hold under faults"
