// CSIP17-30: descriptive metadata.
#include "delo/formats/csip/eark_rule_table.hpp"
#include "delo/formats/csip/rule_row.hpp"

namespace delo {
namespace {

constexpr std::array<Rule, 14> kRows{{
    should("CSIP17", "CSIP 2.2.0, mets/dmdSec", "each description has a dmdSec",
           {"a description that METS does not mention is not read",
            "add a dmdSec for each file in metadata/descriptive"},
           {"metadata/descriptive/ead.xml, and no dmdSec",
            "<dmdSec ID=\"ead\" ...><mdRef .../></dmdSec>"}),
    must("CSIP18", "CSIP 2.2.0, mets/dmdSec/@ID", "a dmdSec has an ID of its own", kUniqueId,
         {"<dmdSec CREATED=\"...\">", "<dmdSec ID=\"dmd-ead\" CREATED=\"...\">"}),
    must("CSIP19", "CSIP 2.2.0, mets/dmdSec/@CREATED", "a dmdSec says when it was made",
         {"of several descriptions the newest must be known",
          "write the date and time of the section"},
         {"<dmdSec ID=\"dmd-ead\">", "<dmdSec ID=\"dmd-ead\" CREATED=\"2024-05-17T12:00:00Z\">"}),
    should(
        "CSIP20", "CSIP 2.2.0, mets/dmdSec/@STATUS", "a dmdSec says whether it is current", kStatus,
        {"<dmdSec ID=\"dmd-ead\" STATUS=\"old\">", "<dmdSec ID=\"dmd-ead\" STATUS=\"CURRENT\">"}),
    should("CSIP21", "CSIP 2.2.0, mets/dmdSec/mdRef", "a dmdSec points to a file", kByReference,
           {"<dmdSec ID=\"dmd-ead\"/>", "<dmdSec ID=\"dmd-ead\"><mdRef .../></dmdSec>"}),
    must("CSIP22", "CSIP 2.2.0, mets/dmdSec/mdRef/@LOCTYPE",
         "the location of a description is a URL", kLocatorType,
         {"LOCTYPE=\"OTHER\"", "LOCTYPE=\"URL\""}),
    must("CSIP23", "CSIP 2.2.0, mets/dmdSec/mdRef/@xlink:type",
         "the link to a description is a simple one", kLinkType,
         {"<mdRef LOCTYPE=\"URL\">", "<mdRef LOCTYPE=\"URL\" xlink:type=\"simple\">"}),
    must("CSIP24", "CSIP 2.2.0, mets/dmdSec/mdRef/@xlink:href",
         "the location of a description is given, and the file is there", kLocation,
         {"<mdRef LOCTYPE=\"URL\">", "xlink:href=\"metadata/descriptive/ead.xml\""}),
    must("CSIP25", "CSIP 2.2.0, mets/dmdSec/mdRef/@MDTYPE", "the format of a description is given",
         kMetadataFormat, {"MDTYPE=\"XML\"", "MDTYPE=\"EAD\""}),
    must("CSIP26", "CSIP 2.2.0, mets/dmdSec/mdRef/@MIMETYPE",
         "the media type of a description is given", kMediaType,
         {"MIMETYPE=\"xml file\"", "MIMETYPE=\"application/xml\""}),
    must("CSIP27", "CSIP 2.2.0, mets/dmdSec/mdRef/@SIZE",
         "the size of a description is given, and right", kSize,
         {"<mdRef LOCTYPE=\"URL\">", "SIZE=\"2854\""}),
    must("CSIP28", "CSIP 2.2.0, mets/dmdSec/mdRef/@CREATED", "the time of a description is given",
         kFileCreated, {"CREATED=\"17.5.2024\"", "CREATED=\"2024-05-17T12:00:00Z\""}),
    must("CSIP29", "CSIP 2.2.0, mets/dmdSec/mdRef/@CHECKSUM",
         "the digest of a description is given, and right", kDigest,
         {"<mdRef LOCTYPE=\"URL\">", "CHECKSUM=\"9f86d081...\" CHECKSUMTYPE=\"SHA-256\""}),
    must("CSIP30", "CSIP 2.2.0, mets/dmdSec/mdRef/@CHECKSUMTYPE",
         "the algorithm for the digest of a description is given", kDigestType,
         {"CHECKSUMTYPE=\"sha256\"", "CHECKSUMTYPE=\"SHA-256\""}),
}};

} // namespace

std::span<const Rule> csip_dmdsec_rows() {
  return kRows;
}

} // namespace delo
