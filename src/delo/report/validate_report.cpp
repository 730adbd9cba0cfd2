#include "delo/report/validate_report.hpp"

#include "delo/base/utf8.hpp"
#include "delo/report/places.hpp"
#include "delo/report/report_writers.hpp"
#include "delo/report/words.hpp"

#include <fmt/format.h>

#include <set>

namespace delo {
namespace {

/// Writes one run; each rule is explained once.
class Text {
public:
  Text(const ReportOptions& options, ByteSink& sink) : options_(options), sink_(sink) {}

  void tell(const PackageReport& package) {
    if (options_.show == Show::only_troubled && package.verdict() == Verdict::valid &&
        !package.fails(options_.fail_on))
      return;
    for (const bool known : {false, true})
      for (const Finding& finding : package.findings)
        if (finding.known == known && is_shown(finding.severity()))
          tell(package, finding);
    tell_counts(package);
    tell_undone(package);
    if (options_.show == Show::everything)
      tell_standings(package);
    sink_.write(verdict_line(package));
  }

private:
  bool is_shown(Severity severity) const {
    switch (options_.show) {
    case Show::only_troubled:
      return severity >= options_.fail_on;
    case Show::all:
      return severity != Severity::info;
    case Show::everything:
      break;
    }
    return true;
  }

  void tell(const PackageReport& package, const Finding& finding) {
    std::string text =
        fmt::format("{}: {}{}[{}]: {}\n", place(package, finding), finding.known ? "known " : "",
                    to_word(finding.severity()), finding.rule->id, display_name(finding.message));
    if (!finding.expected.empty())
      text += fmt::format("    expected  {}\n", display_name(finding.expected));
    if (!finding.actual.empty())
      text += fmt::format("    actual    {}\n", display_name(finding.actual));
    if (explained_.insert(finding.rule->id).second)
      text +=
          fmt::format("    why: {}\n    fix: {}\n", reason_of(*finding.rule), finding.rule->fix);
    sink_.write(text);
  }

  /// What is not listed one by one is counted, never passed over.
  void tell_counts(const PackageReport& package) {
    const std::string name = display_name(package.path);
    for (const MoreFindings& more : package.more)
      if (is_shown(more.severity))
        sink_.write(fmt::format("{}: {}{}[{}]: {}\n", name, more.known ? "known " : "",
                                to_word(more.severity), more.rule->id, words_of(more)));
    for (const IgnoredFindings& row : package.ignored)
      sink_.write(fmt::format("{}: ignored[{}]: {} ({})\n", name, row.rule->id,
                              count_of(row.count, "finding"), row.reason));
    for (const GoneFinding& row : package.gone)
      sink_.write(fmt::format("{}{}{}: gone[{}]: {}\n", name, row.path.empty() ? "" : "/",
                              display_name(row.path), display_name(row.rule),
                              display_name(row.message)));
  }

  void tell_undone(const PackageReport& package) {
    for (const Unreadable& unreadable : package.unreadable) {
      sink_.write(fmt::format("{}{}{}: unreadable: {}\n", display_name(package.path),
                              unreadable.path.empty() ? "" : "/", display_name(unreadable.path),
                              display_name(unreadable.reason)));
      if (!unreadable.hint.empty())
        sink_.write(fmt::format("    hint: {}\n", display_name(unreadable.hint)));
    }
    for (const std::string& check : package.not_run)
      sink_.write(
          fmt::format("{}: not checked: {}\n", display_name(package.path), display_name(check)));
  }

  void tell_standings(const PackageReport& package) {
    const std::string name = display_name(package.path);
    for (const RuleStanding& row : package.rules)
      sink_.write(fmt::format("{}: {}: {} ({})\n", name, to_word(row.outcome), row.rule->id,
                              row.rule->title));
  }

  static std::string verdict_line(const PackageReport& package);

  const ReportOptions& options_;
  ByteSink& sink_;
  std::set<std::string_view> explained_;
};

/// "2 errors, 1 warning", and how many of them were known before.
std::string fault_counts(const PackageReport& package) {
  std::string text = fmt::format("{}, {}", count_of(package.count(Severity::error), "error"),
                                 count_of(package.count(Severity::warning), "warning"));
  if (const std::uint64_t known = package.count_known(); known > 0)
    text += fmt::format(", {} of them known", known);
  return text;
}

std::string Text::verdict_line(const PackageReport& package) {
  const std::string name = display_name(package.path);
  const std::string size =
      fmt::format("{}, {}, {}{}", package.kind, count_of(package.files, "file"),
                  count_of(package.bytes, "byte"),
                  package.profile.empty() ? "" : ", profile " + display_name(package.profile));
  const std::string faults = fault_counts(package);
  switch (package.verdict()) {
  case Verdict::valid:
    return package.count(Severity::warning) > 0
               ? fmt::format("{}: valid, {} ({})\n", name, faults, size)
               : fmt::format("{}: valid ({})\n", name, size);
  case Verdict::invalid:
    return fmt::format("{}: INVALID, {}{}\n", name, faults,
                       package.kind.empty() ? "" : " (" + size + ")");
  case Verdict::incomplete:
    return fmt::format("{}: INCOMPLETE, {} still to be fetched{} ({})\n", name,
                       count_of(package.count(Severity::error), "file"),
                       package.count(Severity::warning) > 0
                           ? ", " + count_of(package.count(Severity::warning), "warning")
                           : "",
                       size);
  case Verdict::unreadable:
    return fmt::format("{}: COULD NOT FINISH, {} unreadable; besides: {}\n", name,
                       count_of(package.unreadable.size(), "file"), faults);
  case Verdict::not_a_package:
    if (package.kind.ends_with("document"))
      return fmt::format("{}: NOT CHECKED: delo has no schema for a {}\n", name, package.kind);
    return fmt::format("{}: NOT A PACKAGE: no bagit.txt, no manifest and no METS.xml was found\n",
                       name);
  }
  return {};
}

} // namespace

void write_text_report(const RunReport& report, const ReportOptions& options, ByteSink& sink) {
  Text text(options, sink);
  for (const PackageReport& package : report.packages)
    text.tell(package);
  const bool all_is_well = exit_code(report, options.fail_on) == ExitCode::good;
  if (report.packages.size() > 1 && (options.show != Show::only_troubled || !all_is_well))
    sink.write(run_summary(report) + "\n");
}

std::string validate_text(const RunReport& report, Show show) {
  StringSink sink;
  write_text_report(report, {.show = show}, sink);
  return sink.take();
}

} // namespace delo
