"""No error on any package that delo makes: packs by every pair of options, and validates what comes out.

usage: matrix_check.py DELO FIXTURES FOLDER SEED [WORD]     (WORD: only cases whose row has it)

The options and what is refused of them are tables (matrix/axes.py). Each package must be valid by all rules, without a
warning that the tables do not allow; what is refused must be refused with exit code 2 and its own words, and leave nothing."""

import concurrent.futures
import json
import os
import random
import shlex
import shutil
import subprocess
import sys

from matrix.axes import ALLOWED, KINDS
from matrix.inputs import make_inputs
from matrix.pairs import Covering

FAMILIES = "container,bagit,profile,xml,mets,premis,mods,dc,ead,rights,csip,sip,delo"
EPOCH = "1700000000"


class Case:
    """One row: a run of delo pack, and what is asked of it."""

    def __init__(self, kind, row, number):
        self.axes = KINDS[kind][0]
        self.refusals = [refusal.says for refusal in KINDS[kind][1] if refusal.holds(row)]
        self.kind, self.row, self.folder = kind, row, "cases/%04d" % number
        self.faults, self.packages = [], 0

    def name(self):
        said = [f"{axis}={value}" for axis, value in self.row.items() if value != next(iter(self.axes[axis]))]
        return f"{self.kind}: {', '.join(said) or 'as it comes'}"

    def command(self):
        words = [word for axis, value in self.row.items() for word in self.axes[axis][value]]
        place = self.row["place"]
        if place == "in place":
            mine = f"{self.folder}/{self.row['content']}"
            shutil.copytree("contents/" + self.row["content"], mine, symlinks=True)
            words[words.index("contents/" + self.row["content"])] = mine
            if self.row["container"] == "dir":
                words.remove("--as"), words.remove("dir")
            return ["pack", *words]
        return ["pack", *words, "-o", "-" if place == "stream" else self.folder + "/out"]


class Matrix:
    def __init__(self, delo, cases):
        self.delo, self.cases = delo, cases

    def run(self, words, epoch=False, stdin=None, stdout=subprocess.PIPE):
        env = {**os.environ, **({"SOURCE_DATE_EPOCH": EPOCH} if epoch else {})}
        return subprocess.run([self.delo, *words], stdin=stdin or subprocess.DEVNULL, stdout=stdout,
                              stderr=subprocess.PIPE, env=env, timeout=120)

    def check(self, case):
        os.makedirs(case.folder)
        command = case.command()
        before = os.listdir(case.folder)
        streamed = None
        if case.row["place"] == "stream":
            streamed = f"{case.folder}/streamed.{case.row['container']}"
        with open(streamed or os.devnull, "wb") as out:
            done = self.run(command, case.row["time"].startswith("epoch"), stdout=out)
        said = done.stderr.decode(errors="replace")
        case.command_line = "delo " + shlex.join(command)
        if case.refusals:
            left = [name for name in os.listdir(case.folder) if name not in before]
            if streamed and os.path.getsize(streamed) == 0:
                left.remove(os.path.basename(streamed))
            self.judge_refusal(case, done.returncode, said, left)
        elif done.returncode != 0:
            case.faults.append(f"exit code {done.returncode}: {said}")
        else:
            self.judge_packages(case, before, streamed)
        if not case.faults:
            shutil.rmtree(case.folder)
        return case

    def judge_refusal(self, case, code, said, left):
        if code != 2:
            case.faults.append(f"should be refused ({case.refusals[0]}), but exit code {code}: {said}")
        elif not any(words in said for words in case.refusals) or "hint: " not in said:
            case.faults.append(f"refused in other words than {case.refusals}: {said}")
        if left:
            case.faults.append(f"refused, and yet something was written: {left}")

    def judge_packages(self, case, before, streamed):
        if streamed:
            packages = [streamed]
        elif case.row["place"] == "in place":
            packages = [f"{case.folder}/{name}" for name in before]
        else:
            packages = [entry.path for entry in os.scandir(case.folder + "/out")]
        case.packages = len(packages)
        if not packages:
            case.faults.append("no package was written")
            return
        strictly = ["--rules", FAMILIES] if case.row.get("layout", "bag") != "bag" else []
        if case.row["profile"] != "none":
            strictly += ["--profile", case.row["profile"]]
        for flags in [[], strictly] if strictly else [[]]:
            way = [*flags, "--", *packages]
            self.judge(case, way, self.run(["validate", "--json", *way]))
        if case.row["container"].startswith("tar"):
            with open(packages[0], "rb") as tar:
                self.judge(case, ["-"], self.run(["validate", "--json", "-"], stdin=tar))

    def judge(self, case, way, done):
        try:
            report = json.loads(done.stdout)
        except ValueError:
            case.faults.append(f"no JSON of validate {way}: {done.stderr.decode(errors='replace')}")
            return
        elsewhere = case.row.get("parts") == "elsewhere"
        verdicts = {package["verdict"] for package in report["packages"]}
        if not elsewhere and (done.returncode != 0 or verdicts != {"valid"}):
            case.faults.append(f"exit code {done.returncode}, {verdicts}: validate {way}")
        for package in report["packages"]:
            for finding in package["findings"]:
                if finding["severity"] != "info" and not self.is_allowed(case, finding):
                    case.faults.append("{rule} ({severity}) {path}: {message}".format(**{"path": "", **finding}))
            unsaid = "came from standard input" if way == ["-"] else "\0"  # what held it is not known then
            case.faults += [f"not run ({way[:1]}): {text}" for text in package["not_run"] if unsaid not in text]

    @staticmethod
    def is_allowed(case, finding):
        """Errors never are, but what --remote leaves out is missing until it is fetched."""
        if finding["severity"] == "error":
            return finding["rule"] == "BAGIT-2.2.3-1" and case.row.get("parts") == "elsewhere"
        return any(finding["rule"] in rules and all(case.row.get(axis) in values for axis, values in when.items())
                   for rules, when, _ in ALLOWED)


def cases_of(seed):
    rows, faults = [], []
    for kind, (axes, refusals) in KINDS.items():
        covering = Covering({axis: list(values) for axis, values in axes.items()}, refusals, random.Random(seed))
        plain = {axis: next(iter(values)) for axis, values in axes.items()}
        good, impossible = covering.rows()
        refused = [row for refusal in refusals for row in refusal.rows(plain)]
        rows += [(kind, row) for row in good + refused]
        faults += [f"{kind}: no row can have {one[0]}={one[1]} and {other[0]}={other[1]}, and no refusal says so"
                   for one, other in impossible]
    return [Case(kind, row, number) for number, (kind, row) in enumerate(rows)], faults


def main():
    delo, fixtures, folder, seed, *word = sys.argv[1:]
    os.makedirs(folder)
    os.chdir(folder)
    make_inputs(fixtures)
    cases, faults = cases_of(seed)
    cases = [case for case in cases if not word or word[0] in case.name()]
    matrix = Matrix(delo, cases)
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        for case in pool.map(matrix.check, cases):
            faults += [f"{case.name()}\n  {case.command_line}\n  {fault}" for fault in case.faults[:5]]
    for fault in faults:
        print(fault, file=sys.stderr)
    packages = sum(case.packages for case in cases)
    refused = sum(1 for case in cases if case.refusals and not case.faults)
    print(f"seed {seed}: {packages} packages, {refused} refused as expected, {len(faults)} faults")
    return 1 if faults or not packages else 0


if __name__ == "__main__":
    sys.exit(main())
