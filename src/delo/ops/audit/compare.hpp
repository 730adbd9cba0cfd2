// What lies in a package against what is catalogued, file by file.
#pragma once

#include "delo/ops/audit/catalogue.hpp"
#include "delo/ops/audit/reading.hpp"

#include <set>
#include <string>
#include <utility>
#include <vector>

namespace delo {

/// What a file that was read, or could not be, is in the light of the catalogue.
AuditOutcome outcome_of(const StoredItem& item, const CataloguedFile& known);

/// Puts what it finds into a PackageCheck. Refers to what it is given; use from one thread.
class Comparison {
public:
  Comparison(const CatalogueEntry& package, const CataloguedFiles& files, PackageCheck& check)
      : package_(package), files_(files), check_(check) {}

  /// Judges everything that was found, and tells what is missing.
  void compare(const StoredPackage& found);
  /// Whether a file that is there is what it was; if not, there is an event more.
  bool judge(const StoredItem& item, const CataloguedFile& known);
  /// A new event, valid until the next one.
  AuditEvent& event(const std::string& path, AuditOutcome outcome,
                    const CataloguedFile* known = nullptr);

private:
  void compare(const StoredItem& item);
  void tell_extra(const StoredItem& item, std::string reason);
  void tell_missing();
  bool was_cut_while_reading(const StoredItem& item) const;
  bool has_known_below(const std::string& folder) const;
  const std::string* blocked_folder_above(const std::string& name) const;

  const CatalogueEntry& package_;
  const CataloguedFiles& files_;
  PackageCheck& check_;
  std::set<std::string> seen_;
  std::vector<std::pair<std::size_t, std::string>> blocked_; ///< event and name of a folder
};

} // namespace delo
