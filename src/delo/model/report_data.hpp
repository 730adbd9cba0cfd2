// What a run found out, for all report formats alike.
#pragma once

#include "delo/base/timestamp.hpp"
#include "delo/model/finding.hpp"

#include <array>
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
inline constexpr std::array kVerdicts{Verdict::valid, Verdict::invalid, Verdict::incomplete,
                                      Verdict::not_a_package, Verdict::unreadable};

/// What became of one rule.
struct RuleStanding {
  const Rule* rule = nullptr;
  RuleOutcome outcome = RuleOutcome::passed;
};

/// Findings of one rule that are counted and not listed, because there are so many.
struct MoreFindings {
  const Rule* rule = nullptr;
  Severity severity = Severity::error;
  std::uint64_t count = 0;
  bool known = false; ///< as in Finding
};

/// Findings of one rule that the user did not ask for: counted, never passed over in silence.
struct IgnoredFindings {
  const Rule* rule = nullptr;
  std::uint64_t count = 0;
  std::string reason; ///< "--ignore BAGIT-3-1"
};

/// A finding of an earlier report that is no more there. Its rule may have been retired.
struct GoneFinding {
  std::string rule;
  std::string path; ///< inside the package, safe to print
  std::string message;
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
      {};                 ///< every rule of the families that were asked, in their order
  bool is_folder = false; ///< then the path of a finding leads to a file on the disk
  std::vector<MoreFindings> more = {};
  std::vector<IgnoredFindings> ignored = {};
  std::vector<GoneFinding> gone = {};

  /// Of all that was found, known or not; what the user ignores does not count.
  Verdict verdict() const;
  std::uint64_t count(Severity severity) const;
  std::uint64_t count(RuleOutcome outcome) const;
  /// The findings that an earlier report has as well.
  std::uint64_t count_known() const;
  /// Whether something of this weight, or of more, was found that is not known.
  bool fails(Severity threshold) const;
};

struct RunReport {
  Timestamp started;
  std::vector<PackageReport> packages;
  bool compared = false; ///< with an earlier report

  std::uint64_t count(Verdict verdict) const;
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

/// 3 beats 1, because an unfinished run proves nothing; 1 beats 4. What is known does not count,
/// and nothing lighter than `threshold`.
ExitCode exit_code(const RunReport& report, Severity threshold = Severity::error);

} // namespace delo
