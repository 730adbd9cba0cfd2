"""Runs delo on each kind of hostile package and says what it did wrong; exit code 1 when anything is.

usage: hostile_check.py DELO FOLDER [WORD]     (WORD: only kinds whose name has it)

Of each kind: it ends within the time, by an exit code that says something of the package; what is expected is found; nothing
is created or changed beside the package and in the working folder; no form of the report holds a byte that a terminal
obeys. Under strace also: no socket is opened, and no file that the package names outside of itself.
DELO_STRICT=1: 2 seconds and 256 MB, on a machine that does nothing else; else 30 seconds, and the slowest are told."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
import traceback

import hostile

STRICT = os.environ.get("DELO_STRICT") == "1"
MOST_SECONDS = 2 if STRICT else 30
MOST_MEMORY = 256 * 1000  # kB, as wait4 tells them
SPEAKING_CODES = {0, 1, 2, 3, 4}
FORMATS = ["text", "json", "jsonl", "junit", "sarif", "github", "github-summary", "gitlab", "csv", "html"]
SHORT_REPORT = 4 << 20  # longer ones are not written in every form
# What terminals obey, what turns the direction of text, and what cannot be seen.
OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f\x80-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
SECRETS = ("/etc/passwd", "/secret", "escaped")


class Run:
    """One run of a command: its exit code, seconds of wall clock, and the most memory in kB."""

    def __init__(self, command, folder, out):
        start = time.monotonic()
        with open(out, "wb") as to, open(out + ".err", "wb") as errors:
            process = subprocess.Popen(command, cwd=folder, stdin=subprocess.DEVNULL, stdout=to, stderr=errors)
            killer = threading.Timer(MOST_SECONDS + 10 * (not STRICT) + 5, process.kill)
            killer.start()
            _, status, usage = os.wait4(process.pid, 0)
            killer.cancel()
        process.returncode = 0  # it has been waited for
        self.seconds = time.monotonic() - start
        self.memory = usage.ru_maxrss
        self.signal = os.WTERMSIG(status) if os.WIFSIGNALED(status) else None
        self.code = os.WEXITSTATUS(status) if self.signal is None else None


def listing(folder):
    """Everything below a folder, with what tells a change; find goes deeper than Python does."""
    return subprocess.run(["find", folder, "-printf", "%p %y %m %s %T@\\0"], stdout=subprocess.PIPE, check=True).stdout


def rules_of(report):
    packages = report.get("packages", [report])
    return {finding["rule"] for package in packages for finding in package.get("findings", [])}


def text_of(path):
    with open(path, encoding="utf-8", errors="replace", newline="") as file:
        return file.read()


class Check:
    def __init__(self, delo, folder):
        self.delo = delo
        self.folder = folder
        self.tracer = shutil.which("strace")
        self.faults = []
        self.runs = []  # (seconds, kB, name)

    def fault(self, name, text):
        self.faults.append(f"{name}: {text}".encode(errors="replace").decode())

    def check_apart(self, number):
        """check() in a process of its own: what this one holds would be counted to the program that it starts."""
        result = os.path.join(self.folder, "result")
        sys.stdout.flush()
        child = os.fork()
        if child == 0:
            self.faults, self.runs = [], []
            try:
                self.check(number)
                with open(result, "w", encoding="utf-8") as out:
                    json.dump([self.runs[-1:], self.faults], out)
            except Exception:
                traceback.print_exc()
            finally:
                os._exit(0)
        os.waitpid(child, 0)
        with open(result, encoding="utf-8") as known:
            runs, faults = json.load(known)
        os.unlink(result)
        self.runs += runs
        self.faults += faults
        for fault in faults:
            print(f"FAILED: {fault}", file=sys.stderr, flush=True)
        if os.environ.get("DELO_STRICT"):
            print("{:6.2f} s {:5.0f} MB  {}".format(runs[0][0], runs[0][1] / 1000, runs[0][2]), flush=True)

    def check(self, number):
        name, _, expected = hostile.KINDS[number]
        place = os.path.join(self.folder, "kind")
        package = hostile.build_apart(number, place)
        away, reports = (os.path.join(self.folder, part) for part in ("away", "reports"))
        for made in (away, reports):
            hostile.make_anew(made)
        before = listing(place)
        out = os.path.join(reports, "out")
        run = Run([self.delo, "validate", "--json", package], away, out)
        self.runs.append((run.seconds, run.memory, name))
        self.judge_run(name, run, expected, out)
        if run.signal is None and os.path.getsize(out) < SHORT_REPORT:
            self.check_forms(name, package, away, reports)
        if listing(place) != before or os.listdir(away):
            self.fault(name, "something was created or changed")

    def judge_run(self, name, run, expected, out):
        if run.signal is not None:
            return self.fault(name, f"ended by {signal.Signals(run.signal).name} after {run.seconds:.1f} s, {run.memory} kB")
        if run.code not in SPEAKING_CODES:
            self.fault(name, f"exit code {run.code}: {text_of(out + '.err')[:300]}")
        if run.seconds > MOST_SECONDS:
            self.fault(name, f"{run.seconds:.1f} s")
        if run.memory > MOST_MEMORY:
            self.fault(name, f"{run.memory} kB")
        try:
            rules = rules_of(json.loads(text_of(out)))
        except ValueError:
            rules = set()
        words = expected.split("|")
        found = any(rule.startswith(word) for rule in rules for word in words)
        refused = "refused" in words and run.code in (3, 4)
        if not found and not refused:
            self.fault(name, f"expected {expected}, found {sorted(rules)}, exit code {run.code}: {text_of(out + '.err')[:300]}")

    def check_forms(self, name, package, away, reports):
        """All forms at once, under the tracer where there is one."""
        command = [self.delo, "validate", "-v", package]
        for form in FORMATS:
            command += ["--report", f"{form}={reports}/{form}"]
        trace = os.path.join(reports, "trace")
        if self.tracer:
            command = [self.tracer, "-f", "-qq", "--seccomp-bpf", "-e", "trace=socket,open,openat,creat,execve,rename", "-o", trace] + command
        run = Run(command, away, os.path.join(reports, "shown"))
        if run.signal is not None or run.code not in SPEAKING_CODES:
            self.fault(name, f"with all forms: exit code {run.code}, signal {run.signal}")
        for form in FORMATS + ["out", "out.err", "shown", "shown.err"]:
            path = os.path.join(reports, form)
            if not os.path.exists(path):
                continue
            text = text_of(path).replace("\r\n", "\n")
            bad = OBEYED.search(text.removeprefix("\ufeff") if form == "csv" else text)  # spreadsheets want a mark
            if bad:
                self.fault(name, f"{form} holds U+{ord(bad.group()):04X}")
        if self.tracer:
            self.judge_trace(name, trace, reports)

    def judge_trace(self, name, trace, reports):
        for line in text_of(trace).splitlines():
            if "socket(AF_" in line and "AF_UNIX" not in line:
                self.fault(name, f"a socket: {line}")
            opened = re.search(r'open(?:at)?\([^"]*"([^"]*)"(.*)', line)
            if opened and "O_CREAT" in opened.group(2) and not opened.group(1).startswith(reports):
                self.fault(name, f"a file is created: {line}")
            if opened and "ENOENT" not in line and any(opened.group(1).endswith(word) for word in SECRETS):
                self.fault(name, f"a file outside is opened: {line}")


def main():
    delo, folder, *word = sys.argv[1:]
    os.makedirs(folder, exist_ok=True)
    check = Check(os.path.abspath(delo), os.path.abspath(folder))
    for number, (name, _, _) in enumerate(hostile.KINDS):
        if not word or word[0] in name:
            check.check_apart(number)
    if not check.tracer:
        print("skipped: strace is not installed (sockets and files opened)")
    print(f"{len(check.runs)} kinds, {len(check.faults)} faults")
    for title, column, unit, by in (("slowest", 0, "s", 1), ("largest", 1, "MB", 1000)):
        for row in sorted(check.runs, key=lambda row: row[column], reverse=True)[:5]:
            print(f"{title}: {row[column] / by:.1f} {unit}  {row[2]}")
    return 1 if check.faults or not check.runs else 0


if __name__ == "__main__":
    sys.exit(main())
