#!/usr/bin/env python3
"""Writes those seeds of fuzzing (tests/fuzz/corpus) that are for fuzzing alone; seeds.txt names the others.

    tests/fuzz/make_corpus.py

The same bytes each time, but for the time-stamps: they are signed with a key that is thrown away, and
are made only when authority.pem is not there."""
import gzip
import hashlib
import io
import json
import subprocess
import tarfile
import tempfile
import zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
FIXTURES = HERE.parent.parent / "fixtures"
OLD = FIXTURES / "compatibility/0.1.0"
LARGEST = 16 * 1024


def put(target, name, content):
    content = content.encode() if isinstance(content, str) else content
    assert len(content) <= LARGEST, (target, name, len(content))
    path = HERE / "corpus" / target / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def digest(algorithm, content):
    return hashlib.new(algorithm, content).hexdigest()


def citations():
    lines = [
        "RGASPI, f. 558, op. 11, d. 99, ll. 0005-0006. Translated by Anna Novak.",
        "РГАСПИ. Ф. 558. Оп. 11. Д. 99. Л. 5об.-6.",
        "AVPRF, f. 094, op. 37, p. 362, d. 18, ll. 41-43ob. Obtained by B. Kim and translated for CWIHP by C. Gold.",
        "RGANI, fond 89, perechen 45, dokument 1, listy 1-12",
        "MNL OL, XIX-J-1-j, 1958, box 59, 5/a, 004076/1955",
        "TsKhSD, f. 5, op. 30, d. 230, ll. 1–5; published in Istochnik, no. 5 (1994), pp. 3-9.",
        "Bundesarchiv, SAPMO, DY 30/3682, Bl. 150-158. On file at the National Security Archive.",
        "F. 17, op. 162, d. 37, l. 1, microfilm, reel 3, frame 12, Moscow, https://example.org/a",
    ]
    for number, line in enumerate(lines):
        put("citation", f"line-{number}", line)


def bags():
    bag_info = (
        "Source-Organization: An Archive\nExternal-Description: folded over\n  two lines\n"
        "Payload-Oxum: 24.3\nBagging-Date: 2026-01-01\nContact-Name : loose\nContact-Name: again\n"
    )
    put("bag_info", "folded", bag_info)
    put("bag_info", "crlf-and-mark", "\ufeff" + bag_info.replace("\n", "\r\n"))
    put("bag_info", "bad-lines", "no colon\n: no label\nLabel:\n\tcontinued\r")
    declaration = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
    put("bag_declaration", "good", declaration)
    put("bag_declaration", "old", declaration.replace("1.0", "0.97").replace("UTF-8", "UTF-16"))
    put("bag_declaration", "odd", "\ufeffBagIt-Version : 2\r\nX: y\r\n")
    one, two = digest("sha256", b"one"), digest("sha256", b"two")
    manifest = f"{one}  data/a\n{two}  data/лист 1.txt\n{one} *data/%0Ab\n{two}  ./data/c%25\n"
    put("manifest", "good", manifest)
    put("manifest", "utf-16", manifest.encode("utf-16-le"))
    put("manifest", "faults", f"{one}  data/a\n{two}  data/a\nxx  data/b\n{one}  ../c\n{one}  data/d/\n{one}  data\\e\n{one}  data/%zz\n")
    put("fetch", "good", "https://example.org/a 12 data/a\nhttp://example.org/b%20c - data/b c\nftp://example.org/ 0 data/%0A\n")
    put("fetch", "faults", "nothing\nexample 1 data/a\nhttps://example.org/ x data/b\nhttps://example.org/ 1 ../c\nhttps://example.org/ 99999999999999999999 data/d\n")
    put("digest_list", "gnu", f"{one}  a\n{two} *b c\n\\{one}  d\\ne\\\\\n# remark\n")
    put("digest_list", "tagged", f"SHA256 (a) = {one}\nMD5 (b (1)) = {digest('md5', b'b')}\nSHA2-256(c)= {two}\n")
    put("digest_list", "hashdeep", f"%%%% HASHDEEP-1.0\n%%%% size,md5,sha256,filename\n## remark\n3,{digest('md5', b'one')},{one},/a/b,c\n")
    put("bag_profile", "patterns.json", json.dumps({
        "BagIt-Profile-Info": {"BagIt-Profile-Identifier": "https://example.org/p.json", "BagIt-Profile-Version": "1.4.0",
                               "Source-Organization": "o", "External-Description": "d", "Version": "1"},
        "Bag-Info": {"A": {"required": True, "values": ["x", "y"], "repeatable": False}, "B": {"recommended": True}},
        "Manifests-Required": ["sha256"], "Manifests-Allowed": ["sha256", "SHA-512"], "Tag-Manifests-Required": ["md5"],
        "Allow-Fetch.txt": False, "Fetch.txt-Required": False, "Data-Empty": False, "Serialization": "optional",
        "Accept-Serialization": ["application/zip"], "Accept-BagIt-Version": ["0.97", "1.0"],
        "Tag-Files-Required": ["a/b.txt"], "Tag-Files-Allowed": ["a/*", "[!x]?"], "Payload-Files-Required": ["data/x/"]}))
    put("foreign_profile", "bagger", json.dumps({"ordered": [
        {"Title": {"fieldRequired": True, "requiredValue": "", "defaultValue": "d", "valueList": ["a", "b"], "isReadOnly": False}},
        {"Date": {"fieldRequired": False}}]}))
    put("foreign_profile", "bagger-labels", json.dumps({"Title": {"fieldRequired": True, "valueList": []}}))
    put("foreign_profile", "dart", json.dumps({
        "id": "43ee89a0-0e2b-4b6c-9d6b-3d3a2d1f4a10", "name": "P", "description": "d",
        "acceptBagItVersion": ["1.0"], "acceptSerialization": ["application/tar"], "allowFetchTxt": False,
        "bagItProfileInfo": {"bagItProfileIdentifier": "https://example.org/p", "bagItProfileVersion": "1.3.0", "contactEmail": "",
                             "contactName": "", "externalDescription": "", "sourceOrganization": "", "version": "1"},
        "manifestsAllowed": ["sha512"], "manifestsRequired": [], "serialization": "required", "tagFilesAllowed": [],
        "tagFilesRequired": [], "tagManifestsAllowed": [], "tagManifestsRequired": [], "tarDirMustMatchName": True,
        "tags": [{"tagFile": "bag-info.txt", "tagName": "Source-Organization", "required": True, "values": [], "emptyOk": True}]}))


def workbook(files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        for name, text in files.items():
            book.writestr(zipfile.ZipInfo(name), text, zipfile.ZIP_DEFLATED)
    return out.getvalue()


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'


def relation(name, kind, target):
    return f'<Relationship Id="{name}" Type="{REL}/{kind}" Target="{target}"/>'


def tables():
    put("sheet_csv", "quoted.csv", 'sep=;\r\n"title";"date";"original"\r\n"a ""b""\nc";"5 March 1946";"\'=1+1"\r\n')
    rows = (
        '<row r="1"><c r="A1" t="inlineStr"><is><t>title</t></is></c><c r="B1" t="inlineStr"><is><r><t>da</t></r><r><t>te</t></r></is></c>'
        '<c r="C1" t="inlineStr"><is><t>original</t></is></c></row>'
        '<row r="3" hidden="1"><c r="A3" t="str"><f>A1</f><v>A telegram</v></c><c r="B3" s="1"><v>16866</v></c>'
        '<c r="C3" t="e"><v>#REF!</v></c></row><row r="4"><c r="A4" t="b"><v>1</v></c><c t="d"><v>1946-03-05</v></c></row>'
    )
    sheet = (f'<worksheet xmlns="{MAIN}"><cols><col min="2" max="3" hidden="1"/></cols><sheetData>{rows}</sheetData>'
             '<mergeCells count="1"><mergeCell ref="A3:A4"/></mergeCells></worksheet>')
    put("sheet_xlsx_part", "sheet", sheet)
    put("sheet_xlsx_part", "least", f'<worksheet xmlns="{MAIN}"><sheetData><row><c t="inlineStr"><is><t>title</t></is></c></row></sheetData></worksheet>')
    parts = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": RELS.format(relation("r", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{REL}"><workbookPr date1904="1"/><sheets><sheet name="Rows" sheetId="1" r:id="s"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": RELS.format(relation("s", "worksheet", "worksheets/sheet1.xml") + relation("t", "sharedStrings", "sharedStrings.xml") + relation("f", "styles", "styles.xml")),
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}"><si><t>title</t></si><si><r><t>ti</t></r><r><t>tle</t></r><rPh><t>x</t></rPh></si></sst>',
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><numFmts><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>',
        "xl/worksheets/sheet1.xml": sheet.replace('<c r="A1" t="inlineStr"><is><t>title</t></is></c>', '<c r="A1" t="s"><v>1</v></c>'),
    }
    put("sheet_xlsx", "rows.xlsx", workbook(parts))
    put("sheet_xlsx", "no-sheet.xlsx", workbook({k: v for k, v in parts.items() if "sheet1" not in k}))
    put("toml", "validate.toml", '[validate]\nfail-on = "warning"\nignore = ["DELO-path-6", "METS-file-4"]\nmax-findings = 20\nprofile = "p.json"\nlenient = true\n')
    put("toml", "collections.toml", '[collection.holdings]\nroot = "holdings"\nkind = "packages"\ncycle = "90d"\nmax-time = "2h"\nquiet-hours = "08:00-18:00"\n[collection.list]\nroot = "/srv"\nkind = "list"\nlist = "SHA256SUMS"\n')
    put("toml", "archives.toml", '[[archive]]\ncode = "XAXA"\ncountry = "XX"\narrangement = "fonds"\ncyrillic = "ХАХА"\nspellings = ["X.A."]\nnames = ["An Invented Archive"]\n')
    put("toml", "odd.toml", 'a.b."c d" = {x = 1979-05-27T07:32:00Z, y = [0x1F, 1e5, inf], "" = \'\'\'z\'\'\'}\n[[a.e]]\n')
    put("format_list", "siegfried.json", json.dumps({
        "siegfried": "1.11.1", "scandate": "2026-01-01T00:00:00+01:00", "signature": "default.sig", "identifiers": [{"name": "pronom", "details": "v1"}],
        "files": [{"filename": "scans/1.tif", "filesize": 646, "errors": "", "matches": [{"ns": "pronom", "id": "fmt/353", "format": "TIFF", "version": "", "mime": "image/tiff", "basis": "b", "warning": ""}]},
                  {"filename": "a.zip#in.txt", "filesize": 9, "matches": [{"ns": "pronom", "id": "UNKNOWN"}]}]}))
    put("format_list", "siegfried.csv", "filename,filesize,modified,errors,namespace,id,format,version,mime,class,basis,warning\nscans/1.tif,646,2026-01-01T00:00:00Z,,pronom,fmt/353,TIFF,,image/tiff,,b,\n")
    put("format_list", "droid.csv", '"ID","PARENT_ID","URI","FILE_PATH","NAME","METHOD","STATUS","SIZE","TYPE","EXT","LAST_MODIFIED","EXTENSION_MISMATCH","MD5_HASH","FORMAT_COUNT","PUID","MIME_TYPE","FORMAT_NAME","FORMAT_VERSION"\n'
        '"3","1","file:/D:/scans/2.txt","D:\\scans\\2.txt","2.txt","Extension","Done","9","File","txt","","false","","2","x-fmt/111","text/plain","Plain Text File","","fmt/999","","Other","2"\n')


def documents():
    put("document", "doctype", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')
    put("schema", "utf-16", '<?xml version="1.0" encoding="UTF-16"?><simpledc/>'.encode("utf-16"))


def tar(files, form=tarfile.PAX_FORMAT, **more):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=form, **more) as archive:
        for name, content in files:
            entry = tarfile.TarInfo(name)
            if content is None:
                entry.type = tarfile.DIRTYPE
            elif name.endswith("link"):
                entry.type, entry.linkname = tarfile.SYMTYPE, content
            else:
                entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content if isinstance(content, bytes) else b""))
    return out.getvalue().rstrip(b"\0") + bytes(1024)


def bag():
    payload = {"data/a.txt": b"one", "data/лист 1.txt": b"two"}
    files = {"bagit.txt": b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n", "bag-info.txt": b"Payload-Oxum: 6.2\n", **payload}
    files["manifest-sha512.txt"] = "".join(f"{digest('sha512', c)}  {n}\n" for n, c in payload.items()).encode()
    files["tagmanifest-sha512.txt"] = "".join(f"{digest('sha512', files[n])}  {n}\n" for n in ("bagit.txt", "bag-info.txt", "manifest-sha512.txt")).encode()
    return [(f"bag/{name}", content) for name, content in files.items()]


def archives():
    files = bag()
    put("tar", "bag-pax", tar(files))
    put("tar", "bag-gnu", tar(files, tarfile.GNU_FORMAT))
    put("tar", "odd", tar([("./a/", None), ("./a/b", b"x"), ("a/link", "../../etc"), ("../c", b"y"), ("d" * 120, b"")], tarfile.GNU_FORMAT))
    put("tar", "gzip", gzip.compress(tar(files), mtime=0))
    put("tar", "cut", tar(files)[:3000])
    put("tar", "mets", tar([("p/METS.xml", next((FIXTURES / "packages").glob("*/METS.xml")).read_bytes()), ("p/representations/r/data/a", b"a")]))
    for name, method in (("stored", zipfile.ZIP_STORED), ("deflated", zipfile.ZIP_DEFLATED)):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", method) as archive:
            for entry, content in files:
                archive.writestr(zipfile.ZipInfo(entry), content, method)
        put("zip", name, out.getvalue())
        put("zip", name + "-cut", out.getvalue()[:-10])


def inventories():
    a, b = digest("sha512", b"alpha"), digest("sha512", b"beta")
    first = {"created": "2024-05-17T12:00:00Z", "message": "first", "user": {"name": "Anna", "address": "mailto:a@example.org"},
             "state": {a: ["a.txt"], b: ["dir/b.txt", "dir/c.txt"]}}
    inventory = {"id": "urn:x", "type": "https://ocfl.io/1.1/spec/#inventory", "digestAlgorithm": "sha512", "head": "v2",
                 "fixity": {"md5": {digest("md5", b"alpha"): ["v1/content/a.txt"]}},
                 "manifest": {a: ["v1/content/a.txt"], b: ["v1/content/dir/b.txt"]},
                 "versions": {"v1": first, "v2": {"created": "2024-05-18T12:00:00.5+03:00", "state": {b: ["new"]}}}}
    put("ocfl_inventory", "good.json", json.dumps(inventory, indent=1))
    inventory.update(head="v0002", contentDirectory="c", digestAlgorithm="sha256")
    put("ocfl_inventory", "bad.json", json.dumps(inventory))
    put("ocfl_inventory", "sidecar", f"{a}  inventory.json\n")


def audits():
    put("checkpoint", "key", (OLD / "audit/catalogue.key.pub").read_bytes().strip())


def records():
    with zipfile.ZipFile(next((OLD / "packages").glob("*.zip"))) as package:
        name = next(n for n in package.namelist() if n.endswith("provenance.json"))
        text = package.read(name)
    whole = json.loads(text)
    put("provenance", "provenance.json", text)
    put("provenance", "short.json", json.dumps({key: whole[key] for key in whole if key != "holdings"}, ensure_ascii=False))
    put("record", "whole.json", json.dumps({key: whole[key] for key in ("record", "holdings") if key in whole}, ensure_ascii=False))
    put("record", "bare.json", '{"record":{"title":"Т","translator":["A","B"],"summary":null},"warnings":["w"]}')


def timestamps():
    """A reply about the digest "aa…", as timestamp_reply asks for it, and its request."""
    if (HERE / "authority.pem").exists():
        return
    with tempfile.TemporaryDirectory() as folder:

        def openssl(*words):
            subprocess.run(["openssl", *words], cwd=folder, check=True, capture_output=True)

        (Path(folder) / "stamp-serial").write_text("0A\n")
        config = str(HERE.parent / "unit/support/time_stamp_authority.conf")
        key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-config", config]
        openssl("req", "-x509", *key, "-keyout", "root.key", "-out", "root.pem", "-subj", "/CN=Root", "-extensions", "root", "-days", "36500")
        openssl("req", "-new", *key, "-keyout", "leaf.key", "-out", "leaf.csr", "-subj", "/CN=Authority/O=Архив", "-utf8")
        openssl("x509", "-req", "-in", "leaf.csr", "-CA", "root.pem", "-CAkey", "root.key", "-CAcreateserial", "-out", "leaf.pem",
                "-extfile", config, "-extensions", "leaf", "-days", "36500")
        openssl("ts", "-query", "-digest", "aa" * 32, "-sha256", "-cert", "-out", "request")
        openssl("ts", "-reply", "-config", config, "-queryfile", "request", "-signer", "leaf.pem", "-inkey", "leaf.key", "-out", "reply")
        put("timestamp_reply", "request", (Path(folder) / "request").read_bytes())
        put("timestamp_reply", "granted", (Path(folder) / "reply").read_bytes())
        put("timestamp_reply", "refused", bytes.fromhex("30143012020102300a0c0862616420646174610301"))
        (HERE / "authority.pem").write_bytes((Path(folder) / "root.pem").read_bytes())


for family in (citations, bags, tables, documents, archives, inventories, audits, records, timestamps):
    family()
