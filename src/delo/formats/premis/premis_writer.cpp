#include "delo/formats/premis/premis_writer.hpp"

#include "delo/io/xml_writer.hpp"

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
  xml.end();
}

void write_object(XmlWriter& xml, const PremisObject& object) {
  const bool entity = object.kind == PremisObject::Kind::intellectual_entity;
  xml.start("object").attribute("xsi:type", entity ? "intellectualEntity" : "representation");
  for (const std::string& id : object.ids)
    write_identifier(xml, "objectIdentifier", id);
  xml.element_if("originalName", object.original_name);
  for (const PremisRelationship& relationship : object.relationships)
    write_relationship(xml, relationship);
  xml.end();
}

void write_file(XmlWriter& xml, const PremisFileObject& object) {
  const PackageFile& file = *object.file;
  xml.start("object").attribute("xsi:type", "file");
  write_identifier(xml, "objectIdentifier", object.id);
  xml.start("objectCharacteristics");
  for (const Digest& digest : file.digests) {
    xml.start("fixity");
    xml.element("messageDigestAlgorithm", info(digest.algorithm()).premis);
    xml.element("messageDigest", digest.hex()).end();
  }
  xml.element("size", std::to_string(file.size));
  xml.start("format").start("formatDesignation").element("formatName", file.mime_type);
  xml.end().end();
  xml.end();
  xml.element_if("originalName", file.original_name);
  for (const PremisRelationship& relationship : object.relationships)
    write_relationship(xml, relationship);
  xml.end();
}

/// A link block: identifier and, where there is one, a role.
void write_link(XmlWriter& xml, const std::string& stem, const Link& link) {
  xml.start(stem + "Identifier");
  xml.element(stem + "IdentifierType", "local").element(stem + "IdentifierValue", link.id);
  xml.element_if(stem + "Role", link.role);
  xml.end();
}

void write_event(XmlWriter& xml, const Event& event) {
  xml.start("event");
  write_identifier(xml, "eventIdentifier", event.id);
  xml.element("eventType", event.type).element("eventDateTime", event.time);
  if (!event.detail.empty())
    xml.start("eventDetailInformation").element("eventDetail", event.detail).end();
  if (!event.outcome.empty() || !event.note.empty()) {
    xml.start("eventOutcomeInformation").element_if("eventOutcome", event.outcome);
    if (!event.note.empty())
      xml.start("eventOutcomeDetail").element("eventOutcomeDetailNote", event.note).end();
    xml.end();
  }
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

void write_premis(ByteSink& sink, const PremisDocument& document, std::string_view schema) {
  XmlWriter xml(sink);
  xml.start("premis").attribute("xmlns", kNamespace);
  xml.attribute("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance");
  if (!schema.empty())
    xml.attribute("xsi:schemaLocation", std::string(kNamespace) + " " + std::string(schema));
  xml.attribute("version", "3.0");
  for (const PremisObject& object : document.objects)
    write_object(xml, object);
  for (const PremisFileObject& file : document.files)
    write_file(xml, file);
  for (const Event& event : document.events)
    write_event(xml, event);
  for (const Agent& agent : document.agents)
    write_agent(xml, agent);
  for (const RightsStatement& rights : document.rights)
    write_rights(xml, rights);
  xml.finish();
}

} // namespace delo
