// One broken rule in one place of a package.
#pragma once

#include "delo/model/rule.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace delo {

/// A bad package is told in Findings, a broken world in an Error; never the other way round.
struct Finding {
  const Rule* rule = nullptr;
  std::string path;       ///< inside the package, bytes as found; empty for the package as a whole
  std::uint64_t line = 0; ///< 1-based; 0 when there is none
  std::string message;    ///< what is wrong, naming what was found
  std::string expected;   ///< a digest or a size, "" when that makes no sense
  std::string actual;
  std::optional<Severity> level = {}; ///< where the package's version of the standard differs
  std::string fingerprint = {}; ///< the same from run to run (model/fingerprint.hpp); "" before
  bool known = false;           ///< an earlier report, the baseline, has it as well

  Severity severity() const { return level.value_or(rule->severity); }
};

/// Takes findings as they are made.
class FindingSink {
public:
  virtual ~FindingSink() = default;
  virtual void report(Finding finding) = 0;
  /// Findings that whoever made them has counted and not kept (model/finding_cap.hpp).
  virtual void count_more(const Rule& rule, Severity severity, std::uint64_t count) = 0;
  /// What became of a rule that no finding names, where it is not simply that it passed.
  virtual void settle(const Rule&, RuleOutcome) {}
};

} // namespace delo
