#include "delo/model/report_data.hpp"

#include <algorithm>

namespace delo {

std::string_view to_word(Verdict verdict) {
  switch (verdict) {
  case Verdict::valid:
    return "valid";
  case Verdict::invalid:
    return "invalid";
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
                    [severity](const Finding& f) { return f.rule->severity == severity; }));
}

Verdict PackageReport::verdict() const {
  if (!unreadable.empty())
    return Verdict::unreadable;
  if (!is_package)
    return Verdict::not_a_package;
  return count(Severity::error) > 0 ? Verdict::invalid : Verdict::valid;
}

ExitCode exit_code(const RunReport& report) {
  const auto any = [&report](Verdict verdict) {
    return std::any_of(report.packages.begin(), report.packages.end(),
                       [verdict](const PackageReport& p) { return p.verdict() == verdict; });
  };
  if (any(Verdict::unreadable))
    return ExitCode::could_not_finish;
  if (any(Verdict::invalid))
    return ExitCode::bad;
  if (report.packages.empty() || any(Verdict::not_a_package))
    return ExitCode::nothing_to_check;
  return ExitCode::good;
}

} // namespace delo
