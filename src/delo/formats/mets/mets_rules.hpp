// METS against the package that holds it, both ways.
#pragma once

#include "delo/formats/mets/mets_reader.hpp"
#include "delo/formats/xsd/schema_set.hpp"
#include "delo/io/inspector.hpp"

#include <map>
#include <memory>
#include <set>
#include <span>

namespace delo {

std::span<const Rule> mets_rules();

/// Reads the METS.xml of a SIP and of its representations, checks them by their schema, and
/// compares every file they name with the package, and every file of the SIP with what they name.
class MetsRules final : public Inspector {
public:
  explicit MetsRules(const SchemaSet& schemas);
  ~MetsRules() override;
  std::span<const Rule> rules() const override { return mets_rules(); }
  bool applies() const override { return has_sip(); }
  void begin(const Listing& listing) override;
  Interest interest_in(const RelPath& path) override;
  void on_bytes(const RelPath& path, std::string_view bytes) override;
  void on_file(const RelPath& path, const SeenFile& file) override;
  void still_needed(const PassOutcome& outcome, DigestNeeds& needs) override;
  void at_end(const PassOutcome& outcome, FindingSink& sink,
              std::vector<std::string>& not_run) override;

  /// Whether a METS.xml lies at the root of a SIP.
  bool has_sip() const { return !sip_roots_.empty(); }

private:
  class Document;
  const SchemaSet& schemas_;
  /// A mention of a file, with the file that it means now that all are known.
  struct Reference {
    MetsReference said;
    RelPath mets;   ///< who says it
    RelPath target; ///< as a path of the package
  };

  void settle(const Document& document);
  template <typename Visit, typename Stray>
  void for_each_reference(const SeenFiles& seen, Visit visit, Stray stray) const;
  void note_named(const Reference& reference, const SeenFiles& seen);
  static void compare(const Reference& reference, const SeenFiles& seen, FindingSink& sink,
                      std::vector<std::string>& not_run);
  static void compare_digest(const Reference& reference, const SeenFile& seen, FindingSink& sink,
                             std::vector<std::string>& not_run);
  bool has_own_mets(const RelPath& path) const;
  void find_unnamed(const SeenFiles& seen, FindingSink& sink);

  std::map<RelPath, std::unique_ptr<Document>> documents_;
  std::vector<bool> named_;        ///< by the numbers of the files that were seen
  std::set<RelPath> foreign_mets_; ///< METS files that others made, named by ours
  std::set<std::string> sip_roots_;
  std::set<std::string> unsure_roots_; ///< a METS file of theirs could not be read
  AlgorithmSet wanted_;
  bool assumed_ = true; ///< nothing has said yet which algorithms are needed
};

} // namespace delo
