// What METS says of files, as rules.
#include "delo/formats/mets/mets_rules.hpp"

#include <array>

namespace delo {
namespace {

using enum Severity;

constexpr std::array<Rule, 8> kRules{{
    {"METS-file-1", error, "every file that METS names is there", "CSIP79, CSIP24, CSIP110",
     "a file of the deposit is lost", "fetch the file again from the sender",
     "METS.xml names representations/scan/data/0002.tif, and there is only 0001.tif",
     "each file that METS.xml names lies where it says"},
    {"METS-file-2", error, "every file has the size that METS gives", "CSIP69, CSIP27",
     "the file was cut or lengthened", "fetch the file again from the sender",
     "SIZE=\"2048\" for a file of 2000 bytes", "SIZE=\"2000\" for a file of 2000 bytes"},
    {"METS-file-3", error, "every file has the digest that METS gives", "CSIP71, CSIP29",
     "the bytes are not those that the sender packed", "fetch the file again from the sender",
     "CHECKSUM gives the digest of an earlier version of the file",
     "CHECKSUM gives the digest of the bytes that are there"},
    {"METS-file-4", error, "every file of the package is named in METS", "CSIP58",
     "nobody knows what this file is, and nothing protects it",
     "remove the file, or add it to METS",
     "documentation/notes.txt is in the package, and METS.xml has no FLocat for it",
     "<FLocat LOCTYPE=\"URL\" xlink:href=\"documentation/notes.txt\" ...>"},
    {"METS-file-5", error, "locations are relative paths inside the package", "CSIP79",
     "the file cannot be found by others", "write the path relative to the METS file",
     "xlink:href=\"/home/anna/deposit/data/a.txt\"", "xlink:href=\"data/a.txt\""},
    {"METS-file-6", warning, "every file is what METS says it is", "CSIP68, CSIP26",
     "whoever goes by the media type opens the file with the wrong program",
     "put MIMETYPE right, or look whether this is the right file",
     "MIMETYPE=\"image/tiff\" for a file that begins with %PDF-1.4",
     "MIMETYPE=\"application/pdf\" for this file"},
    {"METS-href-1", warning, "locations are written as relative URLs", "METS xlink:href, CSIP79",
     "programs that keep to the standard do not find the file",
     "percent-encode each name once and put \"/\" between them", "xlink:href=\"scans\\page+1.tif\"",
     "xlink:href=\"scans/page%201.tif\""},
    {"METS-root-1", error, "METS.xml is a METS document", "CSIPSTR4",
     "the package cannot be understood without it", "restore METS.xml from the sender's copy",
     "METS.xml begins with <record>",
     "METS.xml begins with <mets xmlns=\"http://www.loc.gov/METS/\">"},
}};

} // namespace

std::span<const Rule> mets_rules() {
  return kRules;
}

} // namespace delo
