#include "delo/model/report_data.hpp"

#include <algorithm>

namespace delo {
namespace {

/// The rule that a bag breaks by lacking what its fetch.txt says where to get.
constexpr std::string_view kToBeFetched = "BAGIT-2.2.3-1";

} // namespace

std::string_view to_word(Verdict verdict) {
  switch (verdict) {
  case Verdict::valid:
    return "valid";
  case Verdict::invalid:
    return "invalid";
  case Verdict::incomplete:
    return "incomplete";
  case Verdict::not_a_package:
    return "not a package";
  case Verdict::unreadable:
    return "could not finish";
  }
  return "";
}

std::uint64_t PackageReport::count(Severity severity) const {
  return static_cast<std::uint64_t>(
      std::count_if(findings.begin(), findings.end(),
                    [severity](const Finding& f) { return f.severity() == severity; }));
}

std::uint64_t PackageReport::count(RuleOutcome outcome) const {
  return static_cast<std::uint64_t>(
      std::count_if(rules.begin(), rules.end(),
                    [outcome](const RuleStanding& row) { return row.outcome == outcome; }));
}

Verdict PackageReport::verdict() const {
  if (!unreadable.empty())
    return Verdict::unreadable;
  if (!is_package)
    return Verdict::not_a_package;
  if (count(Severity::error) == 0)
    return Verdict::valid;
  const bool lacks_only_fetchable =
      std::all_of(findings.begin(), findings.end(), [](const Finding& finding) {
        return finding.severity() != Severity::error || finding.rule->id == kToBeFetched;
      });
  return lacks_only_fetchable ? Verdict::incomplete : Verdict::invalid;
}

ExitCode exit_code(const RunReport& report) {
  const auto any = [&report](Verdict verdict) {
    return std::any_of(report.packages.begin(), report.packages.end(),
                       [verdict](const PackageReport& p) { return p.verdict() == verdict; });
  };
  if (any(Verdict::unreadable))
    return ExitCode::could_not_finish;
  if (any(Verdict::invalid) || any(Verdict::incomplete))
    return ExitCode::bad;
  if (report.packages.empty() || any(Verdict::not_a_package))
    return ExitCode::nothing_to_check;
  return ExitCode::good;
}

} // namespace delo
