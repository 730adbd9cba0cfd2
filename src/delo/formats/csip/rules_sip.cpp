// SIP1-35: what a submission says beyond CSIP.
#include "delo/formats/csip/eark_rule_table.hpp"
#include "delo/formats/csip/rule_row.hpp"

namespace delo {
namespace {

constexpr Reasons kAgreement{"the archive finds by it what was agreed on the delivery",
                             "write the reference into altRecordID, once and not empty"};
constexpr Reasons kReference{"the archive finds by it where the package belongs",
                             "write the code into altRecordID, and not an empty one"};
constexpr Reasons kRole{"the archive treats agents by their roles", "write the ROLE of the agent"};
constexpr Reasons kAgentType{"organisations and persons are kept in different registers",
                             "write the TYPE that is asked for"};
constexpr Reasons kAgentName{"an agent without a name cannot be asked", "write the name"};
constexpr Reasons kCode{"a name may be that of several; a code is that of one",
                        "write a note with csip:NOTETYPE=\"IDENTIFICATIONCODE\""};
constexpr Reasons kOptionalAgent{"who knows it can be asked later",
                                 "describe the agent, where there is one"};
constexpr Reasons kFormat{"a media type is often too coarse to choose how a file is to be kept",
                          "say it here, not empty, unless PREMIS does"};
constexpr Examples kNote{"<note>VAT:SE2013</note>",
                         "<note csip:NOTETYPE=\"IDENTIFICATIONCODE\">VAT:SE2013</note>"};
constexpr Examples kName{"<name/>", "<name>Central Archive</name>"};
constexpr Examples kPermitted{"", "<agent ...><name>Central Archive</name></agent>"};

constexpr std::string_view kAgent = "SIP 2.2.0, metsHdr/agent";
constexpr std::string_view kAgentRole = "SIP 2.2.0, metsHdr/agent/@ROLE";
constexpr std::string_view kAgentTypeAt = "SIP 2.2.0, metsHdr/agent/@TYPE";
constexpr std::string_view kAgentNameAt = "SIP 2.2.0, metsHdr/agent/name";
constexpr std::string_view kAgentNote = "SIP 2.2.0, metsHdr/agent/note";
constexpr std::string_view kNoteType = "SIP 2.2.0, metsHdr/agent/note/@csip:NOTETYPE";
constexpr std::string_view kRecordId = "SIP 2.2.0, metsHdr/altRecordID";

constexpr std::array<Rule, 35> kRows{{
    may("SIP1", "SIP 2.2.0, mets/@LABEL", "the package says in words what it holds",
        {"people choose packages by it", "write a short text, not an empty one"},
        {"<mets LABEL=\"\">", "<mets LABEL=\"Letters of 1946\">"}),
    must("SIP2", "SIP 2.2.0, mets/@PROFILE", "PROFILE is the address of the SIP profile",
         {"the archive learns from it which rules the sender kept",
          "write the address of the version that the package follows"},
         {"PROFILE=\"https://earkcsip.dilcis.eu/profile/E-ARK-CSIP-v2-2-0.xml\"",
          "PROFILE=\"https://earksip.dilcis.eu/profile/E-ARK-SIP-v2-2-0.xml\""}),
    may("SIP3", "SIP 2.2.0, metsHdr/@RECORDSTATUS", "the header says what to do with the package",
        {"unsaid, the package is taken for a new one",
         "write NEW, SUPPLEMENT, REPLACEMENT, TEST, VERSION, DELETE or OTHER"},
        {"RECORDSTATUS=\"second\"", "RECORDSTATUS=\"SUPPLEMENT\""}),
    must("SIP4", "SIP 2.2.0, metsHdr/@csip:OAISPACKAGETYPE", "the package says that it is a SIP",
         {"the archive takes in submissions only", "write csip:OAISPACKAGETYPE=\"SIP\""},
         {"csip:OAISPACKAGETYPE=\"AIP\"", "csip:OAISPACKAGETYPE=\"SIP\""}),
    may("SIP5", kRecordId, "the submission agreement is named once", kAgreement,
        {"<altRecordID TYPE=\"SUBMISSIONAGREEMENT\"/>",
         "<altRecordID TYPE=\"SUBMISSIONAGREEMENT\">2024/17</altRecordID>"}),
    may("SIP6", kRecordId, "earlier submission agreements are named", kAgreement,
        {"<altRecordID TYPE=\"PREVIOUSSUBMISSIONAGREEMENT\"/>",
         "<altRecordID TYPE=\"PREVIOUSSUBMISSIONAGREEMENT\">2019/3</altRecordID>"}),
    may("SIP7", kRecordId, "the reference code is given once", kReference,
        {"<altRecordID TYPE=\"REFERENCECODE\"/>",
         "<altRecordID TYPE=\"REFERENCECODE\">F-558/11</altRecordID>"}),
    may("SIP8", kRecordId, "earlier reference codes are given", kReference,
        {"<altRecordID TYPE=\"PREVIOUSREFERENCECODE\"/>",
         "<altRecordID TYPE=\"PREVIOUSREFERENCECODE\">F-17/3</altRecordID>"}),
    may("SIP9", kAgent, "one agent is the archival creator", kOptionalAgent, kPermitted),
    must("SIP10", kAgentRole, "the archival creator has a ROLE", kRole,
         {"<agent OTHERROLE=\"ARCHIVIST\">", "<agent ROLE=\"ARCHIVIST\">"}),
    must("SIP11", kAgentTypeAt, "the archival creator is an organisation or a person", kAgentType,
         {"<agent ROLE=\"ARCHIVIST\">", "<agent ROLE=\"ARCHIVIST\" TYPE=\"ORGANIZATION\">"}),
    must("SIP12", kAgentNameAt, "the archival creator has a name", kAgentName, kName, kMayBefore),
    may("SIP13", kAgentNote, "a note gives the code of the archival creator", kCode, kNote),
    must("SIP14", kNoteType, "the note of the archival creator is typed", kCode, kNote),
    must("SIP15", kAgent, "an agent submits the package",
         {"the archive must know whom to ask about the delivery",
          "add an agent with ROLE CREATOR and TYPE ORGANIZATION or INDIVIDUAL"},
         {"the software is the only agent", "<agent ROLE=\"CREATOR\" TYPE=\"ORGANIZATION\">"}),
    must("SIP16", kAgentRole, "the submitting agent has a ROLE", kRole,
         {"<agent OTHERROLE=\"SUBMITTER\">", "<agent ROLE=\"CREATOR\">"}),
    must("SIP17", kAgentTypeAt, "the submitting agent is an organisation or a person", kAgentType,
         {"<agent ROLE=\"CREATOR\">", "<agent ROLE=\"CREATOR\" TYPE=\"ORGANIZATION\">"}),
    must("SIP18", kAgentNameAt, "the submitting agent has a name", kAgentName, kName, kMayBefore),
    may("SIP19", kAgentNote, "a note gives the code of the submitting agent", kCode, kNote),
    must("SIP20", kNoteType, "the note of the submitting agent is typed", kCode, kNote),
    may("SIP21", kAgent, "agents are contacts for the submission", kOptionalAgent, kPermitted),
    must("SIP22", kAgentRole, "a contact has ROLE CREATOR", kRole,
         {"<agent ROLE=\"OTHER\" OTHERROLE=\"CONTACT\">", "<agent ROLE=\"CREATOR\">"}),
    must("SIP23", kAgentTypeAt, "a contact is a person", kAgentType,
         {"<agent ROLE=\"CREATOR\" OTHERROLE=\"CONTACT\" TYPE=\"ORGANIZATION\">",
          "<agent ROLE=\"CREATOR\" TYPE=\"INDIVIDUAL\">"}),
    must("SIP24", kAgentNameAt, "a contact has a name", kAgentName, kName),
    may("SIP25", kAgentNote, "notes say how to reach a contact",
        {"a name alone reaches nobody", "write address, mail or telephone into notes"},
        {"", "<note>archive@example.org</note>"}),
    may("SIP26", kAgent, "one agent preserves the package", kOptionalAgent, kPermitted),
    must("SIP27", kAgentRole, "the preserving agent has ROLE PRESERVATION", kRole,
         {"<agent ROLE=\"OTHER\" OTHERROLE=\"PRESERVATION\">", "<agent ROLE=\"PRESERVATION\">"}),
    must("SIP28", kAgentTypeAt, "the preserving agent is an organisation", kAgentType,
         {"<agent ROLE=\"PRESERVATION\" TYPE=\"INDIVIDUAL\">",
          "<agent ROLE=\"PRESERVATION\" TYPE=\"ORGANIZATION\">"}),
    must("SIP29", kAgentNameAt, "the preserving agent has a name", kAgentName, kName, kMayBefore),
    may("SIP30", kAgentNote, "a note gives the code of the preserving agent", kCode, kNote),
    must("SIP31", kNoteType, "the note of the preserving agent is typed", kCode, kNote),
    may("SIP32", "SIP 2.2.0, fileSec/fileGrp/file/@sip:FILEFORMATNAME",
        "files say the name of their format", kFormat,
        {"sip:FILEFORMATNAME=\"\"", "sip:FILEFORMATNAME=\"Tagged Image File Format\""}),
    may("SIP33", "SIP 2.2.0, fileSec/fileGrp/file/@sip:FILEFORMATVERSION",
        "files say the version of their format", kFormat,
        {"sip:FILEFORMATVERSION=\"\"", "sip:FILEFORMATVERSION=\"6.0\""}),
    may("SIP34", "SIP 2.2.0, fileSec/fileGrp/file/@sip:FILEFORMATREGISTRY",
        "files say which registry knows their format", kFormat,
        {"sip:FILEFORMATREGISTRY=\"\"", "sip:FILEFORMATREGISTRY=\"PRONOM\""}),
    may("SIP35", "SIP 2.2.0, fileSec/fileGrp/file/@sip:FILEFORMATKEY",
        "files say the key of their format", kFormat,
        {"sip:FILEFORMATKEY=\"\"", "sip:FILEFORMATKEY=\"fmt/353\""}),
}};

} // namespace

std::span<const Rule> sip_rows() {
  return kRows;
}

} // namespace delo
