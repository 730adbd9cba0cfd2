# The METS Profile in profiles/ is true of packages: each of its requirements has a check here.
. "$(dirname "$0")/support/lib.sh"
needs python3 "it reads the profile"
profile=$DELO_SOURCE/profiles/delo-document.mets-profile.xml

printf 'II*\0 one' >scan.tif
printf 'Из Батуми' >ru.txt
export SOURCE_DATE_EPOCH=1700000000
for out in one again; do
  "$DELO" pack "$page" --original scan.tif --transcription ru.txt --describe mods,dc,ead3 --layout sip -o $out -q
done
"$DELO" pack "$fixtures/no-rights.txt" --layout sip --hash md5 --hash sha256 -o bare -q

cat >check.py <<'PY'
import os, sys
import xml.etree.ElementTree as E

M, C, X = "{http://www.loc.gov/METS/}", "{https://DILCIS.eu/XML/METS/CSIPExtensionMETS}", "{http://www.w3.org/1999/xlink}"
P = "{http://www.loc.gov/METS_Profile/v2}"
profile, page, scan, *packages = sys.argv[1:]

class Package:
    def __init__(self, folder):
        self.folder = folder
        self.names = sorted(os.listdir(folder + "/representations"))
        self.top = E.parse(folder + "/METS.xml").getroot()
        self.parts = {name: E.parse(f"{folder}/representations/{name}/METS.xml").getroot() for name in self.names}
        self.all = [self.top, *self.parts.values()]
    def has(self, path):
        return os.path.isfile(os.path.join(self.folder, path))

def hrefs(root, tag, inside=""):
    return [e.get(X + "href") for e in root.iterfind(f".//{inside}{M}{tag}")]

def name(p):
    assert p.top.get("OBJID") == os.path.basename(p.folder)
    for name, part in p.parts.items():
        assert part.get("OBJID") == name
def sip(p):
    for root in p.all:
        assert root.get("PROFILE") == "https://earksip.dilcis.eu/profile/E-ARK-SIP-v2-2-0.xml"
def kind(p):
    for root in p.all:
        for e in [root, *root.iter(M + "fileGrp")]:
            assert (e.get(C + "CONTENTINFORMATIONTYPE"), e.get(C + "OTHERCONTENTINFORMATIONTYPE")) == ("OTHER", "delo archival document")
def program(p):
    for root in p.all:
        programs = [a for a in root.iter(M + "agent") if a.get("OTHERTYPE") == "SOFTWARE"]
        assert len(programs) == 1 and (programs[0].get("ROLE"), programs[0].get("TYPE")) == ("CREATOR", "OTHER")
        note = programs[0].find(M + "note")
        assert note.get(C + "NOTETYPE") == "SOFTWARE VERSION" and note.text
def citation(p):
    codes = [e.text for e in p.top.iter(M + "altRecordID") if e.get("TYPE") == "PREVIOUSREFERENCECODE"]
    assert codes and all(codes)
def descriptions(p):
    there = {"metadata/descriptive/" + n for n in os.listdir(p.folder + "/metadata/descriptive")}
    assert set(hrefs(p.top, "mdRef", M + "dmdSec/")) == there, there
    assert not list(p.top.iter(M + "mdWrap")) and not any(list(r.iter(M + "dmdSec")) for r in p.parts.values())
def provenance(p):
    for root, place in [(p.top, ""), *((r, f"representations/{n}/") for n, r in p.parts.items())]:
        assert hrefs(root, "mdRef", M + "digiprovMD/") == ["metadata/preservation/premis.xml"]
        assert p.has(place + "metadata/preservation/premis.xml")
def rights(p):
    assert hrefs(p.top, "mdRef", M + "rightsMD/") == (["metadata/other/rights.xml"] if p.has("metadata/other/rights.xml") else [])
def groups(p):
    found = {g.get("USE"): [f.get(X + "href") for f in g.iter(M + "FLocat")] for g in p.top.iter(M + "fileGrp")}
    assert set(found) == {"Documentation", "Schemas", *("Representations/" + n for n in p.names)}, found.keys()
    for n in p.names:
        assert found["Representations/" + n] == [f"representations/{n}/METS.xml"]
def files(p):
    kinds = set()
    for root in p.all:
        for e in [*root.iter(M + "file"), *root.iter(M + "mdRef")]:
            assert all(e.get(a) for a in ("SIZE", "MIMETYPE", "CREATED", "CHECKSUM", "CHECKSUMTYPE"))
            kinds.add(e.get("CHECKSUMTYPE"))
    assert len(kinds) == 1 and kinds <= {"SHA-512", "SHA-256"}, kinds
def identifiers(p):
    ids = lambda package: [[e.get("ID") for e in root.iter() if e.get("ID")] for root in package.all]
    assert ids(p) == ids(Package(p.folder.replace("one/", "again/", 1)))
    for root in ids(p):
        assert len(root) == len(set(root))
def tree(p):
    for root in p.all:
        maps = list(root.iter(M + "structMap"))
        assert [(m.get("TYPE"), m.get("LABEL")) for m in maps] == [("PHYSICAL", "CSIP")]
        pointed = {e.get("FILEID") for e in maps[0].iter(M + "fptr")} | {e.get(X + "title") for e in maps[0].iter(M + "mptr")}
        assert pointed == {g.get("ID") for g in root.iter(M + "fileGrp")}
    assert hrefs(p.top, "mptr") == [f"representations/{n}/METS.xml" for n in p.parts]
def untouched(p):
    read = lambda path: open(path, "rb").read()
    sources = os.listdir(p.folder + "/documentation/source")
    assert len(sources) == 1
    if sources == [os.path.basename(page)]:
        assert read(f"{p.folder}/documentation/source/{sources[0]}") == read(page)
        assert read(f"{p.folder}/representations/original/data/scan.tif") == read(scan)
def record(p):
    assert p.has("documentation/provenance.json")

checks = [name, sip, kind, program, citation, descriptions, provenance, rights, groups, files, identifiers, tree, untouched, record]
root = E.parse(profile).getroot()
ids = [e.get("ID") for e in root.iter(P + "requirement") if e.get("ID")]
assert ids == [f"DELO-METS-{i + 1}" for i in range(len(checks))], ids
for folder in packages:
    package = Package(folder)
    for id, check in zip(ids, checks):
        try:
            check(package)
        except AssertionError as error:
            sys.exit(f"{folder} does not keep {id} ({check.__name__}): {error}")

# The parts of a METS Profile, in the order of its schema (version 2.0).
order = ["URI", "title", "abstract", "date", "contact", "registration_info", "related_profile", "profile_context",
         "external_schema", "description_rules", "controlled_vocabularies", "structural_requirements",
         "technical_requirements", "tool", "Example", "Appendix"]
parts = [e.tag.replace(P, "") for e in root]
assert parts == sorted(parts, key=order.index), parts
E.ElementTree(root.find(f"{P}Appendix/{M}mets")).write("example.xml", encoding="utf-8", xml_declaration=True)
print(f"{len(ids)} requirements hold of {len(packages)} packages")
PY
python3 check.py "$profile" "$page" scan.tif "$(package_in one)" "$(package_in bare)" || fail "the profile is not true"

# Its example is METS, by our schemas, which xmllint reads as well.
needs xmllint "it checks the example"
xmllint --nonet --noout --schema "$DELO_SOURCE/schemas/delo-all.xsd" example.xml 2>.err || fail "the example: $(cat .err)"
