// The requirements of E-ARK CSIP and SIP, checked while a package is read.
#pragma once

#include "delo/formats/csip/csip_layout.hpp"
#include "delo/formats/csip/eark_document.hpp"
#include "delo/formats/csip/eark_folders.hpp"
#include "delo/formats/xsd/xml_documents.hpp"
#include "delo/io/inspector.hpp"
#include "delo/model/validate_options.hpp"

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>

namespace delo {

/// Checks packages that claim to be E-ARK's, by PROFILE or by attributes; every package when the
/// user asks for the families by name. Where the checks of METS run as well, faults of bytes and of
/// XML are left to them, so that nothing is told twice: here their rules only count as failed.
class EarkRules final : public Inspector, public DocumentListener {
public:
  /// `documents` parses the METS files; it must outlive this.
  EarkRules(XmlDocuments& documents, const ValidateOptions& options);
  ~EarkRules() override;

  XmlHandler* hear(const RelPath& path, std::string_view uri, std::string_view root) override;
  void ended(const RelPath& path) override;
  void heard(const RelPath& path, bool whole) override;

  std::span<const Rule> rules() const override;
  bool applies() const override { return applies_; }
  void begin(const Listing& listing) override;
  void on_entry(const Entry& entry, const RelPath* path, PathFault fault) override;
  Interest interest_in(const RelPath& path) override;
  void on_file(const RelPath& path, const SeenFile& file) override;
  void still_needed(const PassOutcome& outcome, LateNeeds& needs) override;
  void at_end(const PassOutcome& outcome, FindingSink& sink,
              std::vector<std::string>& not_run) override;

  /// Whether something was judged, though it may have no METS.xml.
  bool found_package() const { return applies_; }

private:
  struct Heard;
  struct Judging;

  Heard& document_at(const RelPath& path);
  std::optional<SipPath> place_of(const RelPath& path) const;
  const Heard* package_mets(const std::string& root) const;
  std::vector<std::string> roots() const;
  void judge_root(const std::string& root, Judging& judging);
  void judge_document(const RelPath& path, const Heard& heard, const std::string& root,
                      Judging& judging);
  void judge_against_package(const RelPath& path, const Heard& heard, const std::string& root,
                             const Judging& judging, RuleTally& tally) const;
  static std::string folder_name(const std::string& root, const Judging& judging);
  void choose_versions(const std::string& root, Judging& judging);
  static void judge_sip(const EarkFacts& facts, const Judging& judging, RuleTally& tally);
  static std::optional<Severity> level_in_package(const Rule& rule, const Judging& judging);
  void report(const RuleTally& tally, const std::string& path, Judging& judging);
  void settle(Judging& judging);

  bool asked_;      ///< the user named the families
  bool asked_sip_;  ///< that of SIP among them
  bool tell_twice_; ///< faults of bytes and of XML are nobody else's
  std::uint64_t most_faults_;
  std::string csip_version_;
  std::string sip_version_;
  XmlDocuments& documents_to_hear_;
  bool applies_ = false;
  bool is_bag_ = false;
  bool has_things_outside_ = false;
  EarkFolders folders_;
  std::map<RelPath, std::unique_ptr<Heard>> documents_;
  AlgorithmSet wanted_;
  bool assumed_ = true; ///< no METS file has said yet which algorithms are needed
};

} // namespace delo
