# The power goes in the middle of a command, and with it everything that is not on the disk. DELO_CUTS
# says how often (default 30, besides two behind the end of each command).
self=$(realpath "$0")
. "$(dirname "$0")/support/lib.sh"
[ "$(id -u)" = 0 ] || skip "only root may mount"
needs_ptrace
needs python3 "the cuts are written in it"
needs unshare "the mounts are to vanish with the test"
PATH=$PATH:/usr/sbin:/sbin
needs mkfs.ext4 "the power is cut of such a file system"
if [ -z "${DELO_OWN_MOUNTS:-}" ]; then
  unshare -m true 2>/dev/null || skip "there are no mounts of one's own here"
  DELO_OWN_MOUNTS=1 DELO_SEED=$seed exec unshare -m --propagation private bash "$self"
fi
trap 'umount "$work/m" 2>/dev/null || true; chmod -R u+w "$work"; rm -rf "$work"' EXIT
truncate -s 16M tried.img && mkfs.ext4 -q -F tried.img && mkdir m
mount -o loop tried.img m 2>.mount || skip "no image can be mounted here: $(cat .mount)"
umount m
echo "seed $seed"
python3 "$DELO_SOURCE/tests/cli/support/power_cuts.py" "$DELO" "$page" "${DELO_CUTS:-30}" "$seed" ||
  fail "something was lost"
