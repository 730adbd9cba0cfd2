// METS against the package that holds it, both ways.
#pragma once

#include "delo/formats/mets/location.hpp"
#include "delo/formats/mets/media_type_check.hpp"
#include "delo/formats/mets/mets_reader.hpp"
#include "delo/formats/xsd/xml_documents.hpp"
#include "delo/io/inspector.hpp"

#include <array>
#include <map>
#include <memory>
#include <set>
#include <span>

namespace delo {

std::span<const Rule> mets_rules();

/// Hears the METS files of a package, compares every file they name with the package, and every
/// file of the package with what they name.
class MetsRules final : public Inspector, public DocumentListener {
public:
  /// `documents` parses the METS files; it must outlive this.
  explicit MetsRules(XmlDocuments& documents);
  ~MetsRules() override;

  XmlHandler* hear(const RelPath& path, std::string_view uri, std::string_view root) override;
  void ended(const RelPath& path) override;
  void heard(const RelPath& path, bool whole) override;

  std::span<const Rule> rules() const override { return mets_rules(); }
  bool applies() const override { return !roots_.empty(); }
  void begin(const Listing& listing) override;
  Interest interest_in(const RelPath& path) override;
  void on_head(std::uint32_t number, std::string_view head) override;
  void on_file(const RelPath& path, const SeenFile& file) override;
  void still_needed(const PassOutcome& outcome, LateNeeds& needs) override;
  void at_end(const PassOutcome& outcome, FindingSink& sink,
              std::vector<std::string>& not_run) override;

private:
  struct Document {
    MetsReader reader;
    bool whole = false;
    bool is_mets_2 = false; ///< of the version whose references delo does not read
  };
  /// A mention of a file, with the file that it means now that all are known.
  struct Reference {
    MetsReference said;
    RelPath mets;   ///< who says it
    RelPath target; ///< as a path of the package
  };
  /// What was odd about the locations of one document: how often, and where first.
  struct Oddities {
    struct Row {
      std::uint64_t count = 0;
      std::uint64_t first_line = 0;
    };
    std::array<Row, kHrefDialects> dialects;
    Row elsewhere;
  };

  template <typename Visit>
  void for_each_reference(const SeenFiles& seen, Visit visit) const;
  void judge_documents();
  void judge_references(const PassOutcome& outcome);
  void judge_oddities(const RelPath& mets, const Oddities& oddities);
  void note_named(const Reference& reference);
  void compare(const Reference& reference);
  void compare_digest(const Reference& reference, const SeenFile& seen);
  void compare_type(const Reference& reference, const SeenFile& seen);
  bool has_own_mets(const RelPath& path) const;
  bool is_silent_about(const std::string& root, const RelPath& path) const;
  void find_unnamed();
  void report(std::string_view rule, const RelPath& path, std::uint64_t line, std::string message,
              std::string expected = {}, std::string actual = {});

  XmlDocuments& documents_;
  std::map<RelPath, Document> mets_;
  std::vector<Signature> signatures_; ///< by the numbers of the files that were seen
  std::vector<bool> named_;           ///< by the numbers of the files that were seen
  std::set<RelPath> foreign_mets_;    ///< METS files that others made, named by ours
  std::map<std::string, bool> roots_; ///< folders that hold a METS file; whether E-ARK's rules hold
  std::set<std::string> unsure_roots_; ///< a METS file of theirs could not be read
  bool is_bag_ = false;
  AlgorithmSet wanted_;
  bool assumed_ = true; ///< nothing has said yet which algorithms are needed
  // Only while judging:
  const SeenFiles* seen_ = nullptr;
  FindingSink* sink_ = nullptr;
  std::vector<std::string>* not_run_ = nullptr;
};

} // namespace delo
