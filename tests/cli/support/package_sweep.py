"""Faults at every system call of what makes, changes and reads packages: each call fails in each way
it may, or is where the program is killed. What must hold afterwards is said by works.py.

    package_sweep.py DELO PAGE all          every point
    package_sweep.py DELO PAGE N SEED       N points in all, drawn with this seed

Faults begin with the first call on a file of the work: what comes before is the loader and the C library.
"""

import os
import random
import re
import shutil
import sys
from collections import Counter

from call_faults import (CALL, KILL, KILLED, Wrong, answers_of, came_up, lines_of, points_at, points_of, say, traced)
from works import SWEPT, MOST_TOLD

COULD_NOT = 3


class Sweep:
    def __init__(self, work):
        self.work = work
        self.command = [work.delo, *work.command]
        self.met = 0
        self.codes = Counter()
        self.wrongs = 0

    def prepare(self):
        for folder in ("begin", "here"):
            shutil.rmtree(folder, ignore_errors=True)
        os.makedirs("here")
        os.chdir("here")
        self.work.make()
        os.chdir("..")
        os.rename("here", "begin")

    def fresh(self):
        shutil.rmtree("here", ignore_errors=True)
        shutil.copytree("begin", "here", symlinks=True)
        os.chdir("here")

    def calls(self, options=()):
        """The calls of each thread, in order, of a run that nothing hinders: the main one first."""
        self.fresh()
        done = traced(self.command, "trace", ["-e", "trace=all", *options])
        os.chdir("..")
        say(done.returncode == 0, f"without a fault: exit {done.returncode}\n{done.stdout}{done.stderr}")
        threads = [[line for line in thread if CALL.match(line)] for thread in lines_of("trace")]
        return sorted(threads, key=len, reverse=True)

    def points(self):
        threads = self.calls()
        names = "|".join(re.escape(name) for name in os.listdir("begin"))
        first = re.compile(rf'^(?!execve).*"(?:[^"]*/)?(?:{names})(?:/|")')
        begin = next((number for number, line in enumerate(threads[0]) if first.search(line)), 0)
        say(begin > 100, "the trace does not show where the work begins")
        files = [os.path.abspath(os.path.join(top, name).replace("begin", "here", 1))
                 for top, _, names in os.walk("begin") for name in names]
        by_path = [word for path in files for word in ("-P", path)]
        of_files = [[answers_of(line) for line in thread] for thread in self.calls(by_path)]
        return points_of([[answers_of(line) for line in threads[0]]], begin) + points_at(of_files, files)

    def judge(self, point):
        self.fresh()
        try:
            done = traced(self.command, "trace", point.options())
            code = KILLED if done.returncode in (-9, KILLED) else done.returncode
            self.met += came_up("trace")
            said = done.stdout + done.stderr
            try:
                self.judge_words(point, code, said)
                self.work.holds(code == 0)
            except Wrong as wrong:
                raise Wrong(f"{self.work.name} with {point}: {wrong}\n"
                            f"the hindered command: exit {code}\n{said[:MOST_TOLD]}") from None
            self.codes[code] += 1
        finally:
            os.chdir("..")

    def judge_words(self, point, code, said):
        if point.what == KILL:
            say(code in (0, KILLED), "was to be killed")
        elif point.what == "error=EINTR":
            # The C library does not write on to standard output; then what was told is not taken for told.
            say(code == 0 or "cannot write to standard output" in said, "an interrupted call is gone on with")
        say(code in (0, KILLED, COULD_NOT), "not an exit code of a world that failed")
        for verdict in self.work.verdicts:
            say(verdict not in said, f"said: {verdict}")

    def run(self, points):
        for point in points:
            try:
                self.judge(point)
            except Wrong as wrong:
                self.wrongs += 1
                print(f"WRONG {wrong}", flush=True)
        codes = ", ".join(f"{count} x exit {code}" for code, count in sorted(self.codes.items()))
        print(f"{self.work.name}: {self.met} of {len(points)} faults came up, {codes}; {self.wrongs} wrong", flush=True)


def main():
    delo, page, share, *seed = sys.argv[1:]
    chance = random.Random(int(seed[0]) if seed else 0)
    codes, wrongs = Counter(), 0
    for kind in SWEPT:
        sweep = Sweep(kind(delo, page))
        sweep.prepare()
        points = sweep.points()
        if share != "all":
            points = chance.sample(points, min(len(points), -(-int(share) // len(SWEPT))))
        sweep.run(points)
        codes.update(sweep.codes)
        wrongs += sweep.wrongs
    print(f"{sum(codes.values()) + wrongs} fault points, {codes[KILLED]} kills: {wrongs} losses or wrong verdicts")
    sys.exit(bool(wrongs))


main()
