"""Power cuts: a command is killed at one of its calls, and of its file system is left what a disk
would have kept. What must hold when it is mounted again is said by the class Work and those below it.

    power_cuts.py DELO PAGE CUTS SEED

CUTS in all, drawn with this seed, and besides two for each work when it has ended: what ended well
must be there. The file system is an image, mounted in a folder; the kernel is told to shut it down
(EXT4_IOC_SHUTDOWN), once with what its journal holds so far, once without.
"""

import fcntl
import hashlib
import json
import os
import random
import shutil
import struct
import subprocess
import sys
from collections import Counter

from call_faults import KILL, KILLED, Point, Wrong, calls_of, finished, say, traced

SHUTDOWN = 0x8004587D  # _IOR('X', 125, uint32)
JOURNAL_KEPT, JOURNAL_LOST = 1, 2
# Where a disk may be different before and after. A cut between two of them is one of these.
CHANGES = ("write", "pwrite64", "openat", "mkdir", "rename", "renameat2", "linkat", "link", "symlink", "unlink",
           "unlinkat", "rmdir", "fsync", "fdatasync", "syncfs", "ftruncate", "utimensat", "copy_file_range", "flock")
MOST_TOLD = 1000
FILES_OF_A_BAG = 300  # more than are flushed one by one


def run(*words):
    done = finished(list(words))
    say(done.returncode == 0, f"{' '.join(words)}: exit {done.returncode}\n{(done.stdout + done.stderr)[:MOST_TOLD]}")
    return done.stdout


def digests(folder):
    """Of every file below, by its path."""
    found = {}
    for top, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(top, name)
            with open(path, "rb") as file:
                found[os.path.relpath(path, folder)] = hashlib.sha256(file.read()).hexdigest()
    return found


def visible(folder):
    names = os.listdir(folder) if os.path.isdir(folder) else []
    return sorted(name for name in names if not name.startswith(".delo-"))


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


class Work:
    """A command, the state it begins in, and what must hold after a power cut."""

    name = ""
    command = []

    def __init__(self, delo, page):
        self.delo, self.page = delo, page

    def make(self):
        """In the working folder, which is the root of the file system."""

    def keeps(self, ended):
        """What must hold when the power is back; `ended`: the command had ended with 0."""

    def holds(self, ended):
        self.keeps(ended)
        run(self.delo, *self.command)
        self.keeps(True)
        debris = [name for top, folders, names in os.walk(".") for name in folders + names if name.startswith(".delo-staging")]
        say(not debris, f"the next run leaves {debris}")

    def wholes(self, store):
        """Every package under its final name is whole."""
        for name in visible(store):
            run(self.delo, "validate", "-q", f"{store}/{name}")
        return len(visible(store))


class PackDocument(Work):
    name = "pack a document"
    command = ["pack", "page.txt", "-o", "out", "-q"]

    def make(self):
        shutil.copy(self.page, "page.txt")

    def keeps(self, ended):
        with open("page.txt", "rb") as mine, open(self.page, "rb") as theirs:
            say(mine.read() == theirs.read(), "the source changed")
        say(self.wholes("out") == 1 or not ended, "it ended well, and is not there")


class PackTar(PackDocument):
    name = "pack a document as tar.zst"
    command = [*PackDocument.command, "--as", "tar.zst"]


class PackFolder(Work):
    name = "pack a folder"
    command = ["pack", "photos", "--layout", "bag", "--plain", "-o", "out", "-q"]

    def make(self):
        for number in range(FILES_OF_A_BAG):
            os.makedirs(f"photos/{number % 7}", exist_ok=True)
            with open(f"photos/{number % 7}/{number}.txt", "w", encoding="utf-8") as file:
                file.write(f"photo {number}\n" * (number + 1))
        self.make_more()

    def make_more(self):
        pass

    def keeps(self, ended):
        say(self.wholes("out") == 1 or not ended, "it ended well, and is not there")


class InPlace(PackFolder):
    name = "pack a folder in place"
    command = ["pack", "photos", "--layout", "bag", "--plain", "--in-place", "-q"]

    before = None

    def make_more(self):
        self.before = digests("photos")

    def keeps(self, ended):
        is_bag = os.path.exists("photos/bagit.txt")
        say(is_bag or not ended, "it ended well, and is no bag")
        if is_bag:
            run(self.delo, "validate", "-q", "photos")
        elif os.path.exists("photos"):  # otherwise between two renames: the next run brings it back
            say(digests("photos") == self.before, "the folder is neither what it was nor a bag")
        if ended:
            say(digests("photos/data") == self.before, "files are not what they were")


class Unpack(Work):
    name = "unpack"
    command = ["unpack", "deposit.tar", "-o", "out", "-q", "--force"]

    def make(self):
        shutil.copy(self.page, "page.txt")
        run(self.delo, "pack", "page.txt", "-o", "made", "-q", "--as", "tar")
        os.rename(f"made/{visible('made')[0]}", "deposit.tar")

    def keeps(self, ended):
        run(self.delo, "validate", "-q", "deposit.tar")
        say(self.wholes("out") == 1 or not ended, "it ended well, and is not there")


class Update(Work):
    name = "update a bag"
    command = ["update", "out/photos", "--set", "Contact-Name=A. Keeper", "--add-hash", "sha256", "-q"]

    def make(self):
        os.makedirs("photos")
        for number in range(5):
            with open(f"photos/{number}.txt", "w", encoding="utf-8") as file:
                file.write(f"photo {number}\n")
        run(self.delo, "pack", "photos", "--layout", "bag", "--plain", "-o", "out", "-q")

    def keeps(self, ended):
        say(self.wholes("out") == 1, "the bag is gone")
        with open("out/photos/bag-info.txt", encoding="utf-8") as file:
            is_new = "A. Keeper" in file.read()
        say(is_new == os.path.exists("out/photos/manifest-sha256.txt"), "half of it is changed")
        say(is_new or not ended, "it ended well, and nothing is changed")


class Audit(Work):
    name = "audit run"
    command = ["audit", "run", "--catalogue", "c"]

    def make(self):
        for bag in ("one", "two", "three"):
            os.makedirs(f"source/{bag}")
            with open(f"source/{bag}/a.txt", "w", encoding="utf-8") as file:
                file.write(f"{bag}\n" * 5000)
            run(self.delo, "pack", f"source/{bag}", "--layout", "bag", "--plain", "-o", "store", "-q")
        self.know()

    def know(self):
        run(self.delo, "audit", "add", "holdings", "--root", "store", "--catalogue", "c", "-q")

    def keeps(self, ended):
        say(self.wholes("store") == 3, "a package is gone")
        run(self.delo, "audit", "doctor", "--catalogue", "c")
        run(self.delo, "audit", "verify-log", "--catalogue", "c")
        say(self.is_done() or not ended, "it ended well, and that is not known any more")

    def packages(self):
        return json.loads(run(self.delo, "audit", "list", "--catalogue", "c", "--json"))["packages"]

    def is_done(self):
        return all(package["last_outcome"] == "passed" for package in self.packages())


class Add(Audit):
    name = "audit add"
    command = ["audit", "add", "holdings", "--root", "store", "--catalogue", "c", "-q"]

    def know(self):
        run(self.delo, "audit", "add", "store/one", "--catalogue", "c", "-q")

    def is_done(self):
        return len(self.packages()) == 3


class Accept(Audit):
    name = "audit accept"
    command = ["audit", "accept", "one", "--reason", "a new edition", "--catalogue", "c"]

    def know(self):
        super().know()
        run(self.delo, "update", "store/one", "--set", "Contact-Name=A. Keeper", "-q")

    def is_done(self):
        with open("c.events.jsonl", encoding="utf-8") as file:
            return '"what":"accepted"' in file.read()


class Repair(Audit):
    name = "audit repair"
    command = ["audit", "repair", "one", "--from", "replica", "--catalogue", "c"]

    def know(self):
        super().know()
        shutil.copytree("store", "replica")
        with open("store/one/data/a.txt", "r+b") as file:
            file.write(b"#damage#")

    def keeps(self, ended):
        run(self.delo, "audit", "doctor", "--catalogue", "c")
        run(self.delo, "audit", "verify-log", "--catalogue", "c")
        with open("store/one/data/a.txt", "rb") as file:
            is_good = file.read() == b"one\n" * 5000
        say(is_good or not ended, "it ended well, and is not repaired")
        kept = [path for top, _, names in os.walk("store") for path in (os.path.join(top, name) for name in names)
                if open(path, "rb").read(8) == b"#damage#"]
        say(len(kept) == 1, f"what was bad is kept in {kept}")


WORKS = (PackDocument, PackTar, PackFolder, InPlace, Unpack, Update, Audit, Add, Accept, Repair)


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
