#include "delo/formats/xsd/xml_rules.hpp"

#include "delo/base/utf8.hpp"
#include "delo/formats/csip/csip_layout.hpp"
#include "delo/model/rule_table.hpp"

#include <array>
#include <utility>

namespace delo {
namespace {

using enum Severity;

constexpr std::array<Rule, 3> kRules{{
    {"XML-1", error, "the document is well-formed XML", "XML 1.0 2.1",
     "no program can read the rest of it", "repair the line, or fetch the file again",
     "<title>Telegram</titel>", "<title>Telegram</title>"},
    {"XML-2", error, "the document has no DOCTYPE", "-",
     "a DOCTYPE can declare entities that read other files or fill the memory",
     "remove the DOCTYPE; METS, PREMIS and MODS need none",
     "<!DOCTYPE mets [ <!ENTITY name SYSTEM \"file:///etc/passwd\"> ]>",
     "<mets xmlns=\"http://www.loc.gov/METS/\"> right behind the XML declaration"},
    {"XML-3", error, "the document is valid by its schema",
     "METS 1.12.1, PREMIS 3.0, MODS 3.8, EAD3 1.1.1, DC",
     "other programs may refuse it or misread it", "change the element or attribute that is named",
     "<mods><titel>Telegram</titel></mods>",
     "<mods><titleInfo><title>Telegram</title></titleInfo></mods>"},
}};

std::string_view rule_of(XmlProblem::Kind kind) {
  switch (kind) {
  case XmlProblem::Kind::not_well_formed:
    return "XML-1";
  case XmlProblem::Kind::doctype:
    return "XML-2";
  case XmlProblem::Kind::invalid:
    break;
  }
  return "XML-3";
}

/// Below a metadata folder of the SIP or of one of its representations.
bool is_metadata_file(const std::optional<SipPath>& place) {
  static const RelPath kMetadata("metadata");
  if (!place || !place->inner.str().ends_with(".xml"))
    return false;
  const auto part = representation_part(place->inner);
  return place->inner.is_below(kMetadata) || (part && part->is_below(kMetadata));
}

} // namespace

std::span<const Rule> xml_rules() {
  return kRules;
}

bool report_xml_problems(const RelPath& path, const std::vector<XmlProblem>& problems,
                         FindingSink& sink) {
  bool readable = true;
  for (const XmlProblem& problem : problems) {
    readable = readable && problem.kind == XmlProblem::Kind::invalid;
    sink.report({&find_rule(kRules, rule_of(problem.kind)),
                 path.str(),
                 problem.line,
                 problem.message,
                 {},
                 {}});
  }
  return readable;
}

/// One metadata file on its way. Which schema it needs is known at its first element, so the
/// beginning is kept until then.
class MetadataRules::Document final : public XmlHandler {
public:
  explicit Document(const SchemaSet& schemas)
      : schemas_(schemas), form_(std::make_unique<XmlReader>(*this, nullptr)) {}

  void feed(std::string_view bytes) {
    if (full_)
      return full_->feed(bytes);
    form_->feed(bytes);
    if (!known_)
      return;
    beginning_ += bytes;
    if (started_) {
      full_ = std::make_unique<XmlReader>(quiet_, schema_);
      full_->feed(beginning_);
      beginning_.clear();
    }
  }

  std::vector<XmlProblem> finish() { return full_ ? full_->finish() : form_->finish(); }
  bool is_known_kind() const { return known_; }
  const std::optional<Error>& no_schema() const { return no_schema_; }

  void start_element(std::string_view uri, std::string_view name, std::span<const XmlAttribute>,
                     std::uint64_t) override {
    if (std::exchange(started_, true))
      return;
    known_ = SchemaSet::is_known(uri, name);
    schema_ = schemas_.find(uri, name);
    if (known_ && !schema_)
      no_schema_ = schemas_.missing(uri, name);
  }
  void end_element(std::string_view, std::string_view) override {}

private:
  class Quiet final : public XmlHandler {
    void start_element(std::string_view, std::string_view, std::span<const XmlAttribute>,
                       std::uint64_t) override {}
    void end_element(std::string_view, std::string_view) override {}
  };

  const SchemaSet& schemas_;
  Quiet quiet_;
  std::unique_ptr<XmlReader> form_;
  std::unique_ptr<XmlReader> full_;
  std::string beginning_;
  bool started_ = false;
  bool known_ = true;
  const XmlSchema* schema_ = nullptr;
  std::optional<Error> no_schema_;
};

MetadataRules::MetadataRules(const SchemaSet& schemas) : schemas_(schemas) {}
MetadataRules::~MetadataRules() = default;

Interest MetadataRules::interest_in(const RelPath& path) {
  return {{}, is_metadata_file(split_sip_path(path))};
}

void MetadataRules::on_bytes(const RelPath& path, std::string_view bytes) {
  auto& document = open_[path];
  if (!document)
    document = std::make_unique<Document>(schemas_);
  document->feed(bytes);
}

void MetadataRules::on_file(const RelPath& path, const SeenFile& file) {
  const auto place = split_sip_path(path);
  if (place && place->inner == RelPath(kMetsName))
    sip_roots_.insert(place->root);
  if (!is_metadata_file(place))
    return;
  const auto passed = open_.extract(path);
  if (!file.readable)
    return;
  Document empty(schemas_); // a file without bytes is no document, and its reader says so
  Document& document = passed.empty() ? empty : *passed.mapped();
  auto problems = document.finish();
  judged_.emplace(path, Judged{place->root, std::move(problems), document.is_known_kind(),
                               document.no_schema()});
}

void MetadataRules::at_end(const PassOutcome&, FindingSink& sink,
                           std::vector<std::string>& not_run) {
  for (const auto& [path, judged] : judged_) {
    if (!sip_roots_.contains(judged.sip_root))
      continue; // a folder that happens to be called "metadata"
    if (judged.no_schema)
      throw Error(*judged.no_schema);
    report_xml_problems(path, judged.problems, sink);
    if (!judged.is_known_kind)
      not_run.push_back("schema of " + display_name(path.str()) +
                        ": delo has none for this kind of document");
  }
}

} // namespace delo
