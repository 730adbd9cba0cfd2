#include "delo/formats/premis/premis_writer.hpp"

#include "delo/formats/xsd/schema_location.hpp"

#include <algorithm>

namespace delo {
namespace {

constexpr std::string_view kNamespace = "http://www.loc.gov/premis/v3";

std::string_view to_word(AgentType type) {
  switch (type) {
  case AgentType::person:
    return "person";
  case AgentType::organization:
    return "organization";
  case AgentType::software:
    return "software";
  }
  return "";
}

/// An identifier block: type and value under names that share a stem.
void write_identifier(XmlWriter& xml, const std::string& stem, std::string_view value) {
  xml.start(stem);
  xml.element(stem + "Type", "local").element(stem + "Value", value);
  xml.end();
}

void write_relationship(XmlWriter& xml, const PremisRelationship& relationship) {
  xml.start("relationship");
  xml.element("relationshipType", relationship.type);
  xml.element("relationshipSubType", relationship.sub_type);
  write_identifier(xml, "relatedObjectIdentifier", relationship.object_id);
  for (const std::string& id : relationship.event_ids)
    write_identifier(xml, "relatedEventIdentifier", id);
  xml.end();
}

/// The type that everybody knows first; what a registry says beside it (PREMIS 1.5.4).
void write_format(XmlWriter& xml, const PackageFile& file) {
  xml.start("format");
  xml.start("formatDesignation").element("formatName", file.mime_type).end();
  if (const FormatKey* format = file.format) {
    xml.start("formatRegistry").element("formatRegistryName", format->registry);
    xml.element("formatRegistryKey", format->key);
    xml.element("formatRegistryRole", "specification").end();
    std::string note = format->registry + ": " + format->name;
    if (!format->version.empty())
      note += ", version " + format->version;
    if (!format->basis.empty())
      note += " (" + format->basis + ")";
    xml.element("formatNote", note);
  }
  if (!file.type_said.empty())
    xml.element("formatNote", "libmagic: " + file.type_said);
  xml.end();
}

/// A link block: identifier and, where there is one, a role.
void write_link(XmlWriter& xml, const std::string& stem, const Link& link) {
  xml.start(stem + "Identifier");
  xml.element(stem + "IdentifierType", "local").element(stem + "IdentifierValue", link.id);
  xml.element_if(stem + "Role", link.role);
  xml.end();
}

void write_outcome(XmlWriter& xml, const Event& event) {
  if (event.outcome.empty() && event.note.empty() && event.more_notes.empty())
    return;
  const auto write_note = [&xml](const std::string& note) {
    xml.start("eventOutcomeDetail").element("eventOutcomeDetailNote", note).end();
  };
  xml.start("eventOutcomeInformation").element_if("eventOutcome", event.outcome);
  if (!event.note.empty())
    write_note(event.note);
  std::for_each(event.more_notes.begin(), event.more_notes.end(), write_note);
  xml.end();
}

void write_event(XmlWriter& xml, const Event& event) {
  xml.start("event");
  write_identifier(xml, "eventIdentifier", event.id);
  xml.element("eventType", event.type).element("eventDateTime", event.time);
  if (!event.detail.empty())
    xml.start("eventDetailInformation").element("eventDetail", event.detail).end();
  write_outcome(xml, event);
  for (const Link& agent : event.agents)
    write_link(xml, "linkingAgent", agent);
  for (const Link& object : event.objects)
    write_link(xml, "linkingObject", object);
  xml.end();
}

void write_agent(XmlWriter& xml, const Agent& agent) {
  xml.start("agent");
  write_identifier(xml, "agentIdentifier", agent.id);
  xml.element("agentName", agent.name).element("agentType", to_word(agent.type));
  xml.element_if("agentVersion", agent.version);
  xml.element_if("agentNote", agent.note);
  xml.end();
}

/// The document that states the rights; the stem is that of its basis.
void write_documentation(XmlWriter& xml, const std::string& stem, const RightsStatement& rights) {
  if (rights.uri.empty())
    return;
  const std::string name = stem + "DocumentationIdentifier";
  xml.start(name).element(name + "Type", "URI").element(name + "Value", rights.uri);
  xml.element_if(stem + "DocumentationRole", rights.uri_role).end();
}

void write_copyright(XmlWriter& xml, const RightsStatement& rights) {
  xml.element("rightsBasis", "copyright").start("copyrightInformation");
  xml.element("copyrightStatus", rights.status);
  xml.element("copyrightJurisdiction", rights.jurisdiction);
  xml.element_if("copyrightNote", rights.note);
  write_documentation(xml, "copyright", rights);
  xml.end();
}

void write_license(XmlWriter& xml, const RightsStatement& rights) {
  xml.element("rightsBasis", "license").start("licenseInformation");
  write_documentation(xml, "license", rights);
  xml.element_if("licenseTerms", rights.license_terms);
  xml.element_if("licenseNote", rights.note).end();
}

void write_other_basis(XmlWriter& xml, const RightsStatement& rights) {
  xml.element("rightsBasis", "other").start("otherRightsInformation");
  write_documentation(xml, "otherRights", rights);
  xml.element("otherRightsBasis", rights.other_basis);
  xml.element_if("otherRightsNote", rights.note).end();
}

void write_granted(XmlWriter& xml, const RightsGranted& granted) {
  if (granted.act.empty())
    return;
  xml.start("rightsGranted").element("act", granted.act);
  xml.element_if("restriction", granted.restriction);
  if (!granted.restricted_from.empty()) {
    xml.start("termOfRestriction").element("startDate", granted.restricted_from);
    xml.element_if("endDate", granted.restricted_until).end();
  }
  xml.end();
}

void write_rights(XmlWriter& xml, const RightsStatement& rights) {
  xml.start("rights").start("rightsStatement");
  write_identifier(xml, "rightsStatementIdentifier", rights.id);
  switch (rights.basis) {
  case RightsStatement::Basis::copyright:
    write_copyright(xml, rights);
    break;
  case RightsStatement::Basis::license:
    write_license(xml, rights);
    break;
  case RightsStatement::Basis::other:
    write_other_basis(xml, rights);
    break;
  }
  write_granted(xml, rights.granted);
  for (const Link& object : rights.objects)
    write_link(xml, "linkingObject", object);
  for (const Link& agent : rights.agents)
    write_link(xml, "linkingAgent", agent);
  xml.end().end();
}

} // namespace

PremisWriter::PremisWriter(ByteSink& sink, std::string_view schemas_folder) : xml_(sink) {
  xml_.start("premis").attribute("xmlns", kNamespace);
  xml_.attribute("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance");
  xml_.attribute("xsi:schemaLocation",
                 std::string(kNamespace) + " " + schema_location("premis.xsd", schemas_folder));
  xml_.attribute("version", "3.0");
}

void PremisWriter::object(const PremisObject& object) {
  const bool entity = object.kind == PremisObject::Kind::intellectual_entity;
  xml_.start("object").attribute("xsi:type", entity ? "intellectualEntity" : "representation");
  for (const std::string& id : object.ids)
    write_identifier(xml_, "objectIdentifier", id);
  xml_.element_if("originalName", object.original_name);
  for (const PremisRelationship& relationship : object.relationships)
    write_relationship(xml_, relationship);
  xml_.end();
}

void PremisWriter::file(std::string_view id, const PackageFile& file,
                        const PremisRelationship* relationship) {
  xml_.start("object").attribute("xsi:type", "file");
  write_identifier(xml_, "objectIdentifier", id);
  xml_.start("objectCharacteristics");
  for (const Digest& digest : file.digests) {
    xml_.start("fixity");
    xml_.element("messageDigestAlgorithm", info(digest.algorithm()).premis);
    xml_.element("messageDigest", digest.hex()).end();
  }
  xml_.element("size", std::to_string(file.size));
  write_format(xml_, file);
  xml_.end();
  xml_.element_if("originalName", file.original_name);
  if (relationship)
    write_relationship(xml_, *relationship);
  xml_.end();
}

void PremisWriter::event(const Event& event) {
  write_event(xml_, event);
}

void PremisWriter::agent(const Agent& agent) {
  write_agent(xml_, agent);
}

void PremisWriter::rights(const RightsStatement& rights) {
  write_rights(xml_, rights);
}

void PremisWriter::finish() {
  xml_.finish();
}

} // namespace delo
