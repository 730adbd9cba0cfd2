// The XML documents of a package: each is parsed once, and everyone who cares hears it.
#pragma once

#include "delo/formats/xsd/document_kind.hpp"
#include "delo/formats/xsd/schema_set.hpp"
#include "delo/formats/xsd/xml_rules.hpp"
#include "delo/io/inspector.hpp"
#include "delo/model/validate_options.hpp"

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>

namespace delo {

/// Draws from the documents of a package what it needs.
class DocumentListener {
public:
  virtual ~DocumentListener() = default;
  /// At the first element of a document: who shall hear it, from this element on; null when it says
  /// nothing to this listener.
  virtual XmlHandler* hear(const RelPath& path, std::string_view uri, std::string_view root) = 0;
  /// The root element is closed, so that what the document says is known; called while its bytes
  /// pass, before the next file is looked at.
  virtual void ended(const RelPath&) {}
  /// A document that hear() took is over. `whole`: it was read to its end.
  virtual void heard(const RelPath& path, bool whole) = 0;
};

/// Parses the METS files of a package and the metadata beside them, and whatever else is asked for
/// with expect(); checks their form, their schema and their IDs. Documents in namespaces that delo
/// has no schema for are only checked for form. Throws Error(usage) at the end when the set lacks a
/// schema for documents that delo knows.
class XmlDocuments final : public Inspector {
public:
  enum class Scope {
    package,
    lone ///< the source is one document, and nothing but it
  };
  XmlDocuments(const SchemaSet& schemas, const ValidateOptions& options, Scope scope);
  ~XmlDocuments() override;

  /// Who else hears documents. It must outlive this.
  void add_listener(DocumentListener& listener) { listeners_.push_back(&listener); }
  /// A METS file says that this is a document with metadata, wherever it lies.
  void expect(const RelPath& path);

  /// Whether a document that has passed is one of the package: a folder may happen to be called
  /// "metadata". Certain once everything has passed.
  bool belongs(const RelPath& path) const;

  /// What a lone document is: "METS document"; empty when delo does not know its kind.
  std::string_view lone_kind() const;
  /// Whether a lone document could be checked at all: its form is broken, or there is a schema.
  bool could_check_lone() const;

  std::span<const Rule> rules() const override { return xml_rules(); }
  bool applies() const override;
  Interest interest_in(const RelPath& path) override;
  void on_bytes(const RelPath& path, std::string_view bytes) override;
  void on_file(const RelPath& path, const SeenFile& file) override;
  void still_needed(const PassOutcome& outcome, LateNeeds& needs) override;
  void on_late_file(const RelPath& path, const SeenFile& file) override { on_file(path, file); }
  void at_end(const PassOutcome& outcome, FindingSink& sink,
              std::vector<std::string>& not_run) override;

private:
  class Document;
  struct Judged {
    std::string sip_root;
    std::vector<XmlProblem> problems;
    const DocumentKind* kind;
    bool has_schema;
    bool has_unread; ///< metadata within it that its schema alone says nothing of
    std::optional<Error> no_schema;
  };
  bool is_of_interest(const RelPath& path) const;
  bool is_wanted(const DocumentKind* kind) const;

  const SchemaSet& schemas_;
  const ValidateOptions& options_;
  Scope scope_;
  std::vector<DocumentListener*> listeners_;
  std::map<RelPath, std::unique_ptr<Document>> open_;
  std::map<RelPath, Judged> judged_;
  std::set<RelPath> expected_;
  std::set<std::string> sip_roots_; ///< folders that hold a METS.xml
};

} // namespace delo
