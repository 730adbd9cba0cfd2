"""Works that must stand faults and power cuts: a command, the state it begins in, and what must hold
afterwards. The working folder is theirs.
"""

import hashlib
import json
import os
import shutil

from call_faults import finished, say

MOST_TOLD = 1000


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


class Work:
    """A command, the state it begins in, and what must hold after it was hindered."""

    name = ""
    command = []
    verdicts = ()  # what a world that failed must not make it say

    def __init__(self, delo, page):
        self.delo, self.page = delo, page

    def make(self):
        """Makes that state in the working folder."""

    def keeps(self, ended):
        """What must hold now; `ended`: the command has ended with 0."""

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
    count = 300  # more than are flushed one by one
    command = ["pack", "photos", "--layout", "bag", "--plain", "-o", "out", "-q"]

    def make(self):
        for number in range(self.count):
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


class Validate(Update):
    name = "validate"
    command = ["validate", "out/photos"]
    verdicts = ("INVALID", "NOT A PACKAGE", "error[", "MISSING")

    def keeps(self, ended):
        say(self.wholes("out") == 1, "the bag is gone")


class ValidateDocument(Unpack):
    name = "validate a document in a tar"
    command = ["validate", "deposit.tar"]
    verdicts = Validate.verdicts

    def keeps(self, ended):
        pass


class Export(Audit):
    name = "audit export"
    command = ["audit", "export", "--catalogue", "c", "-o", "e.jsonl", "--force"]

    def is_done(self):
        return os.path.exists("e.jsonl")

    def keeps(self, ended):
        super().keeps(ended)
        if os.path.exists("e.jsonl"):
            for name in ("d", "d.events.jsonl"):
                if os.path.exists(name):
                    os.remove(name)
            run(self.delo, "audit", "import", "e.jsonl", "--catalogue", "d")


class PackFewFiles(PackFolder):
    count = 4


class FewFilesInPlace(InPlace):
    count = 4


# Whose power is cut, and who meets a fault at every call.
WORKS = (PackDocument, PackTar, PackFolder, InPlace, Unpack, Update, Audit, Add, Accept, Repair)
SWEPT = (PackDocument, PackTar, PackFewFiles, FewFilesInPlace, Unpack, Update, Validate, ValidateDocument, Export)
