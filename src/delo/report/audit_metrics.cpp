#include "delo/base/utf8.hpp"
#include "delo/report/audit_report.hpp"

#include <fmt/format.h>

#include <functional>
#include <iterator>

namespace delo {
namespace {

/// A label's value as the exposition format of Prometheus quotes it.
std::string quoted(std::string_view value) {
  std::string text;
  for (const char c : display_name(value)) {
    if (c == '\\' || c == '"')
      text += '\\';
    text += c;
  }
  return text;
}

class Metrics {
public:
  void head(std::string_view name, std::string_view help) {
    add("# HELP delo_fixity_{0} {1}\n# TYPE delo_fixity_{0} gauge\n", name, help);
  }
  template <typename Value>
  void value(std::string_view name, Value value) {
    add("delo_fixity_{} {}\n", name, value);
  }
  template <typename Value>
  void labelled(std::string_view name, std::string_view label, std::string_view what, Value value) {
    add("delo_fixity_{}{{{}=\"{}\"}} {}\n", name, label, quoted(what), value);
  }
  std::string take() { return std::move(text_); }

private:
  template <typename... Args>
  void add(fmt::format_string<Args...> format, Args&&... args) {
    fmt::format_to(std::back_inserter(text_), format, std::forward<Args>(args)...);
  }
  std::string text_;
};

/// One figure of each collection.
struct Figure {
  std::string_view name;
  std::string_view help;
  std::function<std::optional<std::int64_t>(const CollectionStanding&)> of;
};

void put_collections(Metrics& metrics, const AuditReport& report) {
  const Figure figures[] = {
      {"packages", "Packages that are watched.", [](const auto& of) { return of.packages; }},
      {"holdings_bytes", "Bytes that are watched.", [](const auto& of) { return of.bytes; }},
      {"failures", "Packages whose last result is not passed.",
       [](const auto& of) { return of.failed; }},
      {"never_read", "Packages that no run has read yet.",
       [](const auto& of) { return of.never_read; }},
      {"overdue", "Packages that were not read for a whole cycle.",
       [](const auto& of) { return of.overdue; }},
      {"oldest_check_age_seconds", "Age of the check that is longest ago.",
       [&report](const auto& of) -> std::optional<std::int64_t> {
         if (!of.oldest)
           return std::nullopt;
         return report.ended.seconds - of.oldest->seconds;
       }},
  };
  for (const Figure& figure : figures) {
    metrics.head(figure.name, figure.help);
    for (const CollectionStanding& standing : report.standings)
      if (const auto value = figure.of(standing))
        metrics.labelled(figure.name, "collection", standing.collection, *value);
  }
}

} // namespace

std::string audit_metrics(const AuditReport& report) {
  Metrics metrics;
  metrics.head("last_run_timestamp_seconds", "When the last run ended.");
  metrics.value("last_run_timestamp_seconds", report.ended.seconds);
  if (report.last_success) {
    metrics.head("last_success_timestamp_seconds", "When the last run ended with exit code 0.");
    metrics.value("last_success_timestamp_seconds", report.last_success->seconds);
  }
  metrics.head("last_run_exit_code", "Exit code of the last run.");
  metrics.value("last_run_exit_code", static_cast<int>(exit_code(report)));
  metrics.head("run_duration_seconds", "How long the last run took.");
  metrics.value("run_duration_seconds", report.ended.seconds - report.started.seconds);
  metrics.head("packages_checked", "Packages that the last run looked at.");
  metrics.value("packages_checked", report.counts.packages);
  metrics.head("files_checked", "Files that the last run read to their end.");
  metrics.value("files_checked", report.counts.files);
  metrics.head("bytes_checked", "Bytes that the last run read.");
  metrics.value("bytes_checked", report.counts.bytes);
  metrics.head("results", "Results of the last run, by outcome.");
  for (const AuditOutcome outcome : audit_outcomes())
    metrics.labelled("results", "outcome", to_word(outcome), report.counts.of(outcome));
  put_collections(metrics, report);
  return metrics.take();
}

} // namespace delo
