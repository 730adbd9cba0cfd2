#include "delo/formats/xsd/xml_documents.hpp"

#include "delo/base/utf8.hpp"
#include "delo/formats/csip/csip_layout.hpp"
#include "delo/formats/xsd/schema_reader.hpp"
#include "delo/formats/xsd/xml_ids.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace delo {
namespace {

/// Below a metadata folder of the SIP or of one of its representations.
bool is_metadata_file(const std::optional<SipPath>& place) {
  static const RelPath kMetadata("metadata");
  if (!place)
    return false;
  const auto part = representation_part(place->inner);
  return place->inner.is_below(kMetadata) || (part && part->is_below(kMetadata));
}

} // namespace

/// One document on its way: checked, and handed to everybody who wants to hear it.
class XmlDocuments::Document final : public XmlHandler {
public:
  Document(const XmlDocuments& owner, const RelPath& path) : owner_(owner), path_(path) {}

  void feed(std::string_view bytes) { reader_.feed(bytes); }

  std::vector<XmlProblem> finish() {
    std::vector<XmlProblem> problems = reader_.finish();
    const bool whole = was_read_whole(problems);
    const auto of_ids = ids_.finish(whole);
    problems.insert(problems.end(), of_ids.begin(), of_ids.end());
    std::stable_sort(problems.begin(), problems.end(),
                     [](const XmlProblem& a, const XmlProblem& b) { return a.line < b.line; });
    for (DocumentListener* listener : heard_by_)
      listener->heard(path_, whole);
    return problems;
  }

  const DocumentKind* kind() const { return kind_; }
  bool has_schema() const { return reader_.is_known_kind() && !reader_.no_schema(); }
  bool has_unread() const { return embeds_others_ && SchemaSet::is_alone(kind_->uri); }
  const std::optional<Error>& no_schema() const { return reader_.no_schema(); }

  void start_element(std::string_view uri, std::string_view name,
                     std::span<const XmlAttribute> attributes, std::uint64_t line) override {
    if (!std::exchange(started_, true))
      find_hearers(uri, name);
    embeds_others_ = embeds_others_ || (kind_ && uri != kind_->uri);
    ++depth_;
    for (XmlHandler* handler : handlers_)
      handler->start_element(uri, name, attributes, line);
  }
  void end_element(std::string_view uri, std::string_view name) override {
    for (XmlHandler* handler : handlers_)
      handler->end_element(uri, name);
    if (--depth_ == 0)
      for (DocumentListener* listener : heard_by_)
        listener->ended(path_);
  }
  void characters(std::string_view text) override {
    for (XmlHandler* handler : handlers_)
      handler->characters(text);
  }

private:
  void find_hearers(std::string_view uri, std::string_view root) {
    kind_ = document_kind(uri, root);
    for (DocumentListener* listener : owner_.listeners_)
      if (XmlHandler* handler = listener->hear(path_, uri, root)) {
        handlers_.push_back(handler);
        heard_by_.push_back(listener);
      }
  }

  const XmlDocuments& owner_;
  const RelPath path_;
  XmlIds ids_{*this};
  SchemaReader reader_{ids_, owner_.schemas_};
  std::vector<DocumentListener*> heard_by_;
  std::vector<XmlHandler*> handlers_; ///< theirs
  std::uint64_t depth_ = 0;
  bool started_ = false;
  const DocumentKind* kind_ = nullptr;
  bool embeds_others_ = false; ///< elements of other namespaces than its root
};

XmlDocuments::XmlDocuments(const SchemaSet& schemas, const ValidateOptions& options, Scope scope)
    : schemas_(schemas), options_(options), scope_(scope) {}
XmlDocuments::~XmlDocuments() = default;

void XmlDocuments::expect(const RelPath& path) {
  expected_.insert(path);
}

bool XmlDocuments::is_wanted(const DocumentKind* kind) const {
  return options_.wants(kind ? kind->family : RuleFamily::xml);
}

bool XmlDocuments::is_of_interest(const RelPath& path) const {
  return scope_ == Scope::lone || expected_.contains(path) || is_mets_of_package(path) ||
         (path.str().ends_with(".xml") && is_metadata_file(split_sip_path(path)));
}

Interest XmlDocuments::interest_in(const RelPath& path) {
  return {{}, is_of_interest(path)};
}

void XmlDocuments::on_bytes(const RelPath& path, std::string_view bytes) {
  if (!is_of_interest(path))
    return; // somebody else wants them
  auto& document = open_[path];
  if (!document)
    document = std::make_unique<Document>(*this, path);
  document->feed(bytes);
}

void XmlDocuments::on_file(const RelPath& path, const SeenFile& file) {
  const auto place = split_sip_path(path);
  if (place && place->inner.str() == kMetsName)
    sip_roots_.insert(place->root);
  if (!is_of_interest(path))
    return;
  const auto passed = open_.extract(path);
  if (!file.readable || (passed.empty() && file.bytes > 0))
    return;                    // it passed before anybody said that it matters: it is read again
  Document empty(*this, path); // a file without bytes is no document, and its reader says so
  Document& document = passed.empty() ? empty : *passed.mapped();
  auto problems = document.finish();
  judged_.emplace(path,
                  Judged{place ? place->root : std::string(), std::move(problems), document.kind(),
                         document.has_schema(), document.has_unread(), document.no_schema()});
}

void XmlDocuments::still_needed(const PassOutcome& outcome, LateNeeds& needs) {
  for (const RelPath& path : expected_) {
    const auto seen = outcome.seen.find(path);
    if (!judged_.contains(path) && seen != outcome.seen.end() && seen->second.readable)
      needs[path].bytes = true;
  }
}

bool XmlDocuments::belongs(const RelPath& path) const {
  if (scope_ == Scope::lone || expected_.contains(path) || is_mets_of_package(path))
    return true;
  const auto judged = judged_.find(path);
  return judged != judged_.end() && sip_roots_.contains(judged->second.sip_root);
}

bool XmlDocuments::applies() const {
  return std::any_of(judged_.begin(), judged_.end(),
                     [this](const auto& document) { return belongs(document.first); });
}

std::string_view XmlDocuments::lone_kind() const {
  if (scope_ != Scope::lone || judged_.empty())
    return {};
  const Judged& judged = judged_.begin()->second;
  if (judged.kind)
    return judged.kind->words;
  return was_read_whole(judged.problems) ? std::string_view() : "XML document";
}

bool XmlDocuments::could_check_lone() const {
  return std::all_of(judged_.begin(), judged_.end(), [](const auto& document) {
    return document.second.has_schema || !was_read_whole(document.second.problems);
  });
}

void XmlDocuments::at_end(const PassOutcome&, FindingSink& sink,
                          std::vector<std::string>& not_run) {
  for (const auto& [path, judged] : judged_) {
    if (!belongs(path) || !is_wanted(judged.kind))
      continue;
    if (judged.no_schema)
      throw Error(*judged.no_schema);
    report_xml_problems(path, judged.problems, sink);
    if (!judged.has_schema && was_read_whole(judged.problems))
      not_run.push_back(fmt::format("schema of {}: delo has none for {}", display_name(path.str()),
                                    judged.kind ? fmt::format("a {}", judged.kind->words)
                                                : "this kind of document"));
    if (judged.has_schema && judged.has_unread)
      not_run.push_back(fmt::format("schemas of the metadata within {}: a {} is held to its own "
                                    "schema only",
                                    display_name(path.str()), judged.kind->words));
  }
}

} // namespace delo
