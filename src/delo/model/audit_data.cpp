#include "delo/model/audit_data.hpp"

#include <algorithm>

namespace delo {
namespace {

/// One outcome: its word, what it says, and how much it says about a package that has several.
struct OutcomeRow {
  AuditOutcome outcome;
  std::string_view word;
  Standing standing;
  int gravity;
};

constexpr std::array<OutcomeRow, kAuditOutcomeCount> kOutcomes{{
    {AuditOutcome::passed, "passed", Standing::good, 0},
    {AuditOutcome::altered, "altered", Standing::bad, 6},
    {AuditOutcome::truncated, "truncated", Standing::bad, 5},
    {AuditOutcome::extended, "extended", Standing::bad, 4},
    {AuditOutcome::missing, "missing", Standing::bad, 3},
    {AuditOutcome::extra, "extra", Standing::bad, 1},
    {AuditOutcome::unreadable, "unreadable", Standing::unproven, 10},
    {AuditOutcome::package_missing, "package missing", Standing::bad, 8},
    {AuditOutcome::not_run, "not run", Standing::unproven, 9},
    {AuditOutcome::moved, "moved", Standing::bad, 2},
    {AuditOutcome::manifest_altered, "manifest altered", Standing::bad, 7},
}};

constexpr std::array<std::string_view, 5> kPackageKinds{"folder", "archive", "ocfl", "files",
                                                        "list"};

const OutcomeRow& row(AuditOutcome outcome) {
  return kOutcomes[static_cast<std::size_t>(outcome)];
}

constexpr auto kList = [] {
  std::array<AuditOutcome, kOutcomes.size()> list{};
  for (std::size_t i = 0; i < list.size(); ++i)
    list[i] = kOutcomes[i].outcome;
  return list;
}();

} // namespace

std::span<const AuditOutcome> audit_outcomes() {
  return kList;
}
std::string_view to_word(AuditOutcome outcome) {
  return row(outcome).word;
}
Standing standing(AuditOutcome outcome) {
  return row(outcome).standing;
}

std::optional<AuditOutcome> audit_outcome_from_word(std::string_view word) {
  for (const OutcomeRow& known : kOutcomes)
    if (known.word == word)
      return known.outcome;
  return std::nullopt;
}

AuditOutcome graver(AuditOutcome a, AuditOutcome b) {
  return row(b).gravity > row(a).gravity ? b : a;
}

std::string_view to_word(PackageKind kind) {
  return kPackageKinds[static_cast<std::size_t>(kind)];
}

std::optional<PackageKind> package_kind_from_word(std::string_view word) {
  for (std::size_t i = 0; i < kPackageKinds.size(); ++i)
    if (kPackageKinds[i] == word)
      return static_cast<PackageKind>(i);
  return std::nullopt;
}

std::string labelled(const std::optional<Digest>& digest) {
  if (!digest)
    return {};
  return std::string(info(digest->algorithm()).bagit) + ":" + digest->hex();
}

std::uint64_t AuditCounts::bad() const {
  std::uint64_t sum = 0;
  for (const OutcomeRow& known : kOutcomes)
    if (known.standing == Standing::bad)
      sum += of(known.outcome);
  return sum;
}

ExitCode exit_code(const AuditReport& report) {
  if (report.counts.of(AuditOutcome::unreadable) > 0 || !report.log.trouble.empty())
    return ExitCode::could_not_finish;
  if (report.counts.bad() > 0)
    return ExitCode::bad;
  if (!report.stores_away.empty() || !report.mass_changes.empty())
    return ExitCode::mass_change;
  if (std::any_of(report.outlooks.begin(), report.outlooks.end(),
                  [](const CycleOutlook& outlook) { return outlook.overdue > 0; }))
    return ExitCode::overdue;
  if (report.is_dry_run)
    return report.planned.empty() ? ExitCode::nothing_to_check : ExitCode::good;
  return report.counts.packages == 0 && report.holdings == 0 ? ExitCode::nothing_to_check
                                                             : ExitCode::good;
}

ExitCode exit_code(const AuditAddResult& result) {
  if (std::any_of(result.refused.begin(), result.refused.end(),
                  [](const AuditRefusal& refusal) { return refusal.unreadable; }))
    return ExitCode::could_not_finish;
  if (!result.refused.empty())
    return ExitCode::bad;
  return result.not_packages.empty() ? ExitCode::good : ExitCode::nothing_to_check;
}

} // namespace delo
