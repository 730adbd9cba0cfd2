"""The rows of scripts/bench: what is compared with what, and what is wanted.

A Work is one command line for bash, and what must be undone before it, untimed; one that `tells` prints its
seconds as its last word, instead of being timed from outside. A Row compares two of
them, run in turn; `at_most` bounds ours/theirs, `at_least` bounds theirs/ours. A row that compares with
nobody has a bound in seconds, `within`. Where somebody has several
ways to do a work, the best of them counts.
"""
import shlex
from dataclasses import dataclass
from typing import Optional


@dataclass
class Work:
    name: str
    command: str
    before: str = ""
    needs: tuple = ()  # programs without which it is left out
    tells: bool = False


@dataclass
class Row:
    name: str
    ours: list
    theirs: list
    at_most: Optional[float] = None
    at_least: Optional[float] = None
    within: Optional[float] = None
    scale: float = 1.0  # of ours/theirs, where they do different amounts


def q(path):
    return shlex.quote(str(path))


class Rows:
    """All rows, for corpora below `place`."""

    def __init__(self, tools, corpora):
        self.tools, self.corpora = tools, corpora
        self.delo = q(tools.delo)

    # What is compared

    def bare(self, folder, *algorithms):
        flags = " ".join("--algorithm " + name for name in algorithms or ("sha512",))
        return Work("reading and hashing alone, 2 threads", f"{q(self.tools.bare)} --threads 2 {flags} {q(folder)}",
                    needs=(self.tools.bare,))

    def hashed_by(self, name, command, folder, needs):
        return Work(name, f"find {q(folder)} -type f -print0 | xargs -0 -P2 -n 200 {command} >/dev/null", needs=needs)

    def one_program(self, command, folder, program):
        return Work(command, f"{command} {q(folder)} >/dev/null", needs=(program,))

    def sums(self, folder):
        return self.hashed_by("sha512sum, 2 processes", "sha512sum", folder, ("sha512sum",))

    def openssl(self, folder):
        return self.hashed_by("openssl dgst, 2 processes", "openssl dgst -sha512", folder, ("openssl",))

    def kernel(self, name):
        """One of the benchmarks of single parts, by the time that it tells of one round."""
        return Work(name.replace("_", " "),
                    f"{q(self.tools.kernels)} --benchmark_filter='^{name}/' --benchmark_format=csv 2>/dev/null"
                    " | awk -F, 'END { print $3 / 1000 }'", needs=(self.tools.kernels,), tells=True)

    def bagit_validate(self, bag):
        return [Work(f"bagit-python, {n} process(es)", f"{self.tools.bagit} --quiet --validate --processes {n} {q(bag)}",
                     needs=(self.tools.bagit,)) for n in (1, 2)]

    def bagit_create(self, source):
        copy = q(self.corpora.place / "bagit-copy")
        return [Work(f"bagit-python in place, {n} process(es)",
                     f"{self.tools.bagit} --quiet --sha512 --processes {n} {copy}",
                     before=f"rm -rf {copy} && cp -r {q(source)} {copy}", needs=(self.tools.bagit,)) for n in (1, 2)]

    def validate(self, bag, name="delo validate"):
        return Work(name, f"{self.delo} validate -q {q(bag)}")

    def pack(self, source, *flags):
        out = q(self.corpora.place / "out")
        words = " ".join(flags)
        return Work(("delo pack " + words).strip(), f"{self.delo} pack -q --plain --layout bag {words} {q(source)} -o {out}",
                    before=f"rm -rf {out}")

    def pack_documents(self, folder, name):
        out = q(self.corpora.place / "out")
        return Work(name, f"{self.delo} pack -q {q(folder)} -o {out}", before=f"rm -rf {out}")

    def start(self, name, words):
        """What one run of a short command takes, as the mean of some."""
        times = 20
        return Work(name, f"begin=$EPOCHREALTIME; for i in {{1..{times}}}; do {self.delo} {words} >/dev/null; done; "
                    f"awk -v begin=$begin -v end=$EPOCHREALTIME 'BEGIN {{ print (end - begin) / {times} }}'", tells=True)

    def pack_written(self, source):
        """Until the package is written and flushed: the progress tells when the reading back begins."""
        work = self.pack(source, "--progress jsonl")
        begins = "'/\"phase\":\"verifying\"/ && !n++ { sub(/.*\"elapsed_ms\":/, \"\"); print $0 / 1000 }'"
        return Work("delo pack, until it reads back", f"{work.command} 2>&1 >/dev/null | awk {begins}",
                    before=work.before, tells=True)

    # The rows

    def all(self):
        """Names, and what makes the row: the corpora of rows that nobody wants are not made."""
        c = self.corpora
        small, copy, in_place, tar = c.small, q(c.place / "copy"), q(c.place / "in-place"), q(c.place / "peer.tar")

        def data(name):
            return c.bag(name) / "data"

        def cp_and_bare():
            return Work("cp -r, then reading and hashing alone",
                        f"cp -r {q(small())} {copy} && {self.bare(small()).command}",
                        before=f"rm -rf {copy}", needs=(self.tools.bare,))

        def pack_in_place():
            return Work("delo pack --in-place", f"{self.delo} pack -q --plain --layout bag --in-place {in_place}",
                        before=f"rm -rf {in_place} && cp -r {q(small())} {in_place}")

        def gnu_tar():
            return Work("tar -cf", f"tar -cf {tar} -C {q(small())} .", before=f"rm -f {tar}", needs=("tar",))

        def bsdtar():
            return Work("bsdtar -cf", f"bsdtar -cf {tar} -C {q(small())} .", before=f"rm -f {tar}", needs=("bsdtar",))

        def xmllint():
            return Work("xmllint --stream --schema",
                        f"xmllint --stream --nonet --noout --schema {q(self.tools.schemas / 'delo-all.xsd')} {q(c.mets())}",
                        needs=("xmllint",))

        return [(name, lambda name=name, make=make, goal=goal: Row(name, *make(), **goal)) for name, make, goal in [
            ("validate small / bare", lambda: ([self.validate(c.bag("small"))], [self.bare(data("small"))]), {"at_most": 1.4}),
            ("validate small / sha512sum", lambda: ([self.validate(c.bag("small"))], [self.sums(data("small"))]),
             {"at_least": 1.6}),
            ("validate small / bagit-python", lambda: ([self.validate(c.bag("small"))], self.bagit_validate(c.bag("small"))),
             {"at_least": 10}),
            ("validate small / hashdeep",
             lambda: ([self.validate(c.bag("small"))], [self.one_program("hashdeep -c sha256 -r", data("small"), "hashdeep")]), {}),
            ("validate small / b3sum",
             lambda: ([self.validate(c.bag("small"))], [self.hashed_by("b3sum, 2 processes", "b3sum", data("small"), ("b3sum",))]), {}),
            ("pack small, writing alone / cp + bare", lambda: ([self.pack_written(small())], [cp_and_bare()]), {"at_most": 1.3}),
            ("pack small, read back / cp + bare", lambda: ([self.pack(small())], [cp_and_bare()]), {}),
            ("pack small / bagit-python", lambda: ([self.pack(small())], self.bagit_create(small())), {"at_least": 4}),
            ("in place small / bagit-python", lambda: ([pack_in_place()], self.bagit_create(small())), {"at_least": 10}),
            ("validate mid / bare", lambda: ([self.validate(c.bag("mid"))], [self.bare(data("mid"))]), {"at_most": 1.25}),
            ("validate mid / openssl", lambda: ([self.validate(c.bag("mid"))], [self.openssl(data("mid"))]), {"at_least": 2.5}),
            ("huge, two digests / the slower alone",
             lambda: ([self.validate(c.bag("huge", "sha256", "sha512"), "delo validate, SHA-256 and SHA-512")],
                      [self.validate(c.bag("huge", "sha512"), "delo validate, SHA-512 alone")]), {"at_most": 1.1}),
            ("pack small as tar / GNU tar", lambda: ([self.pack(small(), "--as tar")], [gnu_tar()]), {"at_most": 1.3}),
            ("pack small as tar / bsdtar", lambda: ([self.pack(small(), "--as tar")], [bsdtar()]), {}),
            ("validate tar / validate folder",
             lambda: ([self.validate(c.bag("small", container="tar"), "delo validate, tar")],
                      [self.validate(c.bag("small"), "delo validate, folder")]), {"at_most": 1.3}),
            ("METS of 100,000, write / xmlTextWriter",
             lambda: ([self.kernel("write_mets_of_files")], [self.kernel("xml_text_writer_alone")]), {"at_most": 1.5}),
            ("METS of 100,000, all checks / xmllint", lambda: ([self.validate(c.mets())], [xmllint()]), {"at_most": 2.0}),
            ("validate, cost of a file: many / few",
             lambda: ([self.validate(c.bag("many"), "delo validate, many")], [self.validate(c.bag("few"), "delo validate, few")]),
             {"at_most": 1.15, "scale": c.few_count / c.many_count}),
            ("pack documents, cost of one: many / few",
             lambda: ([self.pack_documents(c.documents("many"), "delo pack, many documents")],
                      [self.pack_documents(c.documents("few"), "delo pack, few documents")]),
             {"at_most": 1.15, "scale": 1 / c.times_documents}),
            ("start", lambda: ([self.start("delo --version", "--version")], []), {"within": 0.015}),
            ("validate one document", lambda: ([self.start("delo validate", f"validate -q {q(c.document())}")], []),
             {"within": 0.030}),
        ]]
