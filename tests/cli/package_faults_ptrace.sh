# What makes, changes and reads packages under faults: a failing or full disk, a torn read, a kill, at
# any system call. A sample of them here; all of them with DELO_SWEEP=full, which takes hours.
. "$(dirname "$0")/support/lib.sh"
needs_ptrace
needs python3 "the sweep over all calls is written in it"
echo "seed $seed"
share=${DELO_SWEEP:-80}
[ "$share" != full ] || share=all
python3 "$DELO_SOURCE/tests/cli/support/package_sweep.py" "$DELO" "$page" "$share" "$seed" ||
  fail "something is lost, or called what it is not"
