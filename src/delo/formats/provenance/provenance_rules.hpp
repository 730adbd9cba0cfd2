// Packages that delo made, against their own provenance record: what is told in several places is
// told alike.
#pragma once

#include "delo/formats/provenance/provenance_reader.hpp"
#include "delo/formats/provenance/text_collector.hpp"
#include "delo/formats/xsd/xml_documents.hpp"
#include "delo/io/inspector.hpp"

#include <map>
#include <set>
#include <span>
#include <string>

namespace delo {

std::span<const Rule> provenance_rules();

/// Judges packages whose documentation/provenance.json says that delo made them, wherever the SIP
/// lies; others have nothing that these rules speak of.
class ProvenanceRules final : public Inspector, public DocumentListener {
public:
  /// `documents` parses the descriptions; it must outlive this.
  explicit ProvenanceRules(XmlDocuments& documents);

  XmlHandler* hear(const RelPath& path, std::string_view uri, std::string_view root) override;
  void heard(const RelPath& path, bool whole) override;

  std::span<const Rule> rules() const override { return provenance_rules(); }
  bool applies() const override { return applies_; }
  Interest interest_in(const RelPath& path) override;
  void on_bytes(const RelPath& path, std::string_view bytes) override;
  void on_file(const RelPath& path, const SeenFile& file) override;
  void at_end(const PassOutcome& outcome, FindingSink& sink,
              std::vector<std::string>& not_run) override;

private:
  struct Judging;

  void judge(const RelPath& path, const std::string& root, const ReadProvenance& read,
             Judging& judging) const;
  void judge_id(const RelPath& path, const std::string& root, const ProvenanceRecord& record,
                Judging& judging) const;
  void judge_descriptions(const std::string& root, const ProvenanceRecord& record,
                          Judging& judging) const;
  void judge_bag_info(const ProvenanceRecord& record, Judging& judging) const;
  void judge_representations(const RelPath& path, const std::string& root,
                             const ProvenanceRecord& record, Judging& judging) const;
  void judge_page(const RelPath& path, const std::string& root, const ProvenanceRecord& record,
                  Judging& judging) const;
  void judge_rights(const RelPath& path, const std::string& root, const ProvenanceRecord& record,
                    Judging& judging) const;

  std::map<RelPath, ProvenanceText> records_;
  std::map<RelPath, std::string> texts_;                         ///< provenance.json, bag-info.txt
  std::map<RelPath, IdCollector> ids_;                           ///< of METS and PREMIS
  std::map<RelPath, TextCollector> documents_;                   ///< MODS, Dublin Core, PREMIS
  std::map<std::string, std::set<std::string>> representations_; ///< by roots of SIPs
  std::set<RelPath> too_long_;
  bool applies_ = false;
};

} // namespace delo
