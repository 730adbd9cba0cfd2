"""Files to measure with: the same for the same seed, made once and kept below a folder.

small   many text files of 0.5 to 16 KiB in nested folders, some names Cyrillic or with spaces
mid     files of 1 to 8 MiB that do not compress
huge    one large file
tiny    very many files of 600 bytes, to see how cost grows
pages   documents as they come from a web archive, each with a citation of its own
"""
import os
import random
from pathlib import Path

SEED = 20261130
IN_A_FOLDER = 250
KIB = 1024
MIB = 1024 * KIB
WORDS = ("telegram fond opis delo list archive Baku Moscow protocol letter copy sheet "
         "телеграмма фонд опись дело лист архив Баку Москва").split()


def text_block(dice, size):
    words = []
    length = 0
    while length < size:
        word = dice.choice(WORDS)
        words.append(word)
        length += len(word.encode()) + 1
    return " ".join(words).encode()


def name_of(number):
    if number % 20 == 7:
        return f"лист {number:06}.txt"
    if number % 20 == 13:
        return f"sheet {number:06} (copy).txt"
    return f"sheet-{number:06}.txt"


def folder_of(root, number):
    box = number // IN_A_FOLDER
    return root / f"fond-{box // 40:02}" / f"box-{box % 40:02}"


def make(root, done, work):
    """Runs `work` unless an earlier run has made the whole of it."""
    mark = root.parent / f".{root.name}.{done}"
    if not mark.exists():
        if root.exists():
            raise SystemExit(f"bench: {root} is there, but was not made by this version: remove it")
        root.mkdir(parents=True)
        work()
        mark.touch()
    return root


def small(root, count):
    def work():
        dice = random.Random(SEED)
        block = text_block(dice, 4 * MIB)
        for number in range(count):
            folder = folder_of(root, number)
            folder.mkdir(parents=True, exist_ok=True)
            size = dice.randint(KIB // 2, 16 * KIB)
            start = dice.randrange(len(block) - size)
            (folder / name_of(number)).write_bytes(block[start:start + size])
    return make(root, f"small-{count}", work)


def mid(root, count):
    def work():
        dice = random.Random(SEED)
        for number in range(count):
            folder = folder_of(root, number)
            folder.mkdir(parents=True, exist_ok=True)
            (folder / f"scan-{number:05}.bin").write_bytes(dice.randbytes(dice.randint(MIB, 8 * MIB)))
    return make(root, f"mid-{count}", work)


def huge(root, size):
    def work():
        dice = random.Random(SEED)
        block = dice.randbytes(16 * MIB)
        with (root / "film.bin").open("wb") as file:
            for _ in range(size // len(block)):
                file.write(block)
    return make(root, f"huge-{size}", work)


def tiny(root, count):
    def work():
        dice = random.Random(SEED)
        block = text_block(dice, MIB)
        for number in range(count):
            folder = folder_of(root, number)
            folder.mkdir(parents=True, exist_ok=True)
            start = dice.randrange(len(block) - 600)
            (folder / f"{number:07}.txt").write_bytes(block[start:start + 600])
    return make(root, f"tiny-{count}", work)


def pages(root, page, count):
    """The page again and again, as so many pieces of its fond."""
    def work():
        text = page.read_text(encoding="utf-8")
        for number in range(count):
            (root / f"page-{number:05}.txt").write_text(text.replace("d. 18,", f"d. {number + 1},"), encoding="utf-8")
    return make(root, f"pages-{count}", work)


def share(source, copy):
    """The files of `copy` become second names of those of `source`: twice the files need not twice the room."""
    for folder, _, names in os.walk(source):
        there = copy / Path(folder).relative_to(source)
        for name in names:
            (there / name).unlink()
            os.link(Path(folder) / name, there / name)
