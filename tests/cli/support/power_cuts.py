"""Power cuts: a command is killed at one of its calls, and of its file system is left what a disk
would have kept. What must hold when it is mounted again is said by works.py.

    power_cuts.py DELO PAGE CUTS SEED

CUTS in all, drawn with this seed, and besides two for each work when it has ended: what ended well
must be there. The file system is an image, mounted in a folder; the kernel is told to shut it down
(EXT4_IOC_SHUTDOWN), once with what its journal holds so far, once without.
"""

import fcntl
import os
import random
import struct
import subprocess
import sys
from collections import Counter

from call_faults import KILL, KILLED, Point, Wrong, calls_of, finished, say, traced
from works import WORKS

SHUTDOWN = 0x8004587D  # _IOR('X', 125, uint32)
JOURNAL_KEPT, JOURNAL_LOST = 1, 2
# Where a disk may be different before and after. A cut between two of them is one of these.
CHANGES = ("write", "pwrite64", "openat", "mkdir", "rename", "renameat2", "linkat", "link", "symlink", "unlink",
           "unlinkat", "rmdir", "fsync", "fdatasync", "syncfs", "ftruncate", "utimensat", "copy_file_range", "flock")


class Image:
    """A file system in a file, mounted at "m"."""

    def __init__(self, name):
        self.name = name

    def make(self, work):
        with open(self.name, "wb") as file:
            file.truncate(64 << 20)
        subprocess.run(["mkfs.ext4", "-q", "-F", self.name], check=True)
        self.mount()
        try:
            os.chdir("m")
            work()
        finally:
            os.chdir("..")
            self.unmount()

    def copy_of(self, other):
        subprocess.run(["cp", "--sparse=always", other.name, self.name], check=True)

    def mount(self):
        os.makedirs("m", exist_ok=True)
        subprocess.run(["mount", "-o", "loop,commit=300", self.name, "m"], check=True)

    def unmount(self):
        subprocess.run(["umount", "m"], check=True)

    def cut(self, how):
        """From here on nothing reaches the disk any more."""
        folder = os.open("m", os.O_RDONLY)
        try:
            fcntl.ioctl(folder, SHUTDOWN, struct.pack("I", how))
        finally:
            os.close(folder)


class Cutting:
    """One work with its image, and the cuts made of it."""

    def __init__(self, work):
        self.work = work
        self.begin, self.image = Image("begin.img"), Image("cut.img")
        self.codes, self.wrongs = Counter(), 0

    def prepare(self):
        """The image to begin with, and how often each call is made by one thread at most."""
        self.begin.make(self.work.make)
        self.image.copy_of(self.begin)
        self.image.mount()
        os.chdir("m")
        done = traced([self.work.delo, *self.work.command], "trace", ["-e", "trace=all"])
        os.chdir("..")
        self.image.unmount()
        say(done.returncode == 0, f"without a cut: exit {done.returncode}\n{done.stdout}{done.stderr}")
        most = Counter()
        for thread in calls_of("trace"):
            most |= Counter(call for call in thread if call in CHANGES)
        return [Point(call, when, KILL) for call, number in sorted(most.items()) for when in range(1, number + 1)]

    def cut(self, point, how):
        self.image.copy_of(self.begin)
        self.image.mount()
        os.chdir("m")
        words = [self.work.delo, *self.work.command]
        done = traced(words, "trace", point.options()) if point else finished(words)
        os.chdir("..")
        self.image.cut(how)
        self.image.unmount()
        self.image.mount()
        os.chdir("m")
        code = KILLED if done.returncode in (-9, KILLED) else done.returncode
        self.codes[code] += 1
        try:
            say(code in (0, KILLED), f"exit {code}")
            self.work.holds(code == 0)
        except Wrong as wrong:
            self.wrongs += 1
            journal = "kept" if how == JOURNAL_KEPT else "lost"
            print(f"WRONG {self.work.name}, cut at {point or 'the end'}, journal {journal}: {wrong}\n"
                  f"the command: exit {code}\n{done.stdout}{done.stderr}", flush=True)
        finally:
            os.chdir("..")
            self.image.unmount()


def main():
    delo, page, cuts, seed = sys.argv[1:]
    chance = random.Random(int(seed))
    each = -(-int(cuts) // len(WORKS))
    wrongs = made = 0
    for kind in WORKS:
        cutting = Cutting(kind(delo, page))
        points = cutting.prepare()
        chosen = chance.sample(points, min(each, len(points)))
        for point in (None, None, *chosen):
            cutting.cut(point, JOURNAL_LOST if made % 2 else JOURNAL_KEPT)
            made += 1
        print(f"{kind.name}: {cutting.codes[KILLED]} cuts in the middle, {cutting.codes[0]} behind the end; "
              f"{cutting.wrongs} wrong", flush=True)
        wrongs += cutting.wrongs
    print(f"{made} power cuts: {wrongs} losses")
    sys.exit(bool(wrongs))


main()
