// A validation as one HTML page for people: to be read, printed and filed. Without scripts and
// without anything from elsewhere. Names stand in <bdi>, so that none turns the text around it.
#include "delo/report/markup.hpp"
#include "delo/report/page_style.hpp"
#include "delo/report/places.hpp"
#include "delo/report/report_writers.hpp"
#include "delo/report/words.hpp"

#include <fmt/format.h>

namespace delo {
namespace {

std::string_view class_of(const PackageReport& package) {
  return package.verdict() == Verdict::valid ? "verdict good" : "verdict bad";
}

class Page {
public:
  Page(const RunReport& report, const ReportOptions& options, ByteSink& sink)
      : report_(report), options_(options), html_(sink) {}

  void write() {
    html_.raw("<!DOCTYPE html>\n").open("html", {{"lang", "en"}}).line();
    html_.open("head").line();
    html_.raw("<meta charset=\"utf-8\">\n"
              "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    html_.element("title", "Validation report").line();
    html_.open("style").raw(kPageStyle).close().line().close().line();
    html_.open("body").line().open("main").line();
    write_top();
    for (const PackageReport& package : report_.packages)
      write_package(package);
    html_.element("p", "Checked by, date, signature:", {{"class", "sign"}}).line();
    html_.close().line().close().line().close().line();
  }

private:
  Markup& name(std::string_view text) { return html_.element("bdi", text); }

  void write_top() {
    html_.element("h1", "Validation report").line();
    html_.element("p", run_summary(report_)).line();
    html_
        .element("p", fmt::format("Checked with delo {} on {}.", options_.version,
                                  to_rfc3339(report_.started)))
        .line();
    if (report_.packages.size() < 2)
      return;
    html_.open("table").line().element("caption", "Packages").line();
    head({"package", "verdict", "errors", "warnings", "files"});
    html_.open("tbody").line();
    for (const PackageReport& package : report_.packages) {
      html_.open("tr").open("td");
      name(package.path).close();
      html_.element("td", to_word(package.verdict()));
      for (const std::uint64_t n :
           {package.count(Severity::error), package.count(Severity::warning), package.files})
        html_.element("td", with_commas(n));
      html_.close().line();
    }
    html_.close().close().line();
  }

  void head(std::initializer_list<std::string_view> titles) {
    html_.open("thead").open("tr");
    for (const std::string_view title : titles)
      html_.element("th", title, {{"scope", "col"}});
    html_.close().close().line();
  }

  void write_package(const PackageReport& package) {
    html_.open("section").line().open("h2");
    name(package.path).close().line();
    html_.open("p")
        .element("span", to_word(package.verdict()), {{"class", class_of(package)}})
        .close()
        .line();
    html_.open("p").text(
        fmt::format("{}{}{}, {} bytes. {}, {}, {} known before.", package.kind,
                    package.kind.empty() ? "" : ", ", count_of(package.files, "file"),
                    with_commas(package.bytes), count_of(package.count(Severity::error), "error"),
                    count_of(package.count(Severity::warning), "warning"), package.count_known()));
    if (!package.profile.empty()) {
      html_.text(" Profile: ");
      name(package.profile).text(".");
    }
    html_.close().line();
    write_findings(package);
    write_counts(package);
    write_undone(package);
    write_standings(package);
    html_.close().line();
  }

  /// The findings of each rule below what the rule says.
  void write_findings(const PackageReport& package) {
    const Rule* at = nullptr;
    Severity weight = Severity::error;
    for (const std::size_t i : by_rule(package)) {
      const Finding& finding = package.findings[i];
      if (at != finding.rule || weight != finding.severity()) {
        if (at)
          html_.close().close().line();
        at = finding.rule;
        weight = finding.severity();
        open_rule(*at, weight);
      }
      write_finding(finding);
    }
    if (at)
      html_.close().close().line();
  }

  void open_rule(const Rule& rule, Severity severity) {
    html_.element("h3", fmt::format("{} {}: {}", to_word(severity), rule.id, rule.title)).line();
    html_.open("p").text(fmt::format("Why it matters: {} (", rule.help));
    html_.element("a", rule.section == "-" ? "about" : rule.section, {{"href", help_uri(rule)}});
    html_.text("). What to do: ").text(rule.fix).text(".").close().line();
    html_.open("table").line();
    html_.element("caption", fmt::format("Places where {} is broken", rule.id)).line();
    head({"place", "what was found", "expected", "actual"});
    html_.open("tbody").line();
  }

  void write_finding(const Finding& finding) {
    html_.open("tr").open("td");
    if (finding.path.empty())
      html_.text("the package");
    else
      name(finding.path);
    if (finding.line > 0)
      html_.text(fmt::format(" line {}", finding.line));
    html_.close().open("td");
    if (finding.known)
      html_.element("strong", "known: ");
    name(finding.message).close();
    for (const std::string* value : {&finding.expected, &finding.actual}) {
      html_.open("td");
      if (!value->empty())
        name(*value);
      html_.close();
    }
    html_.close().line();
  }

  void write_counts(const PackageReport& package) {
    if (package.more.empty() && package.ignored.empty() && package.gone.empty())
      return;
    html_.element("h3", "Counted, not listed").line().open("ul").line();
    for (const MoreFindings& more : package.more)
      html_
          .element("li", fmt::format("{}{} {}: {}", more.known ? "known " : "",
                                     to_word(more.severity), more.rule->id, words_of(more)))
          .line();
    for (const IgnoredFindings& row : package.ignored) {
      html_.open("li").text(
          fmt::format("ignored: {} of {}: ", count_of(row.count, "finding"), row.rule->id));
      name(row.reason).close().line();
    }
    for (const GoneFinding& row : package.gone) {
      html_.open("li").text("gone since the earlier report: ");
      name(row.rule).text(" ");
      name(row.path).text(" ");
      name(row.message).close().line();
    }
    html_.close().line();
  }

  void write_undone(const PackageReport& package) {
    const std::string why = no_verdict(package);
    if (why.empty() && package.not_run.empty())
      return;
    html_.element("h3", "What could not be checked").line().open("ul").line();
    if (!why.empty())
      html_.element("li", why).line();
    for (const Unreadable& unreadable : package.unreadable) {
      html_.open("li").text("unreadable: ");
      name(unreadable.path).text(" ");
      name(unreadable.reason).close().line();
    }
    for (const std::string& check : package.not_run) {
      html_.open("li");
      name(check).close().line();
    }
    html_.close().line();
  }

  void write_standings(const PackageReport& package) {
    if (package.rules.empty())
      return;
    html_.open("details").line();
    html_
        .element("summary",
                 fmt::format("Rules: {} passed, {} failed, {} not applicable, {} not run",
                             package.count(RuleOutcome::passed), package.count(RuleOutcome::failed),
                             package.count(RuleOutcome::not_applicable),
                             package.count(RuleOutcome::not_run)))
        .line();
    html_.open("table").line().element("caption", "Every rule that was asked").line();
    head({"rule", "what must hold", "outcome"});
    html_.open("tbody").line();
    for (const RuleStanding& row : package.rules) {
      html_.open("tr").element("td", row.rule->id).element("td", row.rule->title);
      html_.element("td", to_word(row.outcome)).close().line();
    }
    html_.close().close().close().line();
  }

  const RunReport& report_;
  const ReportOptions& options_;
  Markup html_;
};

} // namespace

void write_html_report(const RunReport& report, const ReportOptions& options, ByteSink& sink) {
  Page(report, options, sink).write();
}

} // namespace delo
