"""Packages made to break their reader: builds every kind, and tells what is expected of each.

usage: hostile.py list | build FOLDER [WORD]     (WORD: only kinds whose name has it)

Each line of the list is: number, what is expected (rule ids parted by "|", each the beginning of one; "refused" for exit
code 3 or 4 without a finding), name. The same bytes come out every time."""

import os
import subprocess
import sys

from hostile_kinds import archives, documents, names

KINDS = names.KINDS + archives.KINDS + documents.KINDS


def make_anew(folder):
    subprocess.run(["rm", "-rf", folder], check=True)  # which goes deeper than Python does
    os.makedirs(folder)


def build(number, folder):
    """Makes a kind in a folder of its own; gives the path of the package in it."""
    _, builder, _ = KINDS[number]
    make_anew(folder)
    return builder(folder)


def build_apart(number, folder):
    """The same in a process of its own: the memory of who starts a program is counted to that program."""
    made = subprocess.run([sys.executable, __file__, "one", str(number), folder], stdout=subprocess.PIPE, check=True)
    return made.stdout.decode().rstrip("\n")


def main():
    verb, *rest = sys.argv[1:]
    if verb == "one":
        return print(build(int(rest[0]), rest[1]))
    for number, (name, _, expected) in enumerate(KINDS):
        if verb == "list":
            print(number, expected, name, sep="\t")
        elif len(rest) < 2 or rest[1] in name:
            print(name, build(number, os.path.join(rest[0], "%03d" % number)), sep="\t")


if __name__ == "__main__":
    main()
