#include "unit/formats/eark_breaches.hpp"

#include <array>
#include <string>
#include <utility>

namespace delo::test {
namespace {

const std::string kRep = "representations/rep1/METS.xml";

EarkChange agent(const std::string& name, const std::string& role, const std::string& type) {
  return [=](EarkFiles& files) {
    std::string& text = files.at("METS.xml");
    const std::size_t start = text.rfind("<agent", text.find("<name>" + name));
    const std::size_t end = text.find('>', start);
    text.replace(start, end - start, "<agent " + role + " " + type);
  };
}

EarkChange untype_note(const std::string& code) {
  return replace_text(" csip:NOTETYPE=\"IDENTIFICATIONCODE\">" + code, ">" + code);
}

EarkChange add_file(const std::string& path, const std::string& bytes = "x\n") {
  return [=](EarkFiles& files) { files[path] = bytes; };
}

/// Rows of the three kinds of mdRef, which are alike.
void add_reference_rows(std::vector<Breach>& rows, const std::string& href,
                        const std::array<std::string_view, 9>& ids) {
  const std::string mark = "xlink:href=\"" + href;
  rows.push_back({ids[0], set_attribute(mark, "LOCTYPE", "OTHER")});
  rows.push_back({ids[1], drop_attribute(mark, "xlink:type")});
  rows.push_back({ids[2], drop_attribute(mark, "xlink:href")});
  rows.push_back({ids[2], set_attribute(mark, "xlink:href", "metadata/gone.xml")});
  rows.push_back({ids[3], set_attribute(mark, "MDTYPE", "XML")});
  rows.push_back({ids[4], drop_attribute(mark, "MIMETYPE")});
  rows.push_back({ids[4], set_attribute(mark, "MIMETYPE", "paper/old")});
  rows.push_back({ids[4], set_attribute(mark, "MIMETYPE", std::string(300, 'x'))});
  rows.push_back({ids[5], drop_attribute(mark, "SIZE")});
  rows.push_back({ids[5], set_attribute(mark, "SIZE", "77")});
  rows.push_back({ids[6], drop_attribute(mark, "CREATED")});
  rows.push_back({ids[6], set_attribute(mark, "CREATED", "17.5.2024")});
  rows.push_back({ids[7], drop_attribute(mark, "CHECKSUM")});
  rows.push_back({ids[7], set_attribute(mark, "CHECKSUM", std::string(64, '0'))});
  rows.push_back({ids[8], drop_attribute(mark, "CHECKSUMTYPE")});
  rows.push_back({ids[8], set_attribute(mark, "CHECKSUMTYPE", "sha256")});
  rows.push_back({ids[8], set_attribute(mark, "CHECKSUMTYPE", "SHA-1")});
}

void add_header_rows(std::vector<Breach>& rows) {
  const std::string software = "OTHERTYPE=\"SOFTWARE\"";
  for (Breach& row : std::vector<Breach>{
           {"CSIP1", drop_attribute("OBJID", "OBJID")},
           {"CSIP1", set_attribute("OBJID", "OBJID", "")},
           {"CSIP1", set_attribute("OBJID", "OBJID", "other")},
           {"CSIP1", set_attribute("OBJID", "OBJID", "other", kRep)},
           {"CSIP2", set_attribute("OBJID", "TYPE", "old books")},
           {"CSIP2", drop_attribute("OBJID", "TYPE")},
           {"CSIP3", set_attribute("OBJID", "TYPE", "OTHER")},
           {"CSIP3", set_attribute("OBJID", "csip:OTHERTYPE", "Seals")},
           {"CSIP3", both(set_attribute("OBJID", "TYPE", "OTHER"),
                          set_attribute("OBJID", "csip:OTHERTYPE", "Datasets"))},
           {"CSIP4", drop_attribute("OBJID", "csip:CONTENTINFORMATIONTYPE")},
           {"CSIP4", set_attribute("OBJID", "csip:CONTENTINFORMATIONTYPE", "papers")},
           {"CSIP5", set_attribute("OBJID", "csip:CONTENTINFORMATIONTYPE", "OTHER")},
           {"CSIP5", set_attribute("OBJID", "csip:OTHERCONTENTINFORMATIONTYPE", "ours")},
           {"CSIP6", drop_attribute("OBJID", "PROFILE", kRep)},
           {"CSIP6", set_attribute("OBJID", "PROFILE", "CSIP", kRep)},
           {"CSIP117", drop_element("CREATEDATE")},
           {"CSIP7", drop_attribute("CREATEDATE", "CREATEDATE")},
           {"CSIP7", set_attribute("CREATEDATE", "CREATEDATE", "today")},
           {"CSIP8", drop_attribute("CREATEDATE", "LASTMODDATE")},
           {"CSIP9", drop_attribute("CREATEDATE", "csip:OAISPACKAGETYPE")},
           {"CSIP9", set_attribute("CREATEDATE", "csip:OAISPACKAGETYPE", "deposit")},
           {"CSIP10", drop_element(software, kRep)},
           {"CSIP11", set_attribute(software, "ROLE", "EDITOR")},
           {"CSIP12", set_attribute(software, "TYPE", "INDIVIDUAL")},
           {"CSIP13", drop_attribute(software, "OTHERTYPE")},
           {"CSIP14", replace_text("<name>packer</name>", "<name></name>")},
           {"CSIP14", replace_text("<name>packer</name>", "")},
           {"CSIP15", replace_text("1.0</note>", "</note>")},
           {"CSIP15", replace_text("1.0</note>", "1.0</note><note>x</note>")},
           {"CSIP15", drop_element("SOFTWARE VERSION")},
           {"CSIP16", replace_text(" csip:NOTETYPE=\"SOFTWARE VERSION\"", "")},
       })
    rows.push_back(std::move(row));
}

void add_section_rows(std::vector<Breach>& rows) {
  for (Breach& row : std::vector<Breach>{
           {"CSIP17", drop_element("dmdSec ID")},
           {"CSIP18", drop_attribute("dmdSec ID", "ID")},
           {"CSIP19", drop_attribute("dmdSec ID", "CREATED")},
           {"CSIP20", drop_attribute("dmdSec ID", "STATUS")},
           {"CSIP20", set_attribute("dmdSec ID", "STATUS", "old")},
           {"CSIP21", drop_element("metadata/descriptive/dc.xml")},
           {"CSIP31", drop_element("<amdSec")},
           {"CSIP31", replace_text("<amdSec>", "<amdSec/><amdSec>")},
           {"CSIP32", drop_element("digiprovMD ID")},
           {"CSIP33", drop_attribute("digiprovMD ID", "ID")},
           {"CSIP33", set_attribute("digiprovMD ID", "ID", "rights")},
           {"CSIP34", drop_attribute("digiprovMD ID", "STATUS")},
           {"CSIP35", drop_element("metadata/preservation/premis.xml")},
           {"CSIP46", drop_attribute("rightsMD ID", "ID")},
           {"CSIP46", set_attribute("rightsMD ID", "ID", "dmd")},
           {"CSIP47", set_attribute("rightsMD ID", "STATUS", "TEST")},
           {"CSIP48", drop_element("metadata/other/rights.xml")},
       })
    rows.push_back(std::move(row));
  add_reference_rows(
      rows, "metadata/descriptive",
      {"CSIP22", "CSIP23", "CSIP24", "CSIP25", "CSIP26", "CSIP27", "CSIP28", "CSIP29", "CSIP30"});
  add_reference_rows(
      rows, "metadata/preservation",
      {"CSIP36", "CSIP37", "CSIP38", "CSIP39", "CSIP40", "CSIP41", "CSIP42", "CSIP43", "CSIP44"});
  add_reference_rows(
      rows, "metadata/other",
      {"CSIP49", "CSIP50", "CSIP51", "CSIP52", "CSIP53", "CSIP54", "CSIP55", "CSIP56", "CSIP57"});
}

void add_file_rows(std::vector<Breach>& rows) {
  const std::string group = "fileGrp ID=\"g-rep1\"";
  const std::string file = "ID=\"f-manual\"";
  const std::string place = "xlink:href=\"documentation";
  for (Breach& row : std::vector<Breach>{
           {"CSIP58", drop_element("fileSec ID")},
           {"CSIP59", drop_attribute("fileSec ID", "ID")},
           {"CSIP59", set_attribute("fileSec ID", "ID", "premis")},
           {"CSIP60", set_attribute("g-docs", "USE", "Metadata")},
           {"CSIP113", set_attribute("g-schemas", "USE", "Metadata")},
           {"CSIP114", set_attribute(group, "USE", "Metadata")},
           {"CSIP61", set_attribute(group, "ADMID", "dmd")},
           {"CSIP61", set_attribute(group, "ADMID", "premis dmd")},
           {"CSIP62", drop_attribute(group, "csip:CONTENTINFORMATIONTYPE")},
           {"CSIP63", set_attribute(group, "csip:CONTENTINFORMATIONTYPE", "OTHER")},
           {"CSIP63", set_attribute(group, "csip:OTHERCONTENTINFORMATIONTYPE", "ours")},
           {"CSIP64", drop_attribute("g-docs", "USE")},
           {"CSIP64", set_attribute("g-docs", "USE", "papers")},
           {"CSIP65", drop_attribute("g-docs", "ID")},
           {"CSIP66", drop_element(file)},
           {"CSIP67", drop_attribute(file, "ID")},
           {"CSIP67", set_attribute(file, "ID", "g-docs")},
           {"CSIP68", drop_attribute(file, "MIMETYPE")},
           {"CSIP68", set_attribute(file, "MIMETYPE", "TIFF")},
           {"CSIP68", set_attribute(file, "MIMETYPE", "text/of-my-own")},
           {"CSIP69", drop_attribute(file, "SIZE")},
           {"CSIP69", set_attribute(file, "SIZE", "1")},
           {"CSIP69", set_attribute(file, "SIZE", "many")},
           {"CSIP70", drop_attribute(file, "CREATED")},
           {"CSIP71", drop_attribute(file, "CHECKSUM")},
           {"CSIP71", set_attribute(file, "CHECKSUM", std::string(64, '0'))},
           {"CSIP72", drop_attribute(file, "CHECKSUMTYPE")},
           {"CSIP73", set_attribute(file, "OWNERID", "")},
           {"CSIP74", set_attribute(file, "ADMID", "g-docs")},
           {"CSIP75", set_attribute(file, "DMDID", "premis")},
           {"CSIP76", drop_element(place)},
           {"CSIP77", set_attribute(place, "LOCTYPE", "OTHER")},
           {"CSIP78", drop_attribute(place, "xlink:type")},
           {"CSIP79", drop_attribute(place, "xlink:href")},
           {"CSIP79", set_attribute(place, "xlink:href", "documentation/gone.txt")},
       })
    rows.push_back(std::move(row));
}

void add_map_rows(std::vector<Breach>& rows) {
  for (Breach& row : std::vector<Breach>{
           {"CSIP80", drop_element("structMap ID")},
           {"CSIP81", drop_attribute("structMap ID", "TYPE")},
           {"CSIP81", set_attribute("structMap ID", "TYPE", "ELSE")},
           {"CSIP82", drop_attribute("structMap ID", "LABEL")},
           {"CSIP82", set_attribute("structMap ID", "LABEL", "CSIP StructMap")},
           {"CSIP83", drop_attribute("structMap ID", "ID")},
           {"CSIP84", replace_text("    </div>\n  </structMap>",
                                   "    </div><div ID=\"d-2\"/>\n  </structMap>")},
           {"CSIP85", drop_attribute("d-top", "ID")},
           {"CSIP86", drop_attribute("d-top", "LABEL")},
           {"CSIP88", drop_element("d-meta")},
           {"CSIP88", replace_text("<div ID=\"d-docs\"",
                                   "<div ID=\"d-m2\" LABEL=\"Metadata\"/><div ID=\"d-docs\"")},
           {"CSIP89", drop_attribute("d-meta", "ID")},
           {"CSIP90", set_attribute("d-meta", "LABEL", "metadata")},
           {"CSIP91", drop_attribute("d-meta", "ADMID")},
           {"CSIP91", set_attribute("d-meta", "ADMID", "rights")},
           {"CSIP91", set_attribute("d-meta", "ADMID", "rights premis dmd")},
           {"CSIP92", drop_attribute("d-meta", "DMDID")},
           {"CSIP92", set_attribute("d-meta", "DMDID", "dmd rights")},
           {"CSIP93", drop_element("d-docs")},
           {"CSIP93", replace_text("<div ID=\"d-docs\"",
                                   "<div ID=\"d-x\" LABEL=\"Documentation\"/><div ID=\"d-docs\"")},
           {"CSIP94", drop_attribute("d-docs", "ID")},
           {"CSIP95", set_attribute("d-docs", "LABEL", "documentation")},
           {"CSIP96", drop_element("FILEID=\"g-docs\"")},
           {"CSIP116", drop_attribute("FILEID=\"g-docs\"", "FILEID")},
           {"CSIP116", set_attribute("FILEID=\"g-docs\"", "FILEID", "g-schemas")},
           {"CSIP97", drop_element("d-schemas")},
           {"CSIP98", drop_attribute("d-schemas", "ID")},
           {"CSIP99", set_attribute("d-schemas", "LABEL", "SCHEMAS")},
           {"CSIP100", drop_element("FILEID=\"g-schemas\"")},
           {"CSIP118", drop_attribute("FILEID=\"g-schemas\"", "FILEID")},
           {"CSIP118", set_attribute("FILEID=\"g-schemas\"", "FILEID", "g-docs")},
           {"CSIP101", drop_element("d-content"), true},
           {"CSIP102", drop_attribute("d-content", "ID"), true},
           {"CSIP103", set_attribute("d-content", "LABEL", "representations"), true},
           {"CSIP104", drop_element("FILEID=\"g-rep1\""), true},
           {"CSIP119", set_attribute("FILEID=\"g-rep1\"", "FILEID", "g-docs"), true},
           {"CSIP105", drop_element("d-rep1")},
           {"CSIP105", both(set_attribute("d-rep1", "LABEL", "Representations/rep9"),
                            set_attribute("g-rep1\" USE", "USE", "Representations/rep9"))},
           {"CSIP106", drop_attribute("d-rep1", "ID")},
           {"CSIP106", set_attribute("d-rep1", "ID", "d-top")},
           {"CSIP107", set_attribute("d-rep1", "LABEL", "rep1")},
           {"CSIP108", drop_attribute("xlink:title", "xlink:title")},
           {"CSIP108", set_attribute("xlink:title", "xlink:title", "g-docs")},
           {"CSIP109", drop_element("xlink:title")},
           {"CSIP110", drop_attribute("xlink:title", "xlink:href")},
           {"CSIP110", set_attribute("xlink:title", "xlink:href", "representations/x/METS.xml")},
           {"CSIP111", drop_attribute("xlink:title", "xlink:type")},
           {"CSIP112", set_attribute("xlink:title", "LOCTYPE", "OTHER")},
       })
    rows.push_back(std::move(row));
}

void add_folder_rows(std::vector<Breach>& rows) {
  for (Breach& row : std::vector<Breach>{
           {"CSIPSTR2", set_attribute("OBJID", "OBJID", "other")},
           {"CSIPSTR4", rename_file("METS.xml", "Mets.xml")},
           {"CSIPSTR4", rename_file("METS.xml", "METS.xml.xml")},
           {"CSIPSTR4", rename_file("METS.xml", "inner/METS.xml")},
           {"CSIPSTR4", [](EarkFiles& files) { files["METS.xml"] = ""; }},
           {"CSIPSTR5",
            [](EarkFiles& files) {
              std::erase_if(files, [](const auto& f) { return f.first.starts_with("metadata/"); });
            }},
           {"CSIPSTR6", both(rename_file("metadata/preservation/premis.xml", "metadata/premis.xml"),
                             [](EarkFiles& files) {
                               std::string& text = files.at("METS.xml");
                               for (auto at = text.find("metadata/preservation/");
                                    at != std::string::npos;
                                    at = text.find("metadata/preservation/"))
                                 text.erase(at + 9, 13);
                             })},
           {"CSIPSTR7", both(rename_file("metadata/descriptive/dc.xml", "metadata/dc.xml"),
                             [](EarkFiles& files) {
                               std::string& text = files.at("METS.xml");
                               for (auto at = text.find("metadata/descriptive/");
                                    at != std::string::npos;
                                    at = text.find("metadata/descriptive/"))
                                 text.erase(at + 9, 12);
                             })},
           {"CSIPSTR9",
            [](EarkFiles& files) {
              std::erase_if(files,
                            [](const auto& f) { return f.first.starts_with("representations/"); });
            }},
           {"CSIPSTR9",
            [](EarkFiles& files) {
              EarkFiles changed;
              for (const auto& [path, text] : files)
                changed[path.starts_with("representations/") ? "R" + path.substr(1) : path] = text;
              files = changed;
            }},
           {"CSIPSTR10", add_file("representations/page.txt")},
           {"CSIPSTR11",
            rename_file("representations/rep1/data/page.txt", "representations/rep1/page.txt")},
           {"CSIPSTR12", [](EarkFiles& files) { files.erase(kRep); }},
           {"CSIPSTR13",
            [](EarkFiles& files) {
              files.erase("representations/rep1/metadata/preservation/premis.xml");
            }},
           {"CSIPSTR15", rename_file("schemas/dc.xsd", "metadata/dc.xsd")},
           {"CSIPSTR15", [](EarkFiles& files) { files.erase("schemas/dc.xsd"); }},
           {"CSIPSTR16", add_file("Documentation/more.txt")},
       })
    rows.push_back(std::move(row));
}

void add_sip_rows(std::vector<Breach>& rows) {
  for (Breach& row : std::vector<Breach>{
           {"SIP1", drop_attribute("OBJID", "LABEL")},
           {"SIP1", set_attribute("OBJID", "LABEL", "")},
           {"SIP2",
            set_attribute("OBJID", "PROFILE", "https://earkcsip.dilcis.eu/profile/E-ARK-CSIP.xml")},
           {"SIP3", drop_attribute("CREATEDATE", "RECORDSTATUS")},
           {"SIP3", set_attribute("CREATEDATE", "RECORDSTATUS", "second")},
           {"SIP4", set_attribute("CREATEDATE", "csip:OAISPACKAGETYPE", "AIP")},
           {"SIP5", drop_element("\"SUBMISSIONAGREEMENT")},
           {"SIP5", replace_text(">a1<", "><")},
           {"SIP5", set_attribute("PREVIOUSSUB", "TYPE", "SUBMISSIONAGREEMENT")},
           {"SIP6", drop_element("PREVIOUSSUB")},
           {"SIP6", replace_text(">a0<", "> <")},
           {"SIP7", drop_element("\"REFERENCECODE")},
           {"SIP7", replace_text(">r1<", "><")},
           {"SIP7", set_attribute("PREVIOUSREF", "TYPE", "REFERENCECODE")},
           {"SIP8", drop_element("PREVIOUSREF")},
           {"SIP8", replace_text(">r0<", "><")},
           {"SIP9", agent("Keeper", "ROLE=\"ARCHIVIST\"", "TYPE=\"ORGANIZATION\"")},
           {"SIP10", agent("Mill", "OTHERROLE=\"ARCHIVIST\"", "TYPE=\"ORGANIZATION\"")},
           {"SIP11", agent("Mill", "ROLE=\"ARCHIVIST\"", "TYPE=\"OTHER\"")},
           {"SIP12", replace_text("<name>Mill</name>", "<name/>")},
           {"SIP14", untype_note("M1")},
           {"SIP15", both(drop_element("<agent ROLE=\"CREATOR\" TYPE=\"ORG"),
                          drop_element("<agent ROLE=\"CREATOR\" TYPE=\"IND"))},
           {"SIP16", agent("Sender", "OTHERROLE=\"SUBMITTER\"", "TYPE=\"ORGANIZATION\"")},
           {"SIP17", agent("Sender", "ROLE=\"CREATOR\"", "TYPE=\"OTHER\"")},
           {"SIP18", replace_text("<name>Sender</name>", "<name> </name>")},
           {"SIP20", untype_note("S1")},
           {"SIP22", agent("Clerk", "ROLE=\"OTHER\" OTHERROLE=\"CONTACT\"", "TYPE=\"INDIVIDUAL\"")},
           {"SIP23",
            agent("Clerk", "ROLE=\"CREATOR\" OTHERROLE=\"CONTACT\"", "TYPE=\"ORGANIZATION\"")},
           {"SIP24", replace_text("<name>Clerk</name>", "<name/>")},
           {"SIP26", agent("Mill", "ROLE=\"PRESERVATION\"", "TYPE=\"ORGANIZATION\"")},
           {"SIP27",
            agent("Keeper", "ROLE=\"OTHER\" OTHERROLE=\"PRESERVATION\"", "TYPE=\"ORGANIZATION\"")},
           {"SIP28", agent("Keeper", "ROLE=\"PRESERVATION\"", "TYPE=\"INDIVIDUAL\"")},
           {"SIP29", replace_text("<name>Keeper</name>", "<name/>")},
           {"SIP31", untype_note("K1")},
           {"SIP32", set_attribute("f-manual", "sip:FILEFORMATNAME", "")},
           {"SIP33", set_attribute("f-manual", "sip:FILEFORMATVERSION", "")},
           {"SIP34", set_attribute("f-manual", "sip:FILEFORMATREGISTRY", "")},
           {"SIP35", set_attribute("f-manual", "sip:FILEFORMATKEY", "")},
       })
    rows.push_back(std::move(row));
}

} // namespace

const std::vector<Breach>& breaches() {
  static const std::vector<Breach> kBreaches = [] {
    std::vector<Breach> rows;
    add_header_rows(rows);
    add_section_rows(rows);
    add_file_rows(rows);
    add_map_rows(rows);
    add_folder_rows(rows);
    add_sip_rows(rows);
    return rows;
  }();
  return kBreaches;
}

} // namespace delo::test
