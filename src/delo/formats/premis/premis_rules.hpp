// What PREMIS says of files against the files: sizes and digests, wherever it stands.
#pragma once

#include "delo/base/compact_list.hpp"
#include "delo/formats/premis/premis_reader.hpp"
#include "delo/formats/xsd/xml_documents.hpp"
#include "delo/io/inspector.hpp"

#include <map>
#include <memory>
#include <optional>

namespace delo {

std::span<const Rule> premis_rules();

/// Hears PREMIS documents and the PREMIS in METS files. Which file an object means is told by METS,
/// where a file names the section that the object stands in, or by an identifier or location of the
/// object that is a path. Objects that mean no file of the package are not compared.
class PremisRules final : public Inspector, public DocumentListener {
public:
  /// `documents` parses what is heard; it must outlive this.
  explicit PremisRules(XmlDocuments& documents);
  ~PremisRules() override;

  XmlHandler* hear(const RelPath& path, std::string_view uri, std::string_view root) override;
  void ended(const RelPath& path) override;
  void heard(const RelPath& path, bool whole) override;

  std::span<const Rule> rules() const override { return premis_rules(); }
  bool applies() const override { return has_objects_; }
  Interest interest_in(const RelPath& path) override;
  void still_needed(const PassOutcome& outcome, LateNeeds& needs) override;
  void at_end(const PassOutcome& outcome, FindingSink& sink,
              std::vector<std::string>& not_run) override;

private:
  class Document;
  /// What one object says in one algorithm, or of its size alone.
  struct Claim;

  template <typename Visit>
  void for_each_claim(const SeenFiles& seen, Visit visit) const;
  void compare(const RelPath& document, const Claim& claim, const RelPath& target,
               const SeenFile& seen, FindingSink& sink) const;

  XmlDocuments& documents_;
  std::map<RelPath, std::unique_ptr<Document>> heard_;
  AlgorithmSet wanted_;
  bool has_objects_ = false;
};

} // namespace delo
