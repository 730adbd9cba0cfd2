"""XML, JSON and tag files that are deep, wide, long, or ask for what is not theirs."""

import os

from .making import MIB, bag, sha512, write, write_folder

METS = b'<mets xmlns="http://www.loc.gov/METS/" xmlns:xlink="http://www.w3.org/1999/xlink"'


def mets(*pieces, start=b"<?xml version='1.0' encoding='UTF-8'?>\n"):
    """A package of METS.xml alone."""
    def build(at):
        os.makedirs(at + "/deposit")
        write(at + "/deposit/METS.xml", start, *pieces)
        return at + "/deposit"
    return build


def lone(*pieces):
    return lambda at: write(at + "/METS.xml", *pieces)


def made_when_built(builder, make):
    """What is large is made when it is needed."""
    return lambda at: builder(make())(at)


def entity_bomb():
    levels = [b'<!ENTITY a0 "lollollollol">'] + [b'<!ENTITY a%d "%s">' % (i, b"&a%d;" % (i - 1) * 10) for i in range(1, 12)]
    return b"<!DOCTYPE mets [" + b"".join(levels) + b"]>" + METS + b">&a11;</mets>"


def many_hrefs(href):
    rows = b"".join(b'<file ID="f%d" MIMETYPE="text/plain" SIZE="1"><FLocat LOCTYPE="URL" xlink:type="simple" xlink:href="%s"/></file>'
                    % (i, href(i)) for i in range(100_000))
    return METS + b"><fileSec><fileGrp>" + rows + b"</fileGrp></fileSec><structMap><div/></structMap></mets>"


def escaping_hrefs():
    names = [b"../../secret", b"/etc/passwd", b"file:///etc/passwd", b"http://127.0.0.1:1/x", b"%2e%2e/%2e%2e/secret", b"\\\\server\\share",
             b"C:/x", b"a&#10;b", b"&#x9b;31m", "\u202egnp".encode(), b"javascript:alert(1)", b"%00", b"%1b[31m", b"~/x"]
    rows = b"".join(b'<file ID="f%d"><FLocat LOCTYPE="URL" xlink:href="%s"/></file>' % (i, name) for i, name in enumerate(names))
    return METS + b"><fileSec><fileGrp>" + rows + b"</fileGrp></fileSec><structMap><div/></structMap></mets>"


def premis_flood():
    """100,000 digests of one object that is not there, and as many objects."""
    fixity = b"<fixity><messageDigestAlgorithm>SHA-512</messageDigestAlgorithm><messageDigest>%s</messageDigest></fixity>" % (b"0" * 128)
    return (b'<premis xmlns="http://www.loc.gov/premis/v3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" version="3.0">'
            b'<object xsi:type="file"><objectIdentifier><objectIdentifierType>local</objectIdentifierType><objectIdentifierValue>a'
            b"</objectIdentifierValue></objectIdentifier><objectCharacteristics>" + fixity * 100_000 +
            b"<format/></objectCharacteristics></object></premis>")


def provenance(make):
    """A package of delo's layout whose record says that delo made it."""
    def build(at):
        return write_folder(at + "/deposit", [(b"METS.xml", METS + b"><structMap><div/></structMap></mets>"),
                                              (b"documentation/provenance.json", make())])
    return build


def record(rest):
    return lambda: b'{"made": {"by": "delo"}, ' + rest() + b"}"


def bagged(**files):
    return lambda at: write_folder(at + "/deposit", bag(**{name: make() for name, make in files.items()}))


def enormous_file(name, size, start=b""):
    """A file of zeros that takes no room on the disk."""
    def build(at):
        folder = write_folder(at + "/deposit", [row for row in bag() if row[0] != name])
        with open(os.path.join(folder.encode(), name), "wb") as out:
            out.write(start)
            out.truncate(size)
        return folder
    return build


def large_record(size):
    """A record that is one text without end."""
    def build(at):
        folder = provenance(lambda: b'{"made": {"by": "delo"}, "x": "')(at)
        with open(folder + "/documentation/provenance.json", "ab") as out:
            out.truncate(size)
        return folder
    return build


GOOD_LINE = sha512(b"Dear colleague") + b"  data/letter.txt\n"
DEEP = 100_000

KINDS = [
    ("entity bomb", made_when_built(mets, entity_bomb), "XML-2"),
    ("external entity", mets(b'<!DOCTYPE mets [<!ENTITY x SYSTEM "file:///etc/passwd">]>', METS, b">&x;</mets>"), "XML-2"),
    ("external entity over the net", mets(b'<!DOCTYPE mets [<!ENTITY % x SYSTEM "http://127.0.0.1:1/x">%x;]>', METS, b"/>"), "XML-2"),
    ("external DOCTYPE", mets(b'<!DOCTYPE mets SYSTEM "http://127.0.0.1:1/mets.dtd">', METS, b"/>"), "XML-2"),
    ("entity that nobody declared", mets(METS, b">&x;</mets>"), "XML-1"),
    ("schema that the document names", mets(METS, b' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="'
     b'http://www.loc.gov/METS/ http://127.0.0.1:1/mets.xsd"/>'), "XML-3"),
    ("schema that the document names, a file", mets(METS, b' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
     b'xsi:noNamespaceSchemaLocation="file:///etc/passwd"/>'), "XML-3"),
    ("XInclude", mets(METS, b'><xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd" parse="text"/></mets>'), "XML-3"),
    ("stylesheet that the document names", mets(b'<?xml-stylesheet type="text/xsl" href="http://127.0.0.1:1/x.xsl"?>', METS, b"/>"), "XML-3"),
    ("XML of 100,000 levels", mets(METS, b">", b"<div>" * DEEP), "XML-6"),
    ("XML of 100,000 levels, closed", mets(METS, b">", b"<div>" * DEEP, b"</div>" * DEEP, b"</mets>"), "XML-6"),
    ("100,000 attributes", made_when_built(mets, lambda: METS + b"".join(b' a%d=""' % i for i in range(100_000)) + b"/>"), "XML-6"),
    ("100,000 attributes of one hash", made_when_built(mets, lambda: METS + b"".join(
        b' x%s=""' % bin(i)[2:].replace("0", "Aa").replace("1", "BB").encode() for i in range(1 << 16, (1 << 16) + 50_000)) + b"/>"), "XML-6"),
    ("attribute of 50 MiB", made_when_built(mets, lambda: METS + b' LABEL="' + b"x" * (50 * MIB) + b'"/>'), "XML-"),
    ("2,000 attributes", made_when_built(mets, lambda: METS + b"".join(b' a%d=""' % i for i in range(2000)) + b"/>"), "XML-6"),
    ("800 attributes of each of 2,000 elements", made_when_built(mets, lambda: METS + b">" + (
        b"<x" + b"".join(b' a%d=""' % i for i in range(800)) + b"/>") * 2000 + b"</mets>"), "XML-3"),
    ("attribute twice", mets(METS, b' ID="a" ID="b"/>'), "XML-1"),
    ("attribute twice by two prefixes", mets(METS, b' xmlns:a="urn:x" xmlns:b="urn:x" a:c="" b:c=""/>'), "XML-1"),
    ("text of 50 MiB", made_when_built(mets, lambda: METS + b"><structMap><div>" + b"x" * (50 * MIB) + b"</div></structMap></mets>"), "XML-"),
    ("comment of 50 MiB", made_when_built(mets, lambda: METS + b"><!--" + b"x" * (50 * MIB) + b"--></mets>"), "XML-1|XML-6"),
    ("CDATA without end", made_when_built(mets, lambda: METS + b"><![CDATA[" + b"]" * (20 * MIB)), "XML-1|XML-6"),
    ("name of 20 MiB", made_when_built(mets, lambda: METS + b"><" + b"x" * (20 * MIB) + b"/></mets>"), "XML-1|XML-6"),
    ("tag without end", made_when_built(mets, lambda: METS + b"><div " + b" " * (20 * MIB)), "XML-1|XML-6"),
    ("100,000 namespaces", made_when_built(mets, lambda: METS + b"".join(b' xmlns:n%d="urn:%d"' % (i, i) for i in range(100_000)) + b"/>"), "XML-6"),
    ("100,000 elements that nobody knows", made_when_built(mets, lambda: METS + b">" + b"<x/>" * 100_000 + b"</mets>"), "XML-3"),
    ("100,000 IDs of one name", made_when_built(mets, lambda: METS + b'><structMap><div>' + b'<div ID="a"/>' * 100_000 + b"</div></structMap></mets>"), "XML-4"),
    ("100,000 IDs that are not there", made_when_built(mets, lambda: METS + b"><structMap><div>" + b"".join(
        b'<fptr FILEID="f%d"/>' % i for i in range(100_000)) + b"</div></structMap></mets>"), "XML-5"),
    ("XML that is not UTF-8", mets(METS, b' LABEL="\xff\xfe\xc0\xaf"/>'), "XML-1"),
    ("XML with a zero", mets(METS, b' LABEL="a\0b"/>'), "XML-1"),
    ("UTF-16 without a mark", mets((METS + b"/>").decode().encode("utf-16-le"), start=b""), "XML-"),
    ("an encoding that it is not", mets(METS, b' LABEL="\xc3\xa9"/>', start=b"<?xml version='1.0' encoding='UTF-16'?>"), "XML-1"),
    ("UTF-7", mets(b"+ADw-mets+AD4-", start=b"<?xml version='1.0' encoding='UTF-7'?>"), "XML-1"),
    ("METS.xml of zeros", enormous_file(b"METS.xml", 300 * MIB), "XML-1|XML-6"),
    ("terminal escapes in XML", mets(METS, "><\u202ex LABEL='\u009b31m'/></mets>".encode()), "XML-"),
    ("terminal escapes in values of XML", mets(METS, ' TYPE="\u009b31m\u202ex" LABEL="&#x9b;2J"><structMap/><x\u0300 y="\u2067"/></mets>'.encode()), "XML-3"),
    ("100,000 locations that lead to nothing", made_when_built(mets, lambda: many_hrefs(lambda i: b"representations/r/data/%06d" % i)), "METS-file-1"),
    ("100,000 locations of one file", made_when_built(mets, lambda: many_hrefs(lambda i: b"METS.xml")), "METS-|XML-|CSIP"),
    ("locations that lead out", made_when_built(mets, escaping_hrefs), "METS-file-5"),
    ("lone document of 100,000 levels", lone(METS, b">", b"<div>" * DEEP), "XML-6"),
    ("lone document with an external entity", lone(b'<!DOCTYPE mets [<!ENTITY x SYSTEM "file:///etc/passwd">]>', METS, b">&x;</mets>"), "XML-2"),
    ("PREMIS with 100,000 digests", lambda at: write_folder(at + "/deposit", [
        (b"METS.xml", METS + b"><structMap><div/></structMap></mets>"), (b"metadata/preservation/premis.xml", premis_flood())]), "XML-3|PREMIS"),
    ("JSON of 100,000 arrays", provenance(record(lambda: b'"x": ' + b"[" * DEEP + b"]" * DEEP)), "DELO-provenance-1"),
    ("JSON of 120 MiB in one text", made_when_built(large_record, lambda: 120 * MIB), "METS-|CSIP|XML-"),
    ("JSON of 100,000 objects", provenance(record(lambda: b'"x": ' + b'{"a":' * DEEP + b"1" + b"}" * DEEP)), "DELO-provenance-1"),
    ("JSON of 100,000 arrays without end", provenance(lambda: b'{"made": {"by": "delo"}, "x": ' + b"[" * DEEP), "DELO-provenance-1"),
    ("JSON numbers beyond measure", provenance(record(lambda: b'"x": 1e999999, "y": -' + b"9" * 100_000)), "DELO-provenance-1"),
    ("JSON keys twice", provenance(record(lambda: b'"made": {"by": "delo"}, "package_id": 1, "package_id": [], "package_id": {}')), "DELO-provenance-1"),
    ("JSON of 1,000,000 keys", provenance(record(lambda: b",".join(b'"k%d":0' % i for i in range(1_000_000)))), "DELO-provenance-1"),
    ("JSON that is not UTF-8", provenance(record(lambda: b'"x": "\xff\xfe\\ud800"')), "DELO-provenance-1"),
    ("terminal escapes in JSON", provenance(record(lambda: '"\u009b31m\u202e": "\\u001b[31m"'.encode())), "DELO-provenance-1"),
    ("bagit.txt of 300 MiB without line end", enormous_file(b"bagit.txt", 300 * MIB, b"BagIt-Version: 1.0"), "BAGIT-2.1.1"),
    ("manifest of 300 MiB without line end", enormous_file(b"manifest-sha512.txt", 300 * MIB), "DELO-bag-4"),
    ("bag-info.txt of 300 MiB without line end", enormous_file(b"bag-info.txt", 300 * MIB, b"Source: "), "DELO-bag-4"),
    ("fetch.txt of 300 MiB without line end", enormous_file(b"fetch.txt", 300 * MIB), "DELO-bag-4"),
    ("one line 100,000 times, manifest", lambda at: write_folder(at + "/deposit", bag(manifest=GOOD_LINE * 100_000)), "BAGIT-2.1.3-4"),
    ("100,000 lines that are no lines, manifest", lambda at: write_folder(at + "/deposit", bag(
        manifest=GOOD_LINE + b"".join(b"this is line %d\n" % i for i in range(100_000)))), "BAGIT-2.1.3-1"),
    ("100,000 files that are not there, manifest", lambda at: write_folder(at + "/deposit", bag(
        manifest=GOOD_LINE + b"".join(b"0" * 128 + b"  data/%06d\n" % i for i in range(100_000)))), "BAGIT-3-1"),
    ("a million empty lines, manifest", lambda at: write_folder(at + "/deposit", bag(manifest=GOOD_LINE[:-3] + b"\n" * 1_000_000)), "BAGIT-"),
    ("a million tags", bagged(bag_info=lambda: b"".join(b"Label-%d: x\n" % i for i in range(1_000_000)) + b"no label\n"), "BAGIT-2.2.2-1|DELO-bag-4"),
    ("a tag 50,000 times", bagged(bag_info=lambda: b"Payload-Oxum: 1.1\n" * 50_000), "BAGIT-2.2.2-2"),
    ("a tag of a million lines", bagged(bag_info=lambda: b"Source:" + b"  x\n" * 1_000_000 + b"no label\n"), "BAGIT-2.2.2-1"),
    ("terminal escapes in tags", bagged(bag_info=lambda: "Payload-Oxum: \x1b[31m9\u202e\nBag-Size: \x1b]0;x\x07\nBagging-Date: \u009b31m\n".encode()), "BAGIT-2.2.2-"),
    ("terminal escapes in manifests", lambda at: write_folder(at + "/deposit", bag(
        manifest=GOOD_LINE + "\x1b[31mred\n".encode() + b"0" * 128 + "  data/\x1b]0;x\x07\u202e\u200b\n".encode())), "BAGIT-2.1.3-1"),
    ("100,000 addresses that are none", bagged(fetch=lambda: b"".join(b"::: - data/%d\n" % i for i in range(100_000))), "BAGIT-2.2.3-4"),
    ("tag files in UTF-7", bagged(declaration=lambda: b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-7\n"), "BAGIT-2.1.1"),
    ("a version beyond measure", bagged(declaration=lambda: b"BagIt-Version: 9" + b"9" * 10_000 + b".0\nTag-File-Character-Encoding: UTF-8\n"), "BAGIT-2.1.1"),
    ("5,000 manifests of algorithms that nobody knows", lambda at: write_folder(at + "/deposit", bag() + [
        (b"manifest-x%d.txt" % i, b"x") for i in range(5000)]), "BAGIT-2.4-1"),
]
