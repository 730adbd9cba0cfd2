#include "delo/formats/xsd/xml_rules.hpp"

#include "delo/model/rule_table.hpp"

#include <algorithm>
#include <array>

namespace delo {
namespace {

using enum Severity;
using Kind = XmlProblem::Kind;

constexpr std::array<Rule, 6> kRules{{
    {"XML-1", error, "the document is well-formed XML", "XML 1.0 2.1",
     "no program can read the rest of it", "repair the line, or fetch the file again",
     "<title>Telegram</titel>", "<title>Telegram</title>"},
    {"XML-2", error, "the document has no DOCTYPE", "-",
     "a DOCTYPE can declare entities that read other files or fill the memory",
     "remove the DOCTYPE; METS, PREMIS and MODS need none",
     "<!DOCTYPE mets [ <!ENTITY name SYSTEM \"file:///etc/passwd\"> ]>",
     "<mets xmlns=\"http://www.loc.gov/METS/\"> right behind the XML declaration"},
    {"XML-3", error, "the document is valid by its schema",
     "METS 1.12.1 and 2.0, PREMIS 3.0 and 2.3, MODS 3.8, EAD3 1.1.1, EAD 2002, DC, METSRights",
     "other programs may refuse it or misread it", "change the element or attribute that is named",
     "<mods><titel>Telegram</titel></mods>",
     "<mods><titleInfo><title>Telegram</title></titleInfo></mods>"},
    {"XML-4", error, "no ID is given twice in a document", "XML Schema 2 3.3.8",
     "what refers to it means one of two things, and programs choose differently",
     "give one of the two another ID, and change what refers to it",
     "<file ID=\"f1\"> twice in METS.xml", "<file ID=\"f1\"> and <file ID=\"f2\">"},
    {"XML-5", error, "what is referred to by its ID is in the document", "XML Schema 2 3.3.9",
     "the part that was meant is missing, or the reference is misspelt",
     "put the ID right, or add the element that is missing",
     "<fptr FILEID=\"f7\"/>, and no element has the ID f7",
     "<fptr FILEID=\"f1\"/> beside <file ID=\"f1\">"},
    {"XML-6", error, "the document can be read without limit of time and memory", "-",
     "a document that is nested or crowded beyond measure is made to stop its readers",
     "write it anew with fewer levels and attributes; see what made it",
     "an element with 100,000 attributes, or 100,000 <div> one in the other",
     "at most 1,000 levels, 1,000 attributes of an element and 8 MB of a tag or comment"},
}};

struct KindRow {
  Kind kind;
  std::string_view rule;
};
constexpr std::array<KindRow, 6> kKindRows{{
    {Kind::not_well_formed, "XML-1"},
    {Kind::doctype, "XML-2"},
    {Kind::over_limit, "XML-6"},
    {Kind::invalid, "XML-3"},
    {Kind::duplicate_id, "XML-4"},
    {Kind::no_such_id, "XML-5"},
}};

const Rule& rule_of(Kind kind) {
  const auto* row = std::find_if(kKindRows.begin(), kKindRows.end(),
                                 [kind](const KindRow& known) { return known.kind == kind; });
  return find_rule(kRules, row->rule);
}

} // namespace

std::span<const Rule> xml_rules() {
  return kRules;
}

void report_xml_problems(const RelPath& path, const std::vector<XmlProblem>& problems,
                         FindingSink& sink) {
  for (const XmlProblem& problem : problems)
    sink.report({&rule_of(problem.kind), path.str(), problem.line, problem.message, {}, {}});
}

bool was_read_whole(const std::vector<XmlProblem>& problems) {
  return std::none_of(problems.begin(), problems.end(), [](const XmlProblem& problem) {
    return problem.kind == Kind::not_well_formed || problem.kind == Kind::doctype ||
           problem.kind == Kind::over_limit;
  });
}

} // namespace delo
