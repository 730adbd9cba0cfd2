// CSIP117, CSIP7-16: the header of METS.
#include "delo/formats/csip/eark_rule_table.hpp"
#include "delo/formats/csip/rule_row.hpp"

namespace delo {
namespace {

constexpr Reasons kSoftwareAgent{
    "faults that a program makes are found again only in the packages that name it",
    "describe the program as an agent with ROLE CREATOR, TYPE OTHER and OTHERTYPE SOFTWARE"};
constexpr std::string_view kGoodAgent =
    "<agent ROLE=\"CREATOR\" TYPE=\"OTHER\" OTHERTYPE=\"SOFTWARE\">";

constexpr std::array<Rule, 11> kRows{{
    must(
        "CSIP117", "CSIP 2.2.0, mets/metsHdr", "METS has a header",
        {"who made the package and when stands nowhere else", "add a metsHdr as the first element"},
        {"<mets ...><fileSec>", "<mets ...><metsHdr CREATEDATE=\"2024-05-17T12:00:00Z\">"}),
    must("CSIP7", "CSIP 2.2.0, mets/metsHdr/@CREATEDATE",
         "the header says when the package was made",
         {"versions of a package are told apart by it", "write the date and time of packing"},
         {"<metsHdr>", "<metsHdr CREATEDATE=\"2024-05-17T12:00:00Z\">"}),
    should("CSIP8", "CSIP 2.2.0, mets/metsHdr/@LASTMODDATE",
           "the header says when the package was last changed",
           {"without it nobody sees that a package was changed after it was made",
            "write the time of the last change; that of packing where there was none"},
           {"<metsHdr CREATEDATE=\"2024-05-17T12:00:00Z\">",
            "<metsHdr CREATEDATE=\"...\" LASTMODDATE=\"2024-05-18T09:30:00Z\">"}),
    must("CSIP9", "CSIP 2.2.0, mets/metsHdr/@csip:OAISPACKAGETYPE",
         "the header says what the package is to OAIS",
         {"an archive treats what it receives, keeps and hands out by different rules",
          "write SIP, AIP, DIP, AIU or AIC"},
         {"csip:OAISPACKAGETYPE=\"deposit\"", "csip:OAISPACKAGETYPE=\"SIP\""}),
    must("CSIP10", "CSIP 2.2.0, mets/metsHdr/agent", "the header names an agent",
         {"somebody must answer for the package", "add an agent for the program that made it"},
         {"<metsHdr ...></metsHdr>", kGoodAgent}),
    must("CSIP11", "CSIP 2.2.0, mets/metsHdr/agent/@ROLE", "the software agent has ROLE CREATOR",
         kSoftwareAgent,
         {"<agent ROLE=\"EDITOR\" TYPE=\"OTHER\" OTHERTYPE=\"SOFTWARE\">", kGoodAgent}),
    must("CSIP12", "CSIP 2.2.0, mets/metsHdr/agent/@TYPE", "the software agent has TYPE OTHER",
         kSoftwareAgent,
         {"<agent ROLE=\"CREATOR\" TYPE=\"INDIVIDUAL\" OTHERTYPE=\"SOFTWARE\">", kGoodAgent}),
    must("CSIP13", "CSIP 2.2.0, mets/metsHdr/agent/@OTHERTYPE",
         "the software agent has OTHERTYPE SOFTWARE", kSoftwareAgent,
         {"<agent ROLE=\"CREATOR\" TYPE=\"OTHER\">", kGoodAgent}),
    must("CSIP14", "CSIP 2.2.0, mets/metsHdr/agent/name", "the software agent has a name",
         {"an agent without a name says nothing", "write the name of the program"},
         {"<name/>", "<name>delo</name>"}),
    must("CSIP15", "CSIP 2.2.0, mets/metsHdr/agent/note",
         "the software agent has one note, its version",
         {"a fault is often one of a single version",
          "write the version of the program into one note"},
         {"<note/>, or two notes", "<note csip:NOTETYPE=\"SOFTWARE VERSION\">1.0</note>"}),
    must("CSIP16", "CSIP 2.2.0, mets/metsHdr/agent/note/@csip:NOTETYPE",
         "the note says that it is a version",
         {"a bare number could be anything", "write csip:NOTETYPE=\"SOFTWARE VERSION\""},
         {"<note>1.0</note>", "<note csip:NOTETYPE=\"SOFTWARE VERSION\">1.0</note>"}),
}};

} // namespace

std::span<const Rule> csip_header_rows() {
  return kRows;
}

} // namespace delo
