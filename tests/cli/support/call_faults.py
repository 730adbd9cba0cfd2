"""Faults at the system calls of a program, with strace.

strace counts the calls of each thread for itself, and the loader makes more of most calls than a
worker ever does; so numbers behind its last mean the main thread, and the workers' reading is
reached by the paths of the files. Only what may happen is made to happen: a read may end early,
but no write claims what it did not do, and no close fails that leaves its file open.
"""

import glob
import os
import re
import signal
import subprocess
from collections import Counter

READING = ("read", "pread64", "preadv2")
# What each call may answer. A call that is not here is killed at and nothing else.
ANSWERS = {
    "read": ("error=EIO", "error=EINTR", "retval=0"),
    "pread64": ("error=EIO", "error=EINTR", "retval=0"),
    "preadv2": ("error=EIO", "error=EOPNOTSUPP"),
    "write": ("error=ENOSPC", "error=EIO", "error=EINTR"),
    "pwrite64": ("error=ENOSPC", "error=EIO", "error=EINTR"),
    "copy_file_range": ("error=ENOSPC", "error=EIO", "error=EXDEV"),
    "openat": ("error=EIO", "error=EMFILE", "error=EINTR"),
    "newfstatat": ("error=EIO", "error=EACCES"),
    "statx": ("error=EIO",),
    "access": ("error=EIO",),
    "getdents64": ("error=EIO",),
    "fsync": ("error=EIO", "error=ENOSPC"),
    "fdatasync": ("error=EIO", "error=ENOSPC"),
    "syncfs": ("error=EIO",),
    "ftruncate": ("error=EIO", "error=ENOSPC", "error=EINTR"),
    "rename": ("error=EIO", "error=ENOSPC"),
    "renameat2": ("error=EIO", "error=ENOSPC", "error=EINVAL"),
    "linkat": ("error=EIO", "error=EMLINK"),
    "unlink": ("error=EIO",),
    "unlinkat": ("error=EIO",),
    "mkdir": ("error=ENOSPC", "error=EIO"),
    "rmdir": ("error=EIO",),
    "flock": ("error=ENOLCK", "error=EINTR"),
    "fcntl": ("error=ENOLCK",),
    "fchown": ("error=EPERM",),
    "fchmod": ("error=EPERM",),
    "utimensat": ("error=EIO",),
    "fadvise64": ("error=EINVAL",),
    "mmap": ("error=ENOMEM",),
    "clone3": ("error=EAGAIN",),
    "getcwd": ("error=ENOENT",),
}
KILL = "signal=KILL"
KILLED = 137
# What does not last: who waits for a lock, or goes on after a signal, would do so for ever; and a
# database of which nothing can be read at all is another test.
ONCE = ("error=EINTR", "error=ENOLCK", "retval=0")
HANGS = 120  # seconds; a database that is held is waited for, 10 each time
CALL = re.compile(r"(\w+)\(")
READ = re.compile(r"(?:read|pread64)\(\d+<([^>]+)>.*\) = (\d+)")


class Wrong(Exception):
    """A wrong word, or a wrong exit code."""


def say(condition, text):
    if not condition:
        raise Wrong(text)


def finished(words):
    """A command that has ended. Who waits for ever is killed with all its children."""
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                          start_new_session=True) as process:
        try:
            out, err = process.communicate(timeout=HANGS)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            raise Wrong(f"it hangs: {' '.join(words)}") from None
    return subprocess.CompletedProcess(words, process.returncode, out, err)


class Point:
    """One fault: the number of a call, what it answers, and the files that are meant."""

    def __init__(self, call, when, what, paths=()):
        self.call, self.when, self.what, self.paths = call, when, what, paths

    def __str__(self):
        return f"{self.call}:{self.what}:when={self.when}" + (" in the store" if self.paths else "")

    def options(self):
        by_path = [word for path in self.paths for word in ("-P", path)]
        # strace neither looks at paths nor sends signals where a filter picks the calls.
        quick = [] if self.paths or self.what == KILL else ["--seccomp-bpf", "-f"]
        return [*quick, *by_path, "-e", f"trace={','.join(READING)},{self.call}",
                "-e", f"inject={self.call}:{self.what}:when={self.when}"]


def traced(words, trace, options):
    """Runs something under strace; each thread writes a trace of its own."""
    for old in glob.glob(f"../{trace}.*"):
        os.remove(old)
    return finished(["strace", "-ff", "-qq", "-y", "-o", f"../{trace}", *options, *words])


def lines_of(trace):
    for name in glob.glob(f"{trace}.*"):
        with open(name, errors="replace") as file:
            yield list(file)


def answers_of(line):
    """The call of a line, and what it may answer; nothing when the line shows no call."""
    match = CALL.match(line)
    if not match:
        return None
    locks = "F_RDLCK" in line or "F_WRLCK" in line
    return match[1], ANSWERS.get(match[1], ()) if match[1] != "fcntl" or locks else ()


def calls_of(trace):
    """The names of the calls of each thread, in order, by a trace in this folder."""
    for thread in lines_of(trace):
        yield [match[1] for match in map(CALL.match, thread) if match]


def came_up(trace):
    """Whether the fault was met: with threads the number of some calls is not always the same."""
    return any("INJECTED" in line or "killed by SIGKILL" in line
               for thread in lines_of(f"../{trace}") for line in thread)


def add_reads(read, trace):
    """Adds what was read of each file, by a trace."""
    for thread in lines_of(f"../{trace}"):
        for line in thread:
            match = READ.match(line)
            if match and "INJECTED" not in line:
                read[match[1]] += int(match[2])


def points_of(threads, begin):
    """The faults of the main thread, from its call number `begin` on; `threads` come from calls()."""
    found, count = [], Counter(call for call, _ in threads[0][:begin])
    for call, answers in threads[0][begin:]:
        count[call] += 1
        found += [Point(call, count[call], what) for what in (*answers, KILL)]
        found += [Point(call, f"{count[call]}+", what) for what in answers if what not in ONCE]
    return found


def points_at(threads, paths):
    """The faults of whatever thread, at the calls on these files."""
    found, count = [], Counter()
    for thread in threads:
        count |= Counter(call for call, _ in thread)
    for call, number in count.items():
        answers = ANSWERS.get(call, ())
        for when in range(1, number + 1):
            found += [Point(call, when, what, paths) for what in (*answers, KILL)]
            found += [Point(call, f"{when}+", what, paths) for what in answers if what != "error=EINTR"]
    return found
