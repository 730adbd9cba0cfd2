"""What can be asked of delo pack, what of it is refused, and which warnings a good package may have.

An axis is an option, or what is packed, with its values: the arguments of each, the plainest first."""

from .pairs import Refusal

GIVEN = ["--set", "Contact-Name=Н. Хранитель", "--set", "Source-Organization=The Reading Room"]
TITLED = [*GIVEN, "--set", "External-Identifier=AVPRF, f. 1, op. 2, d. 3", "--set", "External-Description=Letters"]
COPIES = ["dir", "tar", "tar.gz", "tar.zst", "zip", "zip-deflate"]
STREAMS = ["tar", "tar.gz", "tar.zst"]
NO_STREAM = ["dir", "zip", "zip-deflate"]


def content(name):
    return ["--original", "contents/" + name]


COMMON = {
    "container": {name: ["--as", name] for name in COPIES},
    "hash": {
        "unsaid": [],
        "sha256": ["--hash", "sha256"],
        "sha384": ["--hash", "sha384"],
        "sha1+sha256": ["--hash", "sha256", "--hash", "sha1"],
        "all": [word for name in ("md5", "sha1", "sha224", "sha256", "sha384", "sha512") for word in ("--hash", name)],
        "md5": ["--hash", "md5"],
        "sha224": ["--hash", "sha224"],
    },
    "tags": {
        "none": [],
        "set": ["--set", "Описание=Письмо = \"x\" 100%", "--set", "Bag-Producing-Organization=" + "a long name " * 12],
        "info": ["--info", "info.txt", "--set", "Zeta=new"],
        "file": ["--tag-file", "note.txt", "--tag-file", "info.txt=метаданные/info 100%.txt"],
    },
    "links": {"unsaid": [], "follow": ["--links", "follow"], "record": ["--links", "record"]},
    "names": {"unsaid": [], "escape": ["--names", "escape"]},
    "junk": {"unsaid": [], "keep": ["--junk", "keep"], "fail": ["--junk", "fail"]},
    "group": {"none": [], "group": ["--group", "фонд 558"], "count": ["--group", "f", "--count", "7"], "count alone": ["--count", "3"]},
    # "epoch" is told by the environment (matrix_check.py).
    "time": {"now": [], "epoch": [], "epoch, kept": ["--mtime", "keep"], "fixed": ["--mtime", "fixed"]},
    "more": {
        "none": [],
        "retry": ["--retry", "2"],
        "keep-going": ["--keep-going"],
        "json": ["--json"],
        "progress": ["--progress", "jsonl"],
        "no tag": ["--set", "Payload-Oxum=1.1"],
        "no archives": ["--archives", "info.txt"],
        "no profile": ["--profile", "info.txt"],
    },
}
COMMON_REFUSALS = [
    Refusal("cannot be streamed", place="stream", container=NO_STREAM),
    Refusal("what went out cannot be read again", place="stream", more="retry"),
    Refusal("--json wants standard output, too", place="stream", more="json"),
    Refusal("cannot set the tag Payload-Oxum", more="no tag"),
    Refusal("info.txt", more=["no archives", "no profile"]),
    Refusal("md5 alone cannot protect a package", hash="md5", profile=["none", "minimal"]),
    Refusal("it is a link to", content="links", links="unsaid"),
    Refusal("its name is not UTF-8", content="raw", names="unsaid"),
    Refusal(".DS_Store", content="junk", junk="fail"),
]

DOCUMENT = {
    "source": {
        "page": ["documents/телеграмма 100% \n из Батуми.txt"],
        "saved": ["documents/saved page.html"],
        "cp1251": ["documents/cp1251.txt"],
        "unparsed": ["documents/unparsed.txt"],
        "no rights": ["documents/no-rights.txt"],
        "flat": ["documents/flat.txt"],
        "folder": ["documents/дело"],
        "batch": ["documents/batch", "--metadata", "batch.csv"],
        "row": ["documents/row", "--metadata", "row.csv", "--one-per", "row"],
    },
    "content": {"none": [], **{name: content(name) for name in ("scans", "hard", "empty", "deep", "links", "raw", "junk")}},
    "layout": {"bag+sip": [], "sip": ["--layout", "sip"], "bag": ["--layout", "bag"]},
    "place": {"folder": [], "stream": []},
    **COMMON,
    "profile": {
        "none": [],
        "minimal": ["--profile", "minimal"],
        "translated-document": ["--profile", "translated-document", *GIVEN],
        "scans-only": ["--profile", "scans-only", *TITLED],
    },
    "texts": {
        "none": [],
        "transcription": ["--transcription", "ru.txt", "--transcription", "page.html"],
        "translations": ["--translation", "fr.txt", "--representation", "translation-fr=fr.txt"],
        "own names": ["--representation", "негативы=contents/scans", "--representation", "ocr_2=page.html"],
        "no name": ["--representation", "a/b=fr.txt"],
    },
    "describe": {"unsaid": [], "mods": ["--describe", "mods"], "dc": ["--describe", "dc"], "ead3": ["--describe", "ead3"],
                 "all": ["--describe", "mods,dc,ead3"], "none of them": ["--describe", "marc"]},
    "rights": {"unsaid": [], "CNE": ["--rights", "CNE"], "licence": ["--rights", "CC BY 4.0"],
               "address": ["--rights", "http://rightsstatements.org/vocab/InC/1.0/"], "none": ["--rights", "as you like"]},
    "record": {"none": [], "corrected": ["--record", "record.json"]},
    "id": {"unsaid": [], "typed": ["--id", "my-telegram.1_a"], "none": ["--id", ".hidden"]},
    "formats": {"none": [], "siegfried": ["--formats", "formats.json"]},
    "submitter": {"none": [], "typed": ["--submitter", "Архив «Дело» & Co"]},
}
BAG_LISTS = "keep lists beside the payload of a bag"
DOCUMENT_REFUSALS = [
    *COMMON_REFUSALS,
    Refusal("METS has no word for sha224", hash="sha224", profile=["none", "minimal"]),
    Refusal("METS has no word for sha224", hash="sha224", layout="sip"),
    Refusal("md5 alone cannot protect a package", hash="md5", layout="sip"),
    Refusal("a SIP alone is no bag", layout="sip", profile=["minimal", "translated-document", "scans-only"]),
    Refusal("a SIP alone has no bag-info.txt and no tag files", layout="sip", tags=["set", "info", "file"]),
    Refusal(BAG_LISTS, layout="sip", links="record"),
    Refusal(BAG_LISTS, layout="sip", names="escape"),
    Refusal("its name is not UTF-8", layout="sip", content="raw"),
    Refusal("no representation can be called a/b", texts="no name"),
    Refusal("--describe has no form called 'marc'", describe="none of them"),
    Refusal("--rights names no statement", rights="none"),
    Refusal("cannot name a package", id="none"),
    Refusal("one document, and there are 2", source="batch", id="typed"),
    Refusal("one document, and there are 2", source="batch", record="corrected"),
    Refusal("one document, and there are 2", source="batch", content=["scans", "hard", "empty", "deep", "links", "raw", "junk"]),
    Refusal("one document, and there are 2", source="batch", texts=["transcription", "translations", "own names"]),
    Refusal("2 packages cannot share one standard output", source="batch", place="stream"),
    Refusal("is no payload that the profile allows", profile="scans-only"),
    Refusal("there is no Delo-Citation", source="flat", profile="translated-document"),
    Refusal("METS has no word for sha224", hash="sha224", source="flat"),
    Refusal("md5 alone cannot protect a package", hash="md5", source="flat"),
]

PLAIN = {
    "content": {name: ["contents/" + name] for name in
                ("scans", "hard", "empty", "deep", "links", "raw", "junk", "nothing", "single", "paged")},
    "how": {"plain": ["--plain"], "layout": ["--layout", "bag"], "both": ["--plain", "--layout", "bag"],
            "sip": ["--plain", "--layout", "sip"], "described": ["--plain", "--rights", "CNE"]},
    "place": {"folder": [], "stream": [], "in place": ["--in-place"]},
    **COMMON,
    "profile": DOCUMENT["profile"],
    "parts": {"whole": [], "by size": ["--split", "30"], "by number": ["--split-files", "9"],
              "elsewhere": ["--remote", "https://example.org/delo/"], "no size": ["--split", "GiB"]},
    "id": {"unsaid": [], "typed": ["--id", "имя 100% & co"], "none": ["--id", ".hidden"]},
}
SEVERAL = ["scans", "hard", "deep", "links", "raw", "junk", "paged"]
NO_SCANS = ["hard", "empty", "deep", "links", "raw", "single", "paged"]
PLAIN_REFUSALS = [
    *COMMON_REFUSALS,
    Refusal("a plain folder becomes a bag, and nothing else", how="sip"),
    Refusal("a plain bag has no document that could be described", how="described"),
    Refusal("--split is no size", parts="no size"),
    Refusal("cannot name a bag", id="none"),
    Refusal("cannot share one standard output", parts="by size", place="stream", content=SEVERAL),
    Refusal("cannot share one standard output", parts="by number", place="stream", content="hard"),
    Refusal("--split counts the bags of the group itself", parts=["by size", "by number"], group=["count", "count alone"]),
    Refusal("fetch.txt", parts="elsewhere", profile="scans-only"),
    Refusal("there is no Delo-Citation", profile="translated-document"),
    Refusal("is no payload that the profile allows", profile="scans-only", content=NO_SCANS),
    Refusal("md5 alone cannot protect a package", hash="md5", content=NO_SCANS),
    Refusal("is no payload that the profile allows", profile="scans-only", content="junk", junk="keep"),
    Refusal("is no payload that the profile allows", profile="scans-only", content="junk", place="in place"),
    Refusal("looks like a bag already", content="hard", place="in place"),
    Refusal("md5 alone cannot protect a package", hash="md5", parts="elsewhere"),
    Refusal("cannot pack contents/paged", content="paged", how="layout", place=["folder", "stream"]),
    Refusal("it is a link to", place="in place", content="links"),
    Refusal("its name is not UTF-8", place="in place", content="raw"),
    Refusal("does not go with --in-place", place="in place", container=COPIES[1:]),
    Refusal("does not go with --in-place", place="in place", id="typed"),
    Refusal("does not go with --in-place", place="in place", parts=["by size", "by number", "elsewhere"]),
    Refusal("does not go with --in-place", place="in place", links=["follow", "record"]),
    Refusal("does not go with --in-place", place="in place", names="escape"),
]

# Warnings that a good package may have: rules, what brings them, and why they stay.
ALLOWED = [
    (["DELO-path-6", "DELO-path-7", "DELO-path-8", "DELO-path-9", "BAGIT-6.1.1-2", "BAGIT-6.1.2-1"], {"content": ["hard"]},
     "names of the user that other systems cannot hold: they are packed as they are, and it is said"),
    (["DELO-path-8"], {"source": ["page"]}, "the same of the page: its name has a line break"),
    (["PROFILE-tag-2"], {"profile": ["minimal", "translated-document", "scans-only"]},
     "tags that the profile recommends and nobody gave; delo pack says so"),
]

KINDS = {"document": (DOCUMENT, DOCUMENT_REFUSALS), "plain bag": (PLAIN, PLAIN_REFUSALS)}
