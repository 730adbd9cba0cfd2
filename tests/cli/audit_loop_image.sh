# File systems in image files that are damaged below the file system: a sector that cannot be read,
# a byte that turned over in silence, a disk that is not there.
self=$(realpath "$0")
. "$(dirname "$0")/support/lib.sh"
[ "$(id -u)" = 0 ] || skip "only root may mount"
needs unshare "the mounts are to vanish with the test"
if [ -z "${DELO_OWN_MOUNTS:-}" ]; then
  unshare -m true 2>/dev/null || skip "there are no mounts of one's own here"
  DELO_OWN_MOUNTS=1 exec unshare -m --propagation private bash "$self"
fi
needs losetup "images are mounted with it"
PATH=$PATH:/usr/sbin:/sbin
trap 'umount "$work"/*.mnt 2>/dev/null || true; chmod -R u+w "$work"; rm -rf "$work"' EXIT

# mounts IMAGE: mounts it on IMAGE.mnt; a loop device that mount makes goes with the mount.
mounts() {
  mkdir -p "$1.mnt"
  mount -o loop "$1" "$1.mnt" 2>.mount
}

# image NAME: a file system with two bags, known to the catalogue NAME.db, and not mounted any more.
# The file that is to be damaged is one long word of its own, so that it is found in the image.
image() {
  truncate -s 128M "$1"
  case $1 in
  btrfs) mkfs.btrfs -q -m single -d single "$1" >/dev/null ;;
  ext4) mkfs.ext4 -q "$1" ;;
  esac
  mounts "$1" || skip "no $1 can be mounted here: $(cat .mount)"
  for bag in first second; do
    mkdir -p "$1.mnt/store/$bag/data"
    printf 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n' >"$1.mnt/store/$bag/bagit.txt"
    for ((line = 0; line < 4000; line++)); do
      echo "line $line of the page in the $bag bag"
    done >"$1.mnt/store/$bag/data/page.txt"
    (cd "$1.mnt/store/$bag" && sha256sum data/page.txt >manifest-sha256.txt)
  done
  "$DELO" audit add holdings --root "$1.mnt/store" --catalogue "$1.db" -q
  expect 0 "$DELO" audit run --catalogue "$1.db"
  stat -c '%s %y %z' "$1.mnt/store/first/data/page.txt" >.times
  umount "$1.mnt"
}

# turn_over IMAGE: one byte of the first bag's page, where it lies in the image.
turn_over() {
  local at
  at=$(LC_ALL=C grep -abo -m1 'line 2222 of the page in the first bag' "$1" | head -n1 | cut -d: -f1)
  [ -n "$at" ] || fail "the page is not found in the image"
  printf '#' | dd of="$1" bs=1 seek="$at" conv=notrunc status=none
}

done_with=
if command -v mkfs.btrfs >/dev/null && grep -q btrfs /proc/filesystems; then
  # btrfs knows the sums of its blocks and gives EIO for one that is wrong, as a bad sector does.
  image btrfs
  turn_over btrfs
  mounts btrfs || fail "the damaged image cannot be mounted: $(cat .mount)"
  cat btrfs.mnt/store/first/data/page.txt >/dev/null 2>&1 && fail "the file can be read after all"
  expect 3 "$DELO" audit run --catalogue btrfs.db
  says out UNREADABLE first "data/page.txt" "Input/output error" "1 passed"
  says_not out ALTERED MISSING TRUNCATED
  expect 3 "$DELO" validate btrfs.mnt/store/first
  says out "Input/output error"
  umount btrfs.mnt
  # The disk is taken out: nothing is missing, and nothing known of it changes.
  expect 6 "$DELO" audit run --catalogue btrfs.db
  says_not out MISSING ALTERED UNREADABLE
  says out "the folder is not there"
  "$DELO" audit list --catalogue btrfs.db --json >list
  python3 - <<'PYTHON' || fail "what was known of the packages changed: $(cat list)"
import json
outcomes = [package["last_outcome"] for package in json.load(open("list"))["packages"]]
assert outcomes == ["unreadable", "passed"], outcomes
PYTHON
  done_with="btrfs, EIO"
else
  echo "left out: EIO of a block (btrfs is not here)"
fi

if command -v mkfs.ext4 >/dev/null; then
  # ext4 knows no sums: the byte is wrong, and size and times are what they were.
  image ext4
  turn_over ext4
  mounts ext4 || fail "the damaged image cannot be mounted: $(cat .mount)"
  [ "$(stat -c '%s %y %z' ext4.mnt/store/first/data/page.txt)" = "$(cat .times)" ] || fail "the times tell"
  expect 1 "$DELO" audit run --catalogue ext4.db
  says out ALTERED first "data/page.txt" "1 passed"
  says_not out UNREADABLE TRUNCATED
  umount ext4.mnt
  mkdir -p ext4.mnt/store # an empty mount point
  expect 6 "$DELO" audit run --catalogue ext4.db
  says_not out MISSING ALTERED
  says out "the folder is empty"
  done_with="$done_with ext4, silent"
else
  echo "left out: a silent byte (mkfs.ext4 is not installed)"
fi
[ -n "$done_with" ] || skip "neither btrfs nor ext4 can be made here"
