#include "unit/support/eark_package.hpp"

#include "unit/support/packages.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace delo::test {
namespace {

constexpr std::string_view kRoot = R"(<?xml version="1.0" encoding="UTF-8"?>
<mets xmlns="http://www.loc.gov/METS/" xmlns:xlink="http://www.w3.org/1999/xlink"
  xmlns:csip="https://DILCIS.eu/XML/METS/CSIPExtensionMETS"
  xmlns:sip="https://DILCIS.eu/XML/METS/SIPExtensionMETS" )";

constexpr std::string_view kSoftware =
    R"(<agent ROLE="CREATOR" TYPE="OTHER" OTHERTYPE="SOFTWARE"><name>packer</name>)"
    R"(<note csip:NOTETYPE="SOFTWARE VERSION">1.0</note></agent>
)";

std::string header() {
  return R"(  <metsHdr CREATEDATE="2024-05-17T12:00:00Z" LASTMODDATE="2024-05-17T12:00:00Z" )"
         R"(RECORDSTATUS="NEW" csip:OAISPACKAGETYPE="SIP">
    )" + std::string(kSoftware) +
         R"(    <agent ROLE="ARCHIVIST" TYPE="ORGANIZATION"><name>Mill</name>)"
         R"(<note csip:NOTETYPE="IDENTIFICATIONCODE">M1</note></agent>
    <agent ROLE="CREATOR" TYPE="ORGANIZATION"><name>Sender</name>)"
         R"(<note csip:NOTETYPE="IDENTIFICATIONCODE">S1</note></agent>
    <agent ROLE="CREATOR" TYPE="INDIVIDUAL"><name>Clerk</name><note>clerk@example.org</note></agent>
    <agent ROLE="PRESERVATION" TYPE="ORGANIZATION"><name>Keeper</name>)"
         R"(<note csip:NOTETYPE="IDENTIFICATIONCODE">K1</note></agent>
    <altRecordID TYPE="SUBMISSIONAGREEMENT">a1</altRecordID>
    <altRecordID TYPE="PREVIOUSSUBMISSIONAGREEMENT">a0</altRecordID>
    <altRecordID TYPE="REFERENCECODE">r1</altRecordID>
    <altRecordID TYPE="PREVIOUSREFERENCECODE">r0</altRecordID>
  </metsHdr>
)";
}

std::string reference(std::string_view type, const std::string& path) {
  return "<mdRef LOCTYPE=\"URL\" xlink:type=\"simple\" xlink:href=\"" + path + "\" MDTYPE=\"" +
         std::string(type) + "\" MIMETYPE=\"application/xml\" SIZE=\"@size:" + path +
         "@\" CREATED=\"2024-05-17T12:00:00Z\" CHECKSUM=\"@digest:" + path +
         "@\" CHECKSUMTYPE=\"SHA-256\"/>";
}

std::string sections() {
  return R"(  <dmdSec ID="dmd" CREATED="2024-05-17T12:00:00Z" STATUS="CURRENT">)" +
         reference("DC", "metadata/descriptive/dc.xml") + R"(</dmdSec>
  <amdSec>
    <rightsMD ID="rights" STATUS="CURRENT">)" +
         reference("METSRIGHTS", "metadata/other/rights.xml") + R"(</rightsMD>
    <digiprovMD ID="premis" STATUS="CURRENT">)" +
         reference("PREMIS", "metadata/preservation/premis.xml") + R"(</digiprovMD>
  </amdSec>
)";
}

/// `base` is where the METS file lies, "" or "representations/rep1/".
std::string file(const std::string& id, const std::string& path, const std::string& type,
                 const std::string& base = {}) {
  return "      <file ID=\"" + id + "\" MIMETYPE=\"" + type + "\" SIZE=\"@size:" + base + path +
         "@\" CREATED=\"2024-05-17T12:00:00Z\" CHECKSUM=\"@digest:" + base + path +
         "@\" CHECKSUMTYPE=\"SHA-256\" ADMID=\"premis\" sip:FILEFORMATNAME=\"text\" "
         "sip:FILEFORMATVERSION=\"1\" sip:FILEFORMATREGISTRY=\"PRONOM\" "
         "sip:FILEFORMATKEY=\"x-fmt/111\"><FLocat LOCTYPE=\"URL\" xlink:type=\"simple\" "
         "xlink:href=\"" +
         path + "\"/></file>\n";
}

std::string attributes(std::string_view version, const std::string& objid) {
  std::string dashed(version);
  std::replace(dashed.begin(), dashed.end(), '.', '-');
  return "OBJID=\"" + objid +
         "\" LABEL=\"Letters\" TYPE=\"Mixed\" csip:CONTENTINFORMATIONTYPE=\"MIXED\" "
         "PROFILE=\"https://earksip.dilcis.eu/profile/E-ARK-SIP-v" +
         dashed + ".xml\">\n";
}

std::string groups(bool flat) {
  return R"(  <fileSec ID="files">
    <fileGrp ID="g-docs" USE="Documentation">
)" + file("f-manual", "documentation/manual.txt", "text/plain") +
         R"(    </fileGrp>
    <fileGrp ID="g-schemas" USE="Schemas">
)" + file("f-schema", "schemas/dc.xsd", "application/xml") +
         R"(    </fileGrp>
    <fileGrp ID="g-rep1" USE="Representations/rep1" csip:CONTENTINFORMATIONTYPE="MIXED">
)" +
         (flat ? file("f-page", "representations/rep1/data/page.txt", "text/plain")
               : file("f-mets", "representations/rep1/METS.xml", "application/xml")) +
         R"(    </fileGrp>
  </fileSec>
)";
}

std::string struct_map(bool flat) {
  const std::string content =
      flat ? R"(      <div ID="d-content" LABEL="Representations"><fptr FILEID="g-rep1"/></div>
)"
           : R"(      <div ID="d-rep1" LABEL="Representations/rep1">)"
             R"(<mptr LOCTYPE="URL" xlink:type="simple" xlink:title="g-rep1" )"
             R"(xlink:href="representations/rep1/METS.xml"/></div>
)";
  return R"(  <structMap ID="map" TYPE="PHYSICAL" LABEL="CSIP">
    <div ID="d-top" LABEL="package">
      <div ID="d-meta" LABEL="Metadata" ADMID="rights premis" DMDID="dmd"/>
      <div ID="d-docs" LABEL="Documentation"><fptr FILEID="g-docs"/></div>
      <div ID="d-schemas" LABEL="Schemas"><fptr FILEID="g-schemas"/></div>
)" + content +
         R"(    </div>
  </structMap>
</mets>
)";
}

std::string representation_mets(std::string_view version) {
  const std::string base = "representations/rep1/";
  std::string premis = reference("PREMIS", base + "metadata/preservation/premis.xml");
  const std::string href = "xlink:href=\"" + base;
  premis.replace(premis.find(href), href.size(), "xlink:href=\"");
  return std::string(kRoot) + attributes(version, "rep1") +
         R"(  <metsHdr CREATEDATE="2024-05-17T12:00:00Z" LASTMODDATE="2024-05-17T12:00:00Z" )"
         R"(csip:OAISPACKAGETYPE="SIP">
    )" + std::string(kSoftware) +
         R"(  </metsHdr>
  <amdSec><digiprovMD ID="premis" STATUS="CURRENT">)" +
         premis + R"(</digiprovMD></amdSec>
  <fileSec ID="files">
    <fileGrp ID="g-data" USE="Representations/rep1/data" csip:CONTENTINFORMATIONTYPE="MIXED">
)" + file("f-page", "data/page.txt", "text/plain", base) +
         R"(    </fileGrp>
  </fileSec>
  <structMap ID="map" TYPE="PHYSICAL" LABEL="CSIP">
    <div ID="d-top" LABEL="rep1">
      <div ID="d-meta" LABEL="Metadata" ADMID="premis"/>
      <div ID="d-content" LABEL="Representations"><fptr FILEID="g-data"/></div>
    </div>
  </structMap>
</mets>
)";
}

EarkFiles make(std::string_view version, bool flat) {
  EarkFiles files{
      {"METS.xml", std::string(kRoot) + attributes(version, "package") + header() + sections() +
                       groups(flat) + struct_map(flat)},
      {"documentation/manual.txt", "how to read this\n"},
      {"metadata/descriptive/dc.xml", "<dc/>\n"},
      {"metadata/other/rights.xml", "<rights/>\n"},
      {"metadata/preservation/premis.xml", "<premis/>\n"},
      {"representations/rep1/data/page.txt", "a letter\n"},
      {"representations/rep1/metadata/preservation/premis.xml", "<premis version=\"3.0\"/>\n"},
      {"schemas/dc.xsd", "<schema/>\n"}};
  if (!flat)
    files["representations/rep1/METS.xml"] = representation_mets(version);
  return files;
}

/// Replaces the marks that speak of `path` in all files.
void fill_in(EarkFiles& files, const std::string& path) {
  const std::string bytes = files.at(path);
  const std::string digest = digest_of(Algorithm::sha256, bytes);
  for (auto& [name, text] : files)
    for (const auto& [mark, value] :
         {std::pair{"@size:" + path + "@", std::to_string(bytes.size())},
          std::pair{"@digest:" + path + "@", digest}})
      for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark))
        text.replace(at, mark.size(), value);
}

std::size_t position(const std::string& text, const std::string& mark) {
  const std::size_t at = text.find(mark);
  if (at == std::string::npos)
    throw std::runtime_error("the text to be changed is not there: " + mark);
  return at;
}

} // namespace

EarkFiles good_eark_package(std::string_view version) {
  return make(version, false);
}

EarkFiles flat_eark_package(std::string_view version) {
  return make(version, true);
}

Tree eark_tree(EarkFiles files) {
  std::vector<std::string> mets;
  for (const auto& [path, text] : files)
    if (!path.ends_with("METS.xml"))
      fill_in(files, path);
  for (const auto& [path, text] : files)
    if (path.ends_with("/METS.xml"))
      mets.push_back(path);
  for (const std::string& path : mets)
    fill_in(files, path);
  Tree tree;
  for (const auto& [path, text] : files)
    tree.put(path, text);
  return tree;
}

EarkChange drop_attribute(std::string mark, std::string name, std::string file) {
  return [mark, name, file](EarkFiles& files) {
    std::string& text = files.at(file);
    const std::size_t start = text.rfind('<', position(text, mark));
    const std::size_t at = text.find(" " + name + "=\"", start);
    if (at > text.find('>', start))
      throw std::runtime_error("no such attribute: " + name);
    text.erase(at, text.find('"', text.find('"', at) + 1) + 1 - at);
  };
}

EarkChange set_attribute(std::string mark, std::string name, std::string value, std::string file) {
  return [mark, name, value, file](EarkFiles& files) {
    std::string& text = files.at(file);
    const std::size_t start = text.rfind('<', position(text, mark));
    const std::size_t end = text.find('>', start);
    std::size_t at = text.find(" " + name + "=\"", start);
    if (at > end) {
      text.insert(text.find_first_of(" />", start), " " + name + "=\"" + value + "\"");
      return;
    }
    at = text.find('"', at) + 1;
    text.replace(at, text.find('"', at) - at, value);
  };
}

EarkChange replace_text(std::string from, std::string to, std::string file) {
  return [from, to, file](EarkFiles& files) {
    std::string& text = files.at(file);
    text.replace(position(text, from), from.size(), to);
  };
}

EarkChange drop_element(std::string mark, std::string file) {
  return [mark, file](EarkFiles& files) {
    std::string& text = files.at(file);
    const std::size_t start = text.rfind('<', position(text, mark));
    const std::string name = text.substr(start + 1, text.find_first_of(" />", start) - start - 1);
    const std::size_t tag_end = text.find('>', start);
    std::size_t end = tag_end + 1;
    if (text[tag_end - 1] != '/')
      end = text.find("</" + name + ">", start) + name.size() + 3;
    text.erase(start, end - start);
  };
}

EarkChange rename_file(std::string from, std::string to) {
  return [from, to](EarkFiles& files) {
    files[to] = files.at(from);
    files.erase(from);
  };
}

EarkChange both(EarkChange first, EarkChange second) {
  return [first, second](EarkFiles& files) {
    first(files);
    second(files);
  };
}

} // namespace delo::test
