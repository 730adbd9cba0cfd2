// CSIP58-79, CSIP113, CSIP114: the files.
#include "delo/formats/csip/eark_rule_table.hpp"
#include "delo/formats/csip/rule_row.hpp"

namespace delo {
namespace {

constexpr Reasons kPointsToMetadata{
    "a pointer that leads nowhere, or to something else, connects the files with a wrong history",
    "write the IDs of sections of this document, or leave the attribute out"};

constexpr std::array<Rule, 24> kRows{{
    should("CSIP58", "CSIP 2.2.0, mets/fileSec", "one fileSec lists the files",
           {"files that METS does not list are not protected by it",
            "list every file of the package in a fileSec"},
           {"<mets><metsHdr/><structMap/>", "<fileSec ID=\"files\"><fileGrp ...>"}),
    must("CSIP59", "CSIP 2.2.0, mets/fileSec/@ID", "the fileSec has an ID of its own", kUniqueId,
         {"<fileSec>", "<fileSec ID=\"files\">"}),
    must("CSIP60", "CSIP 2.2.0, mets/fileSec/fileGrp[@USE='Documentation']",
         "documentation is listed in groups of its own",
         {"readers look for explanations in the group Documentation",
          "list the files of documentation/ in a fileGrp with USE=\"Documentation\""},
         {"<fileGrp USE=\"docs\">", "<fileGrp USE=\"Documentation\">"}),
    must("CSIP113", "CSIP 2.2.0, mets/fileSec/fileGrp[@USE='Schemas']",
         "schemas are listed in groups of their own",
         {"readers look for schemas in the group Schemas",
          "list the files of schemas/ in a fileGrp with USE=\"Schemas\""},
         {"<fileGrp USE=\"XSD\">", "<fileGrp USE=\"Schemas\">"}),
    must("CSIP114", "CSIP 2.2.0, mets/fileSec/fileGrp[starts-with(@USE, 'Representations')]",
         "representations are listed in groups of their own",
         {"readers find the content by the groups Representations",
          "list the METS.xml, or the files, of each representation in a group of its own"},
         {"<fileGrp USE=\"content\">", "<fileGrp USE=\"Representations/rep1\">"}),
    may("CSIP61", "CSIP 2.2.0, mets/fileSec/fileGrp/@ADMID",
        "what a group says of administrative metadata leads there", kPointsToMetadata,
        {"<fileGrp ADMID=\"dmd-ead\">", "<fileGrp ADMID=\"premis\">"}),
    should("CSIP62", "CSIP 2.2.0, mets/fileSec/fileGrp/@csip:CONTENTINFORMATIONTYPE",
           "the group of a representation says how its content is ordered",
           {"representations of one package may follow different specifications",
            "write a term of the list of content information types"},
           {"<fileGrp USE=\"Representations/rep1\">",
            "<fileGrp USE=\"Representations/rep1\" csip:CONTENTINFORMATIONTYPE=\"MIXED\">"}),
    may("CSIP63", "CSIP 2.2.0, mets/fileSec/fileGrp/@csip:OTHERCONTENTINFORMATIONTYPE",
        "a specification of a group outside the list is named, and no other",
        {"OTHER alone says nothing; a term of the list needs no second attribute",
         "name the specification where CONTENTINFORMATIONTYPE is OTHER, else leave this out"},
        {"csip:CONTENTINFORMATIONTYPE=\"OTHER\"",
         "csip:CONTENTINFORMATIONTYPE=\"OTHER\" csip:OTHERCONTENTINFORMATIONTYPE=\"our own\""}),
    must("CSIP64", "CSIP 2.2.0, mets/fileSec/fileGrp/@USE", "a group says which folder it is for",
         {"groups are told apart by USE alone",
          "write Documentation, Schemas, Representations/NAME, or another folder of the package"},
         {"<fileGrp ID=\"g1\">", "<fileGrp ID=\"g1\" USE=\"Documentation\">"}),
    must("CSIP65", "CSIP 2.2.0, mets/fileSec/fileGrp/@ID", "a group has an ID of its own",
         kUniqueId, {"<fileGrp USE=\"Schemas\">", "<fileGrp USE=\"Schemas\" ID=\"g2\">"}),
    must("CSIP66", "CSIP 2.2.0, mets/fileSec/fileGrp/file", "a group has a file",
         {"a group without files says nothing", "list its files, or leave the group out"},
         {"<fileGrp USE=\"Schemas\"/>", "<fileGrp USE=\"Schemas\"><file .../></fileGrp>"}),
    must("CSIP67", "CSIP 2.2.0, mets/fileSec/fileGrp/file/@ID", "a file has an ID of its own",
         kUniqueId, {"<file MIMETYPE=\"image/tiff\">", "<file ID=\"f1\" MIMETYPE=\"image/tiff\">"}),
    must("CSIP68", "CSIP 2.2.0, mets/fileSec/fileGrp/file/@MIMETYPE",
         "the media type of a file is given", kMediaType,
         {"MIMETYPE=\"TIFF\"", "MIMETYPE=\"image/tiff\""}),
    must("CSIP69", "CSIP 2.2.0, mets/fileSec/fileGrp/file/@SIZE",
         "the size of a file is given, and right", kSize, {"<file ID=\"f1\">", "SIZE=\"86453\""}),
    must("CSIP70", "CSIP 2.2.0, mets/fileSec/fileGrp/file/@CREATED", "the time of a file is given",
         kFileCreated, {"CREATED=\"1946\"", "CREATED=\"2024-05-17T12:00:00Z\""}),
    must("CSIP71", "CSIP 2.2.0, mets/fileSec/fileGrp/file/@CHECKSUM",
         "the digest of a file is given, and right", kDigest,
         {"<file ID=\"f1\">", "CHECKSUM=\"9f86d081...\" CHECKSUMTYPE=\"SHA-256\""}),
    must("CSIP72", "CSIP 2.2.0, mets/fileSec/fileGrp/file/@CHECKSUMTYPE",
         "the algorithm for the digest of a file is given", kDigestType,
         {"CHECKSUMTYPE=\"sha256\"", "CHECKSUMTYPE=\"SHA-256\""}),
    may("CSIP73", "CSIP 2.2.0, mets/fileSec/fileGrp/file/@OWNERID",
        "an identifier that the owner gave a file says something",
        {"an empty identifier finds nothing", "write the identifier, or leave the attribute out"},
        {"OWNERID=\"\"", "OWNERID=\"f. 558, d. 99, l. 5\""}),
    may("CSIP74", "CSIP 2.2.0, mets/fileSec/fileGrp/file/@ADMID",
        "what a file says of administrative metadata leads there", kPointsToMetadata,
        {"<file ADMID=\"g2\">", "<file ADMID=\"premis\">"}),
    may("CSIP75", "CSIP 2.2.0, mets/fileSec/fileGrp/file/@DMDID",
        "what a file says of descriptive metadata leads there", kPointsToMetadata,
        {"<file DMDID=\"premis\">", "<file DMDID=\"dmd-ead\">"}),
    must("CSIP76", "CSIP 2.2.0, mets/fileSec/fileGrp/file/FLocat", "a file has one location",
         {"without a location the file cannot be found, with two nobody knows which is meant",
          "write one FLocat"},
         {"<file ID=\"f1\"/>", "<file ID=\"f1\"><FLocat .../></file>"}),
    must("CSIP77", "CSIP 2.2.0, mets/fileSec/fileGrp/file/FLocat/@LOCTYPE",
         "the location of a file is a URL", kLocatorType,
         {"<FLocat LOCTYPE=\"OTHER\">", "<FLocat LOCTYPE=\"URL\">"}),
    must("CSIP78", "CSIP 2.2.0, mets/fileSec/fileGrp/file/FLocat/@xlink:type",
         "the link to a file is a simple one", kLinkType,
         {"<FLocat LOCTYPE=\"URL\">", "<FLocat LOCTYPE=\"URL\" xlink:type=\"simple\">"}),
    must("CSIP79", "CSIP 2.2.0, mets/fileSec/fileGrp/file/FLocat/@xlink:href",
         "the location of a file is given, and the file is there", kLocation,
         {"xlink:href=\"documentation\\manual.pdf\"", "xlink:href=\"documentation/manual.pdf\""}),
}};

} // namespace

std::span<const Rule> csip_filesec_rows() {
  return kRows;
}

} // namespace delo
