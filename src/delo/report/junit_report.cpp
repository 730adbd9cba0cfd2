// A validation as JUnit XML: a suite for each package, a case for each rule that was checked. So a
// package without faults has cases that passed, not an empty suite.
#include "delo/base/utf8.hpp"
#include "delo/report/markup.hpp"
#include "delo/report/places.hpp"
#include "delo/report/report_writers.hpp"
#include "delo/report/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace delo {
namespace {

/// The findings of one rule in a package.
struct RuleFindings {
  std::vector<const Finding*> listed;
  std::vector<const MoreFindings*> more;
  bool fails = false;
  std::uint64_t count = 0;
};

class Suite {
public:
  Suite(const PackageReport& package, const ReportOptions& options)
      : package_(package), options_(options) {
    for (const RuleStanding& row : package.rules)
      rules_.push_back(row);
    for (const Finding& finding : package.findings)
      add(finding.rule, finding.severity(), finding.known, 1).listed.push_back(&finding);
    for (const MoreFindings& more : package.more)
      add(more.rule, more.severity, more.known, more.count).more.push_back(&more);
  }

  std::uint64_t tests() const { return rules_.size() + 1; }
  std::uint64_t errors() const { return no_verdict(package_).empty() ? 0 : 1; }
  std::uint64_t failures() const {
    return static_cast<std::uint64_t>(std::count_if(
        found_.begin(), found_.end(), [](const auto& row) { return row.second.fails; }));
  }
  std::uint64_t skipped() const {
    return static_cast<std::uint64_t>(
        std::count_if(rules_.begin(), rules_.end(), [this](const RuleStanding& row) {
          return !found_.contains(row.rule) && is_skipped(row.outcome);
        }));
  }

  void write(Markup& xml) const {
    xml.open("testsuite", {{"name", package_.path},
                           {"tests", std::to_string(tests())},
                           {"failures", std::to_string(failures())},
                           {"errors", std::to_string(errors())},
                           {"skipped", std::to_string(skipped())},
                           {"time", "0"}});
    xml.line();
    write_reading(xml);
    for (const RuleStanding& row : rules_)
      write_rule(xml, row);
    write_notes(xml);
    xml.close().line();
  }

private:
  static bool is_skipped(RuleOutcome outcome) {
    return outcome == RuleOutcome::not_applicable || outcome == RuleOutcome::not_run;
  }

  RuleFindings& add(const Rule* rule, Severity severity, bool known, std::uint64_t count) {
    const auto [row, is_new] = found_.try_emplace(rule);
    if (is_new && std::none_of(rules_.begin(), rules_.end(),
                               [rule](const RuleStanding& r) { return r.rule == rule; }))
      rules_.push_back({rule, RuleOutcome::failed});
    row->second.fails = row->second.fails || (!known && severity >= options_.fail_on);
    row->second.count += count;
    return row->second;
  }

  /// The case that every package has: that there was something to check, and that it could be read.
  void write_reading(Markup& xml) const {
    xml.open("testcase",
             {{"classname", "delo"}, {"name", "the package could be read"}, {"time", "0"}});
    if (const std::string why = no_verdict(package_); !why.empty()) {
      xml.open("error", {{"message", why}, {"type", to_word(package_.verdict())}});
      for (const Unreadable& unreadable : package_.unreadable)
        xml.text(unreadable.path + ": " + unreadable.reason).line();
      xml.close();
    }
    xml.close().line();
  }

  void write_rule(Markup& xml, const RuleStanding& row) const {
    const Rule& rule = *row.rule;
    xml.open("testcase", {{"classname", standard_of(rule)},
                          {"name", fmt::format("{} {}", rule.id, rule.title)},
                          {"time", "0"}});
    const auto found = found_.find(&rule);
    if (found != found_.end())
      write_findings(xml, rule, found->second);
    else if (is_skipped(row.outcome))
      xml.empty("skipped", {{"message", to_word(row.outcome)}});
    xml.close().line();
  }

  static void write_findings(Markup& xml, const Rule& rule, const RuleFindings& found) {
    if (found.fails)
      xml.open("failure",
               {{"message", fmt::format("{}: {}", count_of(found.count, "finding"), rule.title)},
                {"type", rule.id}});
    else
      xml.open("system-out");
    xml.line();
    for (const Finding* finding : found.listed)
      xml.text(fmt::format("{}{}: {}: {}{}", finding->known ? "known " : "",
                           to_word(finding->severity()), inner_place(*finding),
                           display_name(finding->message), values_of(*finding)))
          .line();
    for (const MoreFindings* more : found.more)
      xml.text(fmt::format("{}{}: {}", more->known ? "known " : "", to_word(more->severity),
                           words_of(*more)))
          .line();
    xml.text("why: " + reason_of(rule)).line();
    xml.text(fmt::format("fix: {}", rule.fix)).line();
    xml.close();
  }

  void write_notes(Markup& xml) const {
    if (package_.not_run.empty() && package_.ignored.empty() && package_.gone.empty())
      return;
    xml.open("system-out").line();
    for (const std::string& check : package_.not_run)
      xml.text("not checked: " + check).line();
    for (const IgnoredFindings& row : package_.ignored)
      xml.text(fmt::format("ignored: {} of {} ({})", count_of(row.count, "finding"), row.rule->id,
                           row.reason))
          .line();
    for (const GoneFinding& row : package_.gone)
      xml.text(fmt::format("gone: {} {}: {}", row.rule, row.path, row.message)).line();
    xml.close().line();
  }

  const PackageReport& package_;
  const ReportOptions& options_;
  std::vector<RuleStanding> rules_;
  std::map<const Rule*, RuleFindings> found_;
};

} // namespace

void write_junit_report(const RunReport& report, const ReportOptions& options, ByteSink& sink) {
  std::uint64_t tests = 0;
  std::uint64_t failures = 0;
  std::uint64_t errors = 0;
  for (const PackageReport& package : report.packages) {
    const Suite suite(package, options);
    tests += suite.tests();
    failures += suite.failures();
    errors += suite.errors();
  }
  Markup xml(sink);
  xml.raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
  xml.open("testsuites", {{"name", "delo validate"},
                          {"tests", std::to_string(tests)},
                          {"failures", std::to_string(failures)},
                          {"errors", std::to_string(errors)}});
  xml.line();
  for (const PackageReport& package : report.packages)
    Suite(package, options).write(xml);
  xml.close().line();
}

} // namespace delo
