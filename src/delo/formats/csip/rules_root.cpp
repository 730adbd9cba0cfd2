// CSIP1-6: the root element of METS.
#include "delo/formats/csip/eark_rule_table.hpp"
#include "delo/formats/csip/rule_row.hpp"

namespace delo {
namespace {

constexpr std::array<Rule, 6> kRows{{
    must("CSIP1", "CSIP 2.2.0, mets/@OBJID", "mets has an OBJID, which is the name of the folder",
         {"the package is known by this name wherever it goes",
          "write the id of the package; in a representation, the name of its folder"},
         {"<mets OBJID=\"\">", "<mets OBJID=\"deposit-7\">"}),
    must("CSIP2", "CSIP 2.2.0, mets/@TYPE", "mets says the category of its content",
         {"archives route packages by what they hold, and know only the terms of the list",
          "choose a term of the list of content categories, or OTHER with csip:OTHERTYPE"},
         {"<mets TYPE=\"old books\">", "<mets TYPE=\"Textual works – Print\">"}),
    should("CSIP3", "CSIP 2.2.0, mets/@csip:OTHERTYPE",
           "a category outside the list is named, and no other",
           {"OTHER alone says nothing; a term of the list belongs into TYPE itself",
            "with TYPE=\"OTHER\" write the category into csip:OTHERTYPE, else leave it out"},
           {"<mets TYPE=\"OTHER\">", "<mets TYPE=\"OTHER\" csip:OTHERTYPE=\"Seals\">"}),
    should("CSIP4", "CSIP 2.2.0, mets/@csip:CONTENTINFORMATIONTYPE",
           "mets says by which specification its content is ordered",
           {"programs choose by it how to check and show the content",
            "write a term of the list, MIXED for several, OTHER for one of your own"},
           {"<mets TYPE=\"Databases\">",
            "<mets TYPE=\"Databases\" csip:CONTENTINFORMATIONTYPE=\"citssiard_v1_0\">"}),
    may("CSIP5", "CSIP 2.2.0, mets/@csip:OTHERCONTENTINFORMATIONTYPE",
        "a specification outside the list is named, and no other",
        {"OTHER alone says nothing; a term of the list needs no second attribute",
         "name the specification where CONTENTINFORMATIONTYPE is OTHER, else leave this out"},
        {"csip:CONTENTINFORMATIONTYPE=\"OTHER\"",
         "csip:CONTENTINFORMATIONTYPE=\"OTHER\" csip:OTHERCONTENTINFORMATIONTYPE=\"our own\""}),
    must("CSIP6", "CSIP 2.2.0, mets/@PROFILE", "mets names the profile that it follows",
         {"a reader learns from it which rules the document keeps",
          "write the address of the profile"},
         {"<mets PROFILE=\"CSIP\">",
          "<mets PROFILE=\"https://earkcsip.dilcis.eu/profile/E-ARK-CSIP-v2-2-0.xml\">"}),
}};

} // namespace

std::span<const Rule> csip_root_rows() {
  return kRows;
}

} // namespace delo
