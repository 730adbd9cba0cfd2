// What the user wants to see of what was found. Nothing is dropped in silence: what is not listed
// is counted, with the reason.
#pragma once

#include "delo/model/report_data.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace delo {

/// The findings of an earlier report, by package and fingerprint. Packages are told by the last
/// part of their paths: they may have moved.
class Baseline {
public:
  void add(std::string_view package, std::string fingerprint, GoneFinding finding);
  /// Marks in a report what is known, and tells what is gone.
  void compare(PackageReport& report) const;

private:
  using Findings = std::map<std::string, GoneFinding, std::less<>>;
  std::map<std::string, Findings, std::less<>> packages_;
};

/// Rules are named by their ids, or by how those begin.
struct FindingPolicy {
  std::vector<std::string> only = {}; ///< empty: all
  std::vector<std::string> ignore = {};
  std::optional<std::uint64_t> max_findings = {}; ///< of a rule and package, that are listed
  const Baseline* baseline = nullptr;
};

/// Whether a word names a rule: it is its id; or it is no id at all, and the id begins with it.
bool names_rule(std::string_view word, const Rule& rule,
                std::span<const std::span<const Rule>> all_rules);

/// Whether a rule guards the reading itself, so that nothing could be believed without it. Such
/// rules cannot be ignored.
bool guards_reading(const Rule& rule);

/// Compares, leaves out and folds, in this order.
void apply_policy(PackageReport& report, const FindingPolicy& policy,
                  std::span<const std::span<const Rule>> all_rules);

} // namespace delo
