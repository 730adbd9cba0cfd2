#include "delo/formats/mets/mets_writer.hpp"

#include "delo/base/error.hpp"
#include "delo/formats/mets/href.hpp"
#include "delo/io/hasher.hpp"
#include "delo/io/xml_writer.hpp"

namespace delo {
namespace {

constexpr std::string_view kProfile = "https://earksip.dilcis.eu/profile/E-ARK-SIP-v2-2-0.xml";

/// CSIP4, CSIP5: no specification of the E-ARK vocabulary describes what delo packs. "MIXED" would
/// say that several of them do.
constexpr std::string_view kContentInformation = "delo archival document";

/// An ID made from what it stands for: the same every time, unique in the document, a good NCName.
std::string id_for(std::string_view kind, std::string_view what) {
  return std::string(kind) + "-" + digest_of(what).hex().substr(0, 24);
}

class MetsStream {
public:
  MetsStream(ByteSink& sink, const MetsDocument& document) : xml_(sink), document_(document) {}

  void write() {
    start_root();
    write_header();
    for (const MetsMetadata& metadata : document_.descriptive) {
      start_section("dmdSec", "dmd", metadata);
      write_md_ref(metadata);
      xml_.end();
    }
    write_administrative();
    write_files();
    write_structure();
    xml_.finish();
  }

private:
  void start_root() {
    const std::string& schemas = document_.schemas_folder;
    xml_.start("mets").attribute("xmlns", "http://www.loc.gov/METS/");
    xml_.attribute("xmlns:csip", "https://DILCIS.eu/XML/METS/CSIPExtensionMETS");
    xml_.attribute("xmlns:sip", "https://DILCIS.eu/XML/METS/SIPExtensionMETS");
    xml_.attribute("xmlns:xlink", "http://www.w3.org/1999/xlink");
    xml_.attribute("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance");
    xml_.attribute("xsi:schemaLocation",
                   "http://www.loc.gov/METS/ " + schemas + "mets.xsd" +
                       " http://www.w3.org/1999/xlink " + schemas + "xlink.xsd" +
                       " https://DILCIS.eu/XML/METS/CSIPExtensionMETS " + schemas + "csip.xsd" +
                       " https://DILCIS.eu/XML/METS/SIPExtensionMETS " + schemas + "sip.xsd");
    xml_.attribute("OBJID", document_.object_id);
    if (!document_.label.empty())
      xml_.attribute("LABEL", document_.label);
    xml_.attribute("TYPE", document_.content_category);
    xml_.attribute("PROFILE", kProfile);
    write_content_information();
  }

  void write_content_information() {
    xml_.attribute("csip:CONTENTINFORMATIONTYPE", "OTHER");
    xml_.attribute("csip:OTHERCONTENTINFORMATIONTYPE", kContentInformation);
  }

  RelPath location_of(const PackageFile& file) const {
    return document_.folder ? file.path.relative_to(*document_.folder) : file.path;
  }

  std::string id_of(std::string_view kind, const PackageFile& file) const {
    return id_for(kind, location_of(file).str());
  }

  void write_header() {
    const std::string created = to_rfc3339(document_.created);
    xml_.start("metsHdr").attribute("CREATEDATE", created).attribute("LASTMODDATE", created);
    xml_.attribute("RECORDSTATUS", "NEW").attribute("csip:OAISPACKAGETYPE", "SIP");
    for (const MetsAgent& agent : document_.agents) {
      xml_.start("agent").attribute("ROLE", agent.role).attribute("TYPE", agent.type);
      if (!agent.other_type.empty())
        xml_.attribute("OTHERTYPE", agent.other_type);
      xml_.element("name", agent.name);
      if (!agent.note.empty()) {
        xml_.start("note");
        if (!agent.note_type.empty())
          xml_.attribute("csip:NOTETYPE", agent.note_type);
        xml_.text(agent.note).end();
      }
      xml_.end();
    }
    for (const std::string& code : document_.reference_codes)
      xml_.start("altRecordID").attribute("TYPE", "PREVIOUSREFERENCECODE").text(code).end();
    xml_.end();
  }

  void start_section(std::string_view element, std::string_view kind,
                     const MetsMetadata& metadata) {
    xml_.start(element).attribute("ID", id_of(kind, metadata.file));
    xml_.attribute("CREATED", to_rfc3339(document_.created)).attribute("STATUS", "CURRENT");
  }

  void write_facts(const PackageFile& file) {
    const Digest* digest = file.digests.find(document_.algorithm);
    if (!digest)
      throw Error(ErrorKind::internal, "no digest was computed for " + file.path.str());
    xml_.attribute("MIMETYPE", file.mime_type).attribute("SIZE", file.size);
    xml_.attribute("CREATED", to_rfc3339(file.modified));
    xml_.attribute("CHECKSUM", digest->hex());
    xml_.attribute("CHECKSUMTYPE", info(document_.algorithm).mets);
  }

  void write_location(const PackageFile& file) { write_location(location_of(file)); }

  void write_location(const RelPath& location) {
    xml_.attribute("LOCTYPE", "URL").attribute("xlink:type", "simple");
    xml_.attribute("xlink:href", encode_href(location));
  }

  void write_md_ref(const MetsMetadata& metadata) {
    xml_.start("mdRef");
    write_location(metadata.file);
    xml_.attribute("MDTYPE", metadata.type);
    if (!metadata.type_version.empty())
      xml_.attribute("MDTYPEVERSION", metadata.type_version);
    write_facts(metadata.file);
    xml_.end();
  }

  /// METS wants rights before the history.
  void write_administrative() {
    if (document_.preservation.empty() && document_.rights.empty())
      return;
    xml_.start("amdSec").attribute("ID", id_for("amd", document_.object_id));
    for (const MetsMetadata& metadata : document_.rights) {
      start_section("rightsMD", "rights", metadata);
      write_md_ref(metadata);
      xml_.end();
    }
    for (const MetsMetadata& metadata : document_.preservation) {
      start_section("digiprovMD", "digiprov", metadata);
      write_md_ref(metadata);
      xml_.end();
    }
    xml_.end();
  }

  void write_file(const PackageFile& file) {
    const RelPath location = location_of(file);
    xml_.start("file").attribute("ID", id_for("file", location.str()));
    write_facts(file);
    xml_.start("FLocat");
    write_location(location);
    xml_.end().end();
  }

  void write_files() {
    if (document_.groups.empty())
      return;
    xml_.start("fileSec").attribute("ID", id_for("files", document_.object_id));
    for (const MetsFileGroup& group : document_.groups) {
      xml_.start("fileGrp").attribute("ID", id_for("group", group.use));
      xml_.attribute("USE", group.use);
      if (group.has_preservation)
        write_links("ADMID", ids_of("digiprov", document_.preservation));
      write_content_information();
      if (group.representation_mets)
        write_file(*group.representation_mets);
      if (group.files)
        group.files([this](const PackageFile& file) { write_file(file); });
      xml_.end();
    }
    xml_.end();
  }

  std::string ids_of(std::string_view kind, const std::vector<MetsMetadata>& list) const {
    std::string ids;
    for (const MetsMetadata& metadata : list)
      ids += (ids.empty() ? "" : " ") + id_of(kind, metadata.file);
    return ids;
  }

  /// One attribute that names sections of metadata, blank-separated (CSIP91, CSIP92).
  void write_links(std::string_view attribute, const std::string& ids) {
    if (!ids.empty())
      xml_.attribute(attribute, ids);
  }

  void write_structure() {
    xml_.start("structMap").attribute("ID", id_for("struct", document_.object_id));
    xml_.attribute("TYPE", "PHYSICAL").attribute("LABEL", "CSIP");
    xml_.start("div").attribute("ID", id_for("div", document_.object_id));
    xml_.attribute("LABEL", document_.object_id);
    xml_.start("div").attribute("ID", id_for("div", "Metadata")).attribute("LABEL", "Metadata");
    const std::string rights = ids_of("rights", document_.rights);
    const std::string history = ids_of("digiprov", document_.preservation);
    write_links("ADMID", rights + (rights.empty() || history.empty() ? "" : " ") + history);
    write_links("DMDID", ids_of("dmd", document_.descriptive));
    xml_.end();
    for (const MetsFileGroup& group : document_.groups)
      write_division(group);
    xml_.end().end();
  }

  void write_division(const MetsFileGroup& group) {
    xml_.start("div").attribute("ID", id_for("div", "group " + group.use));
    xml_.attribute("LABEL", group.division.empty() ? group.use : group.division);
    if (group.representation_mets) {
      xml_.start("mptr");
      write_location(*group.representation_mets);
      xml_.attribute("xlink:title", id_for("group", group.use)).end();
    } else {
      xml_.start("fptr").attribute("FILEID", id_for("group", group.use)).end();
    }
    xml_.end();
  }

  XmlWriter xml_;
  const MetsDocument& document_;
};

} // namespace

void write_mets(ByteSink& sink, const MetsDocument& document) {
  MetsStream(sink, document).write();
}

} // namespace delo
