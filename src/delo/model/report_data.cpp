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
  std::uint64_t n = 0;
  for (const Finding& finding : findings)
    n += finding.severity() == severity ? 1 : 0;
  for (const MoreFindings& row : more)
    n += row.severity == severity ? row.count : 0;
  return n;
}

std::uint64_t PackageReport::count(RuleOutcome outcome) const {
  return static_cast<std::uint64_t>(
      std::count_if(rules.begin(), rules.end(),
                    [outcome](const RuleStanding& row) { return row.outcome == outcome; }));
}

std::uint64_t PackageReport::count_known() const {
  std::uint64_t n = 0;
  for (const Finding& finding : findings)
    n += finding.known ? 1 : 0;
  for (const MoreFindings& row : more)
    n += row.known ? row.count : 0;
  return n;
}

bool PackageReport::fails(Severity threshold) const {
  const auto is_new = [threshold](const Finding& f) {
    return !f.known && f.severity() >= threshold;
  };
  const auto are_new = [threshold](const MoreFindings& m) {
    return !m.known && m.severity >= threshold;
  };
  return std::any_of(findings.begin(), findings.end(), is_new) ||
         std::any_of(more.begin(), more.end(), are_new);
}

Verdict PackageReport::verdict() const {
  if (!unreadable.empty())
    return Verdict::unreadable;
  if (!is_package)
    return Verdict::not_a_package;
  if (count(Severity::error) == 0)
    return Verdict::valid;
  const auto is_fetchable = [](const auto& row, Severity severity) {
    return severity != Severity::error || row.rule->id == kToBeFetched;
  };
  const bool lacks_only_fetchable =
      std::all_of(findings.begin(), findings.end(),
                  [&](const Finding& f) { return is_fetchable(f, f.severity()); }) &&
      std::all_of(more.begin(), more.end(),
                  [&](const MoreFindings& m) { return is_fetchable(m, m.severity); });
  return lacks_only_fetchable ? Verdict::incomplete : Verdict::invalid;
}

std::uint64_t RunReport::count(Verdict verdict) const {
  return static_cast<std::uint64_t>(
      std::count_if(packages.begin(), packages.end(),
                    [verdict](const PackageReport& p) { return p.verdict() == verdict; }));
}

ExitCode exit_code(const RunReport& report, Severity threshold) {
  if (report.count(Verdict::unreadable) > 0)
    return ExitCode::could_not_finish;
  if (std::any_of(
          report.packages.begin(), report.packages.end(),
          [threshold](const PackageReport& p) { return p.is_package && p.fails(threshold); }))
    return ExitCode::bad;
  if (report.packages.empty() || report.count(Verdict::not_a_package) > 0)
    return ExitCode::nothing_to_check;
  return ExitCode::good;
}

} // namespace delo
