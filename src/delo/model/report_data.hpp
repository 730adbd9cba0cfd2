// What a run found out, for all report formats alike.
#pragma once

#include "delo/base/timestamp.hpp"
#include "delo/model/finding.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace delo {

/// Something that could not be read. Neither a pass nor a fault of the package.
struct Unreadable {
  std::string path;   ///< inside the package; empty for the package itself
  std::string reason; ///< "Input/output error"
  std::string hint;
};

enum class Verdict {
  valid,
  invalid,       ///< at least one error finding
  incomplete,    ///< a bag that lacks nothing but what its fetch.txt says where to get
  not_a_package, ///< neither a Bag nor a METS package: there was nothing to check
  unreadable,    ///< could not finish: proves nothing, and beats every other verdict
};

std::string_view to_word(Verdict verdict);

/// What became of one rule.
struct RuleStanding {
  const Rule* rule = nullptr;
  RuleOutcome outcome = RuleOutcome::passed;
};

/// One package of a run.
struct PackageReport {
  std::string path;         ///< as the user gave it
  std::string kind;         ///< "bag with SIP", "bag", "SIP"; empty when unknown
  std::string profile = {}; ///< the BagIt Profile it was held to; empty without one
  std::vector<Finding> findings;
  std::vector<Unreadable> unreadable;
  std::vector<std::string> not_run; ///< checks that did not run, each with its reason
  std::uint64_t files = 0;
  std::uint64_t bytes = 0;
  bool is_package = true;
  std::vector<RuleStanding> rules =
      {}; ///< every rule of the families that were asked, in their order

  Verdict verdict() const;
  std::uint64_t count(Severity severity) const;
  std::uint64_t count(RuleOutcome outcome) const;
};

struct RunReport {
  Timestamp started;
  std::vector<PackageReport> packages;
};

/// How a run ends, as a number; documented and permanent.
enum class ExitCode : int {
  good = 0,
  bad = 1,
  usage = 2,
  could_not_finish = 3,
  nothing_to_check = 4,
  overdue = 5,
  mass_change = 6,
  bug = 70,
  busy = 75,
  interrupted = 130,
};

/// 3 beats 1, because an unfinished run proves nothing; 1 beats 4.
ExitCode exit_code(const RunReport& report);

} // namespace delo
