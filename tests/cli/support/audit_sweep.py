"""Faults at every system call of the audit: each call fails in each way it may, or is where the
program is killed. What must hold afterwards is said by the class Scenario and those below it.

    audit_sweep.py DELO all             every point
    audit_sweep.py DELO N SEED          N points of run, and a third of the others, drawn with this seed

Faults begin with the first call on the catalogue: what comes before is the loader and the C library.
"""

import hashlib
import json
import os
import random
import re
import shutil
import sys
from collections import Counter

from call_faults import (CALL, KILL, KILLED, READING, Wrong, add_reads, answers_of, came_up, finished,
                         lines_of, points_at, points_of, say, traced)

# A disk that failed tells nothing about what lies on it.
VERDICTS = ("ALTERED", "MISSING", "TRUNCATED", "EXTENDED", "EXTRA", "MOVED", "there is no catalogue")
COULD_NOT = {3, 6}  # not finished, the store is away
HELD = 75
CATALOGUE = re.compile(r'^(?!execve).*[/"]c"')


class Lost(Wrong):
    """Something is not there any more, or was done twice."""


def make_bag(folder, seed):
    os.makedirs(f"{folder}/data")
    content = random.Random(seed).randbytes(20000)
    with open(f"{folder}/bagit.txt", "w") as file:
        file.write("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n")
    with open(f"{folder}/data/a.bin", "wb") as file:
        file.write(content)
    with open(f"{folder}/manifest-sha256.txt", "w") as file:
        file.write(f"{hashlib.sha256(content).hexdigest()}  data/a.bin\n")


def damage(folder):
    with open(f"{folder}/data/a.bin", "r+b") as file:
        file.seek(100)
        file.write(b"#damage#")


def files_below(folder):
    return sorted(os.path.join(top, name) for top, _, names in os.walk(folder) for name in names)


def log_lines():
    """The event log as it is, checked as a chain; a torn last line is left out."""
    try:
        with open("c.events.jsonl", "rb") as file:
            texts = file.read().split(b"\n")[:-1]
    except FileNotFoundError:
        return []
    lines, head = [], ""
    for number, text in enumerate(texts, 1):
        line = json.loads(text)
        say(line["line"] == number and line["prev"] == head, f"line {number} is no link of the chain")
        head = hashlib.sha256(text).hexdigest()
        lines.append(line)
    return lines


class Scenario:
    """A command, the state it begins in, and what must hold after it was hindered."""

    name = ""
    command = []
    met = 0
    then = []  # what must work afterwards, each with its exit code

    def __init__(self, delo):
        self.delo = delo
        self.begin = os.path.abspath(f"begin-{self.name}")

    def well(self, *words):
        done = finished([self.delo, *words])
        say(done.returncode == 0, f"{' '.join(words)}: exit {done.returncode}\n{done.stdout}{done.stderr}")
        return done

    def make(self):
        """Makes the state to begin with, in the working folder."""
        make_bag("store/bag1", 1)
        make_bag("store/bag2", 2)
        self.well("audit", "add", "holdings", "--root", "store", "--catalogue", "c", "-q")

    def prepare(self):
        shutil.rmtree(self.begin, ignore_errors=True)
        shutil.rmtree("here", ignore_errors=True)
        os.makedirs("here")
        os.chdir("here")
        self.make()
        os.chdir("..")
        os.rename("here", self.begin)

    def fresh(self):
        """The catalogue knows where its packages are, so that it is always the same folder."""
        shutil.rmtree("here", ignore_errors=True)
        shutil.copytree(self.begin, "here")
        os.chdir("here")

    def is_done(self):
        """Whether everything that exit code 0 promises is kept."""
        raise NotImplementedError

    def holds(self, read):
        """After the fault and what followed; `read` is what was read of each file of the store."""

    def follow(self, read):
        for words in self.then:
            done = traced([self.delo, *words, "--catalogue", "c"], "after",
                          ["--seccomp-bpf", "-f", "-e", f"trace={','.join(READING)}"])
            say(done.returncode == 0, f"then {' '.join(words)}: exit {done.returncode}\n{done.stdout}{done.stderr}")
            add_reads(read, "after")
        self.well("audit", "verify-log", "--catalogue", "c")


class Run(Scenario):
    name = "run"
    command = ["audit", "run", "--catalogue", "c", "--jobs", "1"]
    then = [["audit", "run"]]

    @staticmethod
    def checks():
        return [line for line in log_lines() if line["what"] == "check"]

    def is_done(self):
        return sum(check["outcome"] == "passed" for check in self.checks()) == 2 and \
            log_lines()[-1]["what"] == "end"

    def holds(self, read):
        passed = Counter()
        for check in self.checks():
            say(check["outcome"] in ("passed", "unreadable"), f"called {check['outcome']}")
            if check["outcome"] != "passed":
                continue
            passed[check["package"]] += 1
            say(check["bytes"] > 20000, "passed without being read")
        # Twice only when the first run had been kept to its end, or had called something unreadable.
        whole = any(line["what"] == "end" and line["run"] == 1 for line in log_lines())
        say(whole or max(passed.values()) == 1, f"read again although it was kept: {passed}")
        say(len(passed) == 2, "not all were read")
        for package, times in passed.items():
            for file in files_below(package):
                say(read[file] >= times * os.path.getsize(file), f"{file} was not read as often as it passed")


class Add(Scenario):
    name = "add"
    command = ["audit", "add", "holdings", "--root", "store", "--catalogue", "c"]
    then = [["audit", "add", "holdings", "--root", "store"], ["audit", "run"]]

    def make(self):
        make_bag("store/bag1", 1)
        make_bag("old/bag0", 0)
        self.well("audit", "add", "old/bag0", "--catalogue", "c", "-q")

    def is_done(self):
        return any(line["what"] == "added" and line["package"].endswith("bag1") for line in log_lines())

    def holds(self, read):
        say(sum(line["what"] == "added" for line in log_lines()) == 2, "not taken in once")


class Accept(Scenario):
    name = "accept"
    command = ["audit", "accept", "bag1", "--reason", "a new edition", "--catalogue", "c"]
    then = [["audit", "accept", "bag1", "--reason", "a new edition"], ["audit", "run"]]

    def make(self):
        super().make()
        shutil.rmtree("store/bag1")
        make_bag("store/bag1", 3)

    def is_done(self):
        return any(line["what"] == "accepted" for line in log_lines())


class Repair(Scenario):
    name = "repair"
    command = ["audit", "repair", "bag1", "--from", "replica", "--catalogue", "c"]
    then = [["audit", "repair", "bag1", "--from", "replica"], ["audit", "run"]]

    def make(self):
        super().make()
        shutil.copytree("store", "replica")
        damage("store/bag1")

    def is_done(self):
        return any(line["what"] == "repaired" for line in log_lines())

    def holds(self, read):
        kept = [file for file in files_below("store") if b"#damage#" in open(file, "rb").read()]
        say(len(kept) == 1, f"what was bad is kept in {kept}")
        good = open("replica/bag1/data/a.bin", "rb").read()
        say(open("store/bag1/data/a.bin", "rb").read() == good, "it was not brought back")
        left = [name for name in os.listdir("store/bag1") + os.listdir("store/bag1/data")
                if name not in ("bagit.txt", "data", "manifest-sha256.txt", "a.bin")]
        say(not left, f"left behind: {left}")


def calls(scenario, options=()):
    """The calls of each thread, in order, of a run that nothing hinders: the main one first, and
    with which its faults begin."""
    scenario.fresh()
    done = traced([scenario.delo, *scenario.command], "trace", ["-e", "trace=all", *options])
    say(done.returncode == 0, f"without a fault: exit {done.returncode}\n{done.stdout}{done.stderr}")
    say(scenario.is_done(), "without a fault it is not done")
    os.chdir("..")
    threads = [[line for line in thread if CALL.match(line)] for thread in lines_of("trace")]
    threads.sort(key=len, reverse=True)
    begin = next((number for number, line in enumerate(threads[0]) if CATALOGUE.search(line)), 0)
    return [[answers_of(line) for line in thread] for thread in threads], begin


def points(scenario):
    threads, begin = calls(scenario)
    say(begin > 100, "the trace does not show where the catalogue is looked at")
    store = [os.path.abspath(f"here/{file}") for file in stored(scenario)]
    by_path = [word for path in store for word in ("-P", path)]
    return points_of(threads, begin) + points_at(calls(scenario, by_path)[0], store)


def stored(scenario):
    return [os.path.relpath(file, scenario.begin) for file in files_below(f"{scenario.begin}/store")]


def judge(scenario, point):
    """Makes the fault and looks at what it left; gives the exit code."""
    scenario.fresh()
    try:
        done = traced([scenario.delo, *scenario.command], "trace", point.options())
        code = KILLED if done.returncode in (-9, KILLED) else done.returncode
        read = Counter()
        add_reads(read, "trace")
        scenario.met += came_up("trace")
        try:
            judge_words(scenario, point, code, done.stdout + done.stderr)
            with_kind(Lost, lambda: (scenario.follow(read), scenario.holds(read)))
        except Wrong as wrong:
            raise type(wrong)(f"{scenario.name} with {point}: {wrong}\n"
                              f"the hindered command: exit {code}\n{done.stdout}{done.stderr}") from None
        return code
    finally:
        os.chdir(os.path.dirname(scenario.begin))


def judge_words(scenario, point, code, said):
    if point.what == KILL:
        say(code in (0, KILLED), "was to be killed")
    elif point.what == "error=EINTR":
        # The C library does not write on to standard output; then what was told is not taken for told.
        say(code == 0 or "cannot write to standard output" in said, "an interrupted call is gone on with")
    world = {0, KILLED, HELD} if point.what == "error=ENOLCK" else {0, KILLED}
    say(code in world | COULD_NOT, "not an exit code of a world that failed")
    for verdict in VERDICTS:
        say(verdict not in said, f"said: {verdict}")
    say(code != 0 or scenario.is_done(), "exit 0, and not everything is kept")


def with_kind(kind, work):
    try:
        work()
    except Wrong as wrong:
        raise kind(str(wrong)) from None


def sweep(scenario, found):
    """The exit codes and the wrongs of these points."""
    codes, wrongs = Counter(), Counter()
    for point in found:
        try:
            codes[judge(scenario, point)] += 1
        except Wrong as wrong:
            wrongs[type(wrong)] += 1
            print(f"WRONG {wrong}", flush=True)
    print(f"{scenario.name}: {scenario.met} of {len(found)} faults came up, " +
          ", ".join(f"{count} x exit {code}" for code, count in sorted(codes.items())), flush=True)
    return codes, wrongs


def main():
    delo, share, *seed = sys.argv[1:]
    chance = random.Random(int(seed[0]) if seed else 0)
    codes, wrongs = Counter(), Counter()
    for scenario in (Run(delo), Add(delo), Accept(delo), Repair(delo)):
        scenario.prepare()
        found = points(scenario)
        if share != "all":
            most = int(share) if scenario.name == "run" else int(share) // 3
            found = chance.sample(found, min(len(found), most))
        for sum_of, more in zip((codes, wrongs), sweep(scenario, found)):
            sum_of.update(more)
    print(f"{sum(codes.values()) + sum(wrongs.values())} fault points, {codes[KILLED]} kills: "
          f"{wrongs[Lost]} losses, {wrongs[Wrong]} wrong verdicts")
    sys.exit(bool(wrongs))


main()
