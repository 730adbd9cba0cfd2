#include "delo/model/finding_filter.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

namespace delo {
namespace {

std::string_view last_part(std::string_view path) {
  while (path.size() > 1 && path.ends_with('/'))
    path.remove_suffix(1);
  return path.substr(path.rfind('/') + 1);
}

/// Decides for each rule once.
class Choice {
public:
  Choice(const FindingPolicy& policy, std::span<const std::span<const Rule>> all_rules)
      : policy_(policy), all_rules_(all_rules) {}

  /// Why the findings of a rule are not listed; empty when they are.
  const std::string& reason(const Rule& rule) {
    const auto [row, is_new] = reasons_.try_emplace(&rule);
    if (is_new && !guards_reading(rule))
      row->second = found_reason(rule);
    return row->second;
  }

  bool is_asked(const Rule& rule) const {
    return policy_.only.empty() || guards_reading(rule) || named_in(policy_.only, rule);
  }

private:
  const std::string* named_in(const std::vector<std::string>& words, const Rule& rule) const {
    const auto word = std::find_if(words.begin(), words.end(), [&](const std::string& w) {
      return names_rule(w, rule, all_rules_);
    });
    return word == words.end() ? nullptr : &*word;
  }

  std::string found_reason(const Rule& rule) const {
    if (const std::string* word = named_in(policy_.ignore, rule))
      return fmt::format("--ignore {}", *word);
    return is_asked(rule) ? "" : fmt::format("--only {}", fmt::join(policy_.only, ", "));
  }

  const FindingPolicy& policy_;
  std::span<const std::span<const Rule>> all_rules_;
  std::map<const Rule*, std::string> reasons_;
};

void leave_out(PackageReport& report, Choice& choice) {
  std::map<std::string_view, IgnoredFindings> ignored; // by id
  std::erase_if(report.findings, [&](const Finding& finding) {
    const std::string& reason = choice.reason(*finding.rule);
    if (reason.empty())
      return false;
    IgnoredFindings& row = ignored[finding.rule->id];
    row = {finding.rule, row.count + 1, reason};
    return true;
  });
  std::erase_if(report.more, [&](const MoreFindings& more) {
    const std::string& reason = choice.reason(*more.rule);
    if (reason.empty())
      return false;
    IgnoredFindings& row = ignored[more.rule->id];
    row = {more.rule, row.count + more.count, reason};
    return true;
  });
  for (const auto& [id, row] : ignored)
    report.ignored.push_back(row);
  std::erase_if(report.rules,
                [&choice](const RuleStanding& row) { return !choice.is_asked(*row.rule); });
  for (RuleStanding& row : report.rules)
    if (!choice.reason(*row.rule).empty())
      row.outcome = RuleOutcome::not_run;
}

void fold(PackageReport& report, std::uint64_t most) {
  using Key = std::tuple<const Rule*, Severity, bool>;
  std::map<Key, std::uint64_t> listed;
  std::map<Key, std::size_t> rows; // in `more`: those that never were kept, then as they come
  for (std::size_t i = 0; i < report.more.size(); ++i)
    rows.emplace(Key{report.more[i].rule, report.more[i].severity, report.more[i].known}, i);
  std::erase_if(report.findings, [&](const Finding& finding) {
    const Key key{finding.rule, finding.severity(), finding.known};
    if (listed[key]++ < most)
      return false;
    const auto [row, is_new] = rows.try_emplace(key, report.more.size());
    if (is_new)
      report.more.push_back({finding.rule, finding.severity(), 0, finding.known});
    ++report.more[row->second].count;
    return true;
  });
}

} // namespace

void Baseline::add(std::string_view package, std::string fingerprint, GoneFinding finding) {
  packages_[std::string(last_part(package))].insert_or_assign(std::move(fingerprint),
                                                              std::move(finding));
}

void Baseline::compare(PackageReport& report) const {
  const auto earlier = packages_.find(last_part(report.path));
  if (earlier == packages_.end())
    return;
  std::set<std::string_view> met;
  for (Finding& finding : report.findings) {
    finding.known = earlier->second.contains(finding.fingerprint);
    if (finding.known)
      met.insert(finding.fingerprint);
  }
  if (report.verdict() == Verdict::unreadable || !report.is_package)
    return; // what was not found now may be there all the same
  for (const auto& [fingerprint, finding] : earlier->second)
    if (!met.contains(fingerprint))
      report.gone.push_back(finding);
}

bool names_rule(std::string_view word, const Rule& rule,
                std::span<const std::span<const Rule>> all_rules) {
  if (rule.id == word)
    return true;
  if (!rule.id.starts_with(word))
    return false;
  for (const auto& table : all_rules)
    for (const Rule& other : table)
      if (other.id == word)
        return false;
  return true;
}

bool guards_reading(const Rule& rule) {
  return family_of(rule) == RuleFamily::container && rule.severity == Severity::error;
}

void apply_policy(PackageReport& report, const FindingPolicy& policy,
                  std::span<const std::span<const Rule>> all_rules) {
  if (policy.baseline)
    policy.baseline->compare(report);
  Choice choice(policy, all_rules);
  if (!policy.only.empty() || !policy.ignore.empty())
    leave_out(report, choice);
  if (policy.max_findings)
    fold(report, *policy.max_findings);
}

} // namespace delo
