#include "delo/formats/xsd/xml_ids.hpp"

#include "delo/base/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>

namespace delo {
namespace {

enum class Role { id, reference };

/// What an attribute without namespace is on the elements of a namespace.
struct AttributeRow {
  std::string_view uri;
  std::string_view name;
  Role role;
};
constexpr std::string_view kMets = "http://www.loc.gov/METS/";
constexpr std::string_view kMets2 = "http://www.loc.gov/METS/v2";
constexpr std::string_view kPremis2 = "info:lc/xmlns/premis-v2";
constexpr std::string_view kPremis3 = "http://www.loc.gov/premis/v3";
constexpr std::string_view kMods = "http://www.loc.gov/mods/v3";
constexpr std::string_view kEad2002 = "urn:isbn:1-931666-22-9";
constexpr std::string_view kEad3 = "http://ead3.archivists.org/schema/";
constexpr std::string_view kRights = "http://cosimo.stanford.edu/sdr/metsrights/";
constexpr std::array<AttributeRow, 35> kAttributes{{
    {kMets, "ID", Role::id},
    {kMets, "ADMID", Role::reference},
    {kMets, "DMDID", Role::reference},
    {kMets, "FILEID", Role::reference},
    {kMets, "STRUCTID", Role::reference},
    {kMets, "TRANSFORMBEHAVIOR", Role::reference},
    {kMets2, "ID", Role::id},
    {kMets2, "MDID", Role::reference},
    {kMets2, "FILEID", Role::reference},
    {kPremis2, "xmlID", Role::id},
    {kPremis2, "LinkAgentXmlID", Role::reference},
    {kPremis2, "LinkEventXmlID", Role::reference},
    {kPremis2, "LinkObjectXmlID", Role::reference},
    {kPremis2, "LinkPermissionStatementXmlID", Role::reference},
    {kPremis2, "RelEventXmlID", Role::reference},
    {kPremis2, "RelObjectXmlID", Role::reference},
    {kPremis3, "xmlID", Role::id},
    {kPremis3, "LinkAgentXmlID", Role::reference},
    {kPremis3, "LinkEventXmlID", Role::reference},
    {kPremis3, "LinkObjectXmlID", Role::reference},
    {kPremis3, "LinkPermissionStatementXmlID", Role::reference},
    {kPremis3, "RelEventXmlID", Role::reference},
    {kPremis3, "RelObjectXmlID", Role::reference},
    {kMods, "ID", Role::id},
    {kMods, "IDREF", Role::reference},
    {kEad2002, "id", Role::id},
    {kEad2002, "target", Role::reference},
    {kEad2002, "parent", Role::reference},
    {kEad3, "id", Role::id},
    {kEad3, "target", Role::reference},
    {kEad3, "parent", Role::reference},
    {kRights, "RIGHTSHOLDERID", Role::id},
    {kRights, "CONTEXTID", Role::id},
    {kRights, "CONTEXTIDS", Role::reference},
    {kRights, "RIGHTSHOLDERIDS", Role::reference},
}};
/// The row of an attribute that is an ID or refers to some; null for any other.
const AttributeRow* row_of(std::string_view element_uri, const XmlAttribute& attribute) {
  static constexpr AttributeRow kXmlId{"", "xml:id", Role::id};
  if (attribute.uri == "http://www.w3.org/XML/1998/namespace")
    return attribute.name == "id" ? &kXmlId : nullptr;
  const auto row =
      std::find_if(kAttributes.begin(), kAttributes.end(), [&](const AttributeRow& known) {
        return known.name == attribute.name && known.uri == element_uri;
      });
  return attribute.uri.empty() && row != kAttributes.end() ? &*row : nullptr;
}

std::uint64_t hash_of(std::string_view id) {
  return std::hash<std::string_view>()(id);
}

} // namespace

void XmlIds::start_element(std::string_view uri, std::string_view name,
                           std::span<const XmlAttribute> attributes, std::uint64_t line) {
  for (const XmlAttribute& attribute : attributes) {
    const AttributeRow* const row = row_of(uri, attribute);
    if (!row)
      continue;
    for_each_word(attribute.value, [&](std::string_view word) {
      if (row->role == Role::id)
        define(word, line);
      else
        refer(word, row->name, line);
    });
  }
  next_.start_element(uri, name, attributes, line);
}

void XmlIds::define(std::string_view id, std::uint64_t line) {
  const std::uint64_t first = ids_.add(hash_of(id), line);
  if (ids_.was_known())
    problems_.push_back(
        {XmlProblem::Kind::duplicate_id, line,
         fmt::format("the ID \"{}\" was given in line {} already", display_name(id), first)});
}

void XmlIds::refer(std::string_view id, std::string_view attribute, std::uint64_t line) {
  if (!ids_.contains(hash_of(id)))
    waiting_.push_back({std::string(id), line, attribute});
}

std::vector<XmlProblem> XmlIds::finish(bool whole) {
  if (whole)
    for (const Waiting& reference : waiting_)
      if (!ids_.contains(hash_of(reference.id)))
        problems_.push_back({XmlProblem::Kind::no_such_id, reference.line,
                             fmt::format("{} names \"{}\", but no element has this ID",
                                         reference.attribute, display_name(reference.id))});
  waiting_.clear();
  std::stable_sort(problems_.begin(), problems_.end(),
                   [](const XmlProblem& a, const XmlProblem& b) { return a.line < b.line; });
  return std::move(problems_);
}

} // namespace delo
