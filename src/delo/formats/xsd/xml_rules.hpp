// Rules for any XML of a package: well-formed, without DOCTYPE, valid by its schema.
#pragma once

#include "delo/base/rel_path.hpp"
#include "delo/formats/xsd/schema_set.hpp"
#include "delo/io/inspector.hpp"
#include "delo/io/xml_reader.hpp"

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>

namespace delo {

std::span<const Rule> xml_rules();

/// Turns what an XmlReader found into findings. Returns whether the document could be read to its
/// end; only then may conclusions be drawn from what it does not say.
bool report_xml_problems(const RelPath& path, const std::vector<XmlProblem>& problems,
                         FindingSink& sink);

/// Says that a document was not checked by a schema, since delo has none for its kind.
std::string no_schema_for(const RelPath& path);

/// Checks the metadata files of a SIP: every .xml below a metadata folder beside a METS.xml.
/// Documents in namespaces that delo has no schema for are only checked for form. Throws
/// Error(usage) at the end when the set lacks a schema for documents that delo knows.
class MetadataRules final : public Inspector {
public:
  explicit MetadataRules(const SchemaSet& schemas);
  ~MetadataRules() override;
  std::span<const Rule> rules() const override { return xml_rules(); }
  bool applies() const override { return !sip_roots_.empty(); }
  Interest interest_in(const RelPath& path) override;
  void on_bytes(const RelPath& path, std::string_view bytes) override;
  void on_file(const RelPath& path, const SeenFile& file) override;
  void at_end(const PassOutcome& outcome, FindingSink& sink,
              std::vector<std::string>& not_run) override;

private:
  class Document;
  struct Judged {
    std::string sip_root;
    std::vector<XmlProblem> problems;
    bool is_known_kind;
    std::optional<Error> no_schema;
  };
  const SchemaSet& schemas_;
  std::map<RelPath, std::unique_ptr<Document>> open_;
  std::map<RelPath, Judged> judged_;
  std::set<std::string> sip_roots_; ///< folders that hold a METS.xml
};

} // namespace delo
