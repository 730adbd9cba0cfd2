// A validation for GitHub Actions: annotations as workflow commands, and the summary page. Names
// come from strangers, and a line that begins with "::" is a command: nothing may end a line or
// begin one.
#include "delo/base/utf8.hpp"
#include "delo/report/places.hpp"
#include "delo/report/report_writers.hpp"
#include "delo/report/words.hpp"

#include <fmt/format.h>

namespace delo {
namespace {

/// GitHub shows as many of each kind for a step.
constexpr std::uint64_t kMostOfAKind = 10;
/// GitHub takes 1 MiB; the rest is room for the last line.
constexpr std::size_t kMostSummary = (1U << 20) - 1024;

std::string_view command_of(Severity severity) {
  switch (severity) {
  case Severity::info:
    return "notice";
  case Severity::warning:
    return "warning";
  case Severity::error:
    return "error";
  }
  return "";
}

/// As the runner decodes them: %25, %0D, %0A, and in properties also %3A and %2C.
std::string encoded(std::string_view text, std::string_view special) {
  std::string safe;
  for (const char c : display_name(text))
    if (special.find(c) == std::string_view::npos)
      safe += c;
    else
      safe += fmt::format("%{:02X}", static_cast<unsigned char>(c));
  return safe;
}

std::string property(std::string_view text) {
  return encoded(text, "%\r\n:,");
}

std::string data(std::string_view text) {
  return encoded(text, "%\r\n");
}

class Annotations {
public:
  Annotations(const RunReport& report, const ReportOptions& options, ByteSink& sink)
      : report_(report), options_(options), sink_(sink) {}

  void write() {
    for (const Severity severity : kWorstFirst) {
      left_ = kMostOfAKind;
      if (severity == Severity::error)
        for (const PackageReport& package : report_.packages)
          tell_undone(package);
      for (const PackageReport& package : report_.packages)
        for (const Finding& finding : package.findings)
          if (finding.severity() == severity && !finding.known)
            annotate(severity, package, finding.path, finding.line, finding.rule->id,
                     finding.path.empty() ? finding.message + values_of(finding)
                                          : fmt::format("{}: {}{}", display_name(finding.path),
                                                        finding.message, values_of(finding)));
      for (const PackageReport& package : report_.packages)
        for (const MoreFindings& more : package.more)
          if (more.severity == severity && !more.known)
            folded_ += more.count;
    }
    sink_.write(last_line());
  }

private:
  void tell_undone(const PackageReport& package) {
    if (const std::string why = no_verdict(package); !why.empty() && package.unreadable.empty())
      annotate(Severity::error, package, "", 0, to_word(package.verdict()), why);
    for (const Unreadable& unreadable : package.unreadable)
      annotate(Severity::error, package, unreadable.path, 0, "could not finish",
               fmt::format("{}: unreadable: {}", display_name(unreadable.path), unreadable.reason));
  }

  void annotate(Severity severity, const PackageReport& package, std::string_view path,
                std::uint64_t line, std::string_view title, std::string_view message) {
    if (left_ == 0) {
      ++folded_;
      return;
    }
    --left_;
    sink_.write(fmt::format("::{} file={},line={},title={}::{}\n", command_of(severity),
                            property(file_of(package, path, options_.working_folder)),
                            line == 0 ? 1 : line, property(title), data(message)));
  }

  /// Counts only: it holds no name.
  std::string last_line() const {
    std::uint64_t known = 0;
    std::uint64_t ignored = 0;
    for (const PackageReport& package : report_.packages) {
      known += package.count_known();
      for (const IgnoredFindings& row : package.ignored)
        ignored += row.count;
    }
    std::string text = run_summary(report_);
    if (folded_ > 0)
      text += fmt::format("; {} more not shown here", with_commas(folded_));
    if (known > 0)
      text += fmt::format("; {} known", with_commas(known));
    if (ignored > 0)
      text += fmt::format("; {} ignored", with_commas(ignored));
    return text + "\n";
  }

  const RunReport& report_;
  const ReportOptions& options_;
  ByteSink& sink_;
  std::uint64_t left_ = 0;
  std::uint64_t folded_ = 0;
};

/// Markdown that shows the text as it stands: neither marks nor HTML, nor another cell of a table.
std::string markdown(std::string_view text) {
  static constexpr std::string_view kMarks = R"(\`*_[]#.!|~<>&@:)";
  std::string safe;
  for (const char c : display_name(text)) {
    if (kMarks.find(c) != std::string_view::npos)
      safe += fmt::format("&#{};", static_cast<int>(c));
    else
      safe += c;
  }
  return safe;
}

class Summary {
public:
  Summary(const RunReport& report, ByteSink& sink) : report_(report), sink_(sink) {}

  void write() {
    put("# delo validate\n\n" + markdown(run_summary(report_)) + "\n");
    for (const PackageReport& package : report_.packages)
      tell(package);
    if (left_out_ > 0)
      sink_.write(fmt::format("\n{} more rows did not fit here; the JSON report has them.\n",
                              with_commas(left_out_)));
  }

private:
  void put(const std::string& text) {
    if (size_ + text.size() > kMostSummary || left_out_ > 0) {
      ++left_out_;
      return;
    }
    size_ += text.size();
    sink_.write(text);
  }

  void tell(const PackageReport& package) {
    put(fmt::format("\n## {}: {}\n\n{}, {}, {}\n", markdown(package.path),
                    to_word(package.verdict()), count_of(package.count(Severity::error), "error"),
                    count_of(package.count(Severity::warning), "warning"),
                    count_of(package.count(RuleOutcome::passed), "rule") + " passed"));
    tell_more(package);
    if (!package.findings.empty())
      put("\n| severity | rule | place | what |\n|---|---|---|---|\n");
    for (const std::size_t i : by_rule(package)) {
      const Finding& finding = package.findings[i];
      put(fmt::format("| {}{} | {} | {} | {} |\n", finding.known ? "known " : "",
                      to_word(finding.severity()), markdown(finding.rule->id),
                      markdown(inner_place(finding)),
                      markdown(finding.message + values_of(finding))));
    }
    tell_rest(package);
  }

  /// First, because the list may be longer than the page.
  void tell_more(const PackageReport& package) {
    if (!package.more.empty())
      put("\n");
    for (const MoreFindings& more : package.more)
      put(fmt::format("- {}{} {}: {}\n", more.known ? "known " : "", to_word(more.severity),
                      markdown(more.rule->id), markdown(words_of(more))));
  }

  void tell_rest(const PackageReport& package) {
    put("\n");
    for (const Unreadable& unreadable : package.unreadable)
      put(fmt::format("- unreadable: {} {}\n", markdown(unreadable.path),
                      markdown(unreadable.reason)));
    for (const std::string& check : package.not_run)
      put(fmt::format("- not checked: {}\n", markdown(check)));
    for (const IgnoredFindings& row : package.ignored)
      put(fmt::format("- ignored: {} of {} ({})\n", count_of(row.count, "finding"),
                      markdown(row.rule->id), markdown(row.reason)));
    for (const GoneFinding& row : package.gone)
      put(fmt::format("- gone: {} {} {}\n", markdown(row.rule), markdown(row.path),
                      markdown(row.message)));
  }

  const RunReport& report_;
  ByteSink& sink_;
  std::size_t size_ = 0;
  std::uint64_t left_out_ = 0;
};

} // namespace

void write_github_report(const RunReport& report, const ReportOptions& options, ByteSink& sink) {
  Annotations(report, options, sink).write();
}

void write_github_summary(const RunReport& report, const ReportOptions&, ByteSink& sink) {
  Summary(report, sink).write();
}

} // namespace delo
