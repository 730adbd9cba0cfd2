#include "delo/formats/rights/rights_writer.hpp"

#include "delo/formats/descriptive/field_map.hpp"
#include "delo/formats/descriptive/place_writer.hpp"
#include "delo/formats/xsd/schema_location.hpp"
#include "delo/model/access.hpp"
#include "delo/model/rights.hpp"

#include <array>
#include <utility>
#include <vector>

namespace delo {
namespace {

constexpr std::string_view kNamespace = "http://cosimo.stanford.edu/sdr/metsrights/";

struct Category {
  std::string_view word;
  std::string_view other; ///< OTHERCATEGORYTYPE, for "OTHER"
};

Category category_of(const RightsReading& rights) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 3> kOther{
      {{"CNE", "not evaluated"}, {"UND", "undetermined"}, {"NKC", "no known copyright"}}};
  if (!rights.term && rights.is_licence)
    return {"LICENSED", ""};
  if (!rights.term)
    return {"OTHER", !rights.uri.empty()    ? "see the given address"
                     : !rights.text.empty() ? "as declared"
                                            : "not stated"};
  switch (rights.term->category) {
  case RightsCategory::copyrighted:
    return {"COPYRIGHTED", ""};
  case RightsCategory::licensed:
    return {"LICENSED", ""};
  case RightsCategory::public_domain:
    return {"PUBLIC DOMAIN", ""};
  case RightsCategory::contractual:
    return {"CONTRACTUAL", ""};
  case RightsCategory::other:
    break;
  }
  for (const auto& [code, words] : kOther)
    if (rights.term->code == code)
      return {"OTHER", words};
  return {"OTHER", rights.term->label};
}

/// One permission: an attribute of Permissions and what is said of it.
using Permission = std::pair<std::string_view, bool>;

struct Constraint {
  std::string_view type;
  std::string_view other_type;
  std::string description;
};

struct UseContext {
  std::string_view user_class;
  std::vector<Permission> permissions;
  std::vector<Constraint> constraints;
};

bool has_element(std::string_view code, std::string_view element) {
  return code.find(element) != std::string_view::npos;
}

/// What a licence lets everybody do, from the elements of its code: "CC BY-NC-SA 4.0".
UseContext licence_context(const RightsTerm& licence) {
  UseContext context{"GENERAL PUBLIC",
                     {{"DISCOVER", true},
                      {"DISPLAY", true},
                      {"COPY", true},
                      {"DUPLICATE", true},
                      {"MODIFY", !has_element(licence.code, "-ND")},
                      {"PRINT", true}},
                     {}};
  if (licence.category != RightsCategory::licensed)
    return context; // given up: no conditions
  context.constraints.push_back({"ATTRIBUTION", "", "the author must be named"});
  if (has_element(licence.code, "-NC"))
    context.constraints.push_back({"RE-USE", "", "no commercial use"});
  if (has_element(licence.code, "-SA"))
    context.constraints.push_back({"RE-USE", "", "changed copies under the same licence"});
  return context;
}

std::vector<UseContext> contexts_of(const RightsReading& rights) {
  if (rights.policy_holds)
    return {{"ACADEMIC USER",
             {{"DISCOVER", true}, {"DISPLAY", true}, {"COPY", true}, {"PRINT", true}},
             {{"RE-USE", "", "research and educational purposes"}}},
            {"GENERAL PUBLIC",
             {{"DISCOVER", true}, {"DISPLAY", true}},
             {{"RE-USE", "", "commercial use needs permission"}}}};
  if (rights.term && (rights.term->is_licence || rights.term->code == "PDM 1.0"))
    return {licence_context(*rights.term)};
  return {};
}

/// A rule of access comes before every right of use: what may not be seen may not be copied.
void apply_access(const Access& access, std::vector<UseContext>& contexts) {
  if (contexts.empty())
    contexts.push_back({"GENERAL PUBLIC", {}, {}});
  for (UseContext& context : contexts) {
    if (!access.is_restricted()) {
      if (context.permissions.empty())
        context.permissions = {{"DISCOVER", true}, {"DISPLAY", true}};
      continue;
    }
    context.permissions = {{"DISPLAY", false}, {"COPY", false}, {"PRINT", false}};
    if (access.kind == Access::Kind::until)
      context.constraints.push_back({"TIME", "", "closed until " + access.until});
    else
      context.constraints.push_back({"OTHER", "access", "closed"});
  }
}

/// The paragraphs verbatim, and the statement or licence that stands for them with its label.
void write_declarations(XmlWriter& xml, const DocumentRecord& record) {
  PlaceWriter places(xml);
  for (const FieldMapping& row : field_map())
    for (const std::string& value : (record.*row.field).values)
      for (const std::string_view place : split_places(row.mets_rights)) {
        const RightsTerm* term = row.shape == Shape::rights ? find_rights_term(value) : nullptr;
        places.write(place, term ? std::string(term->label) + ": " + value : value);
      }
}

void write_context(XmlWriter& xml, const UseContext& context) {
  xml.start("Context").attribute("CONTEXTCLASS", context.user_class);
  if (!context.permissions.empty()) {
    xml.start("Permissions");
    for (const auto& [name, allowed] : context.permissions)
      xml.attribute(name, allowed ? "true" : "false");
    xml.end();
  }
  for (const Constraint& constraint : context.constraints) {
    xml.start("Constraints").attribute("CONSTRAINTTYPE", constraint.type);
    if (!constraint.other_type.empty())
      xml.attribute("OTHERCONSTRAINTTYPE", constraint.other_type);
    xml.element("ConstraintDescription", constraint.description).end();
  }
  xml.end();
}

} // namespace

bool has_rights_declaration(const DocumentRecord& record) {
  return rights_of(record).is_stated() || access_of(record).has_value();
}

void write_rights_declaration(ByteSink& sink, const DocumentRecord& record,
                              std::string_view schemas_folder) {
  const RightsReading rights = rights_of(record);
  std::vector<UseContext> contexts = contexts_of(rights);
  if (const auto access = access_of(record))
    apply_access(*access, contexts);
  XmlWriter xml(sink);
  xml.start("RightsDeclarationMD").attribute("xmlns", kNamespace);
  xml.attribute("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance");
  xml.attribute("xsi:schemaLocation",
                std::string(kNamespace) + " " + schema_location("metsrights.xsd", schemas_folder));
  const Category category = category_of(rights);
  xml.attribute("RIGHTSCATEGORY", category.word);
  if (!category.other.empty())
    xml.attribute("OTHERCATEGORYTYPE", category.other);
  write_declarations(xml, record);
  for (const UseContext& context : contexts)
    write_context(xml, context);
  xml.finish();
}

} // namespace delo
