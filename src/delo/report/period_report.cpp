#include "delo/report/period_report.hpp"

#include "delo/base/quantity.hpp"
#include "delo/base/utf8.hpp"
#include "delo/report/csv_cell.hpp"
#include "delo/report/words.hpp"

#include <fmt/format.h>

#include <array>
#include <iterator>
#include <utility>

namespace delo {
namespace {

constexpr std::size_t kMostShown = 100;

/// A list of the report, and what it is called.
struct EventList {
  std::string_view key;   ///< in JSON
  std::string_view title; ///< in text
  const std::vector<PeriodEvent> AuditPeriod::*list;
};

constexpr std::array<EventList, 5> kLists{{
    {"failures", "failures", &AuditPeriod::failures},
    {"repairs", "repairs", &AuditPeriod::repairs},
    {"stops", "stops and notices", &AuditPeriod::stops},
    {"changes", "changes of the catalogue", &AuditPeriod::changes},
    {"anchors", "time-stamps of the log", &AuditPeriod::anchors},
}};

Json event_json(const PeriodEvent& event) {
  Json json;
  json["time"] = to_rfc3339(event.time);
  if (!event.package.empty())
    put_path(json, event.package);
  if (!event.citation.empty())
    json["citation"] = display_name(event.citation);
  json["what"] = event.what;
  if (!event.detail.empty())
    json["detail"] = display_name(event.detail);
  return json;
}

std::string time_words(const std::optional<Timestamp>& time) {
  return time ? to_rfc3339(*time) : std::string("never");
}

} // namespace

std::string period_text(const AuditPeriod& period) {
  std::string text;
  const auto line = [&text](std::string_view name, const std::string& value) {
    fmt::format_to(std::back_inserter(text), "{:<22} {}\n", name, value);
  };
  line("period", fmt::format("{}: {} to {}", period.period.name, to_date(period.period.from),
                             to_date(Timestamp{period.period.to.seconds - 1})));
  line("catalogue", display_name(period.catalogue));
  line("runs", fmt::format("{}, of which {} broken off", period.runs, period.broken_off));
  line("packages", fmt::format("{} watched at the end; {} of them read in the period",
                               period.packages.size(), period.checked));
  line("checks", fmt::format("{} of packages, {} read", period.checks, size_words(period.bytes)));
  if (const PeriodPackage* oldest = period.oldest())
    line("oldest check",
         fmt::format("{}: {}", time_words(oldest->last_checked), display_name(oldest->path)));
  line("never read", count_of(period.never_checked(), "package"));
  line("open failures", count_of(period.open_failures(), "package"));
  line("event log", fmt::format("{}, SHA-256 of the last {}", count_of(period.log_lines, "line"),
                                period.log_head));
  line("log root", period.log_root);
  if (period.clock_jumps > 0)
    line("clock", fmt::format("went back {}", count_of(period.clock_jumps, "time")));
  for (const EventList& list : kLists) {
    const std::vector<PeriodEvent>& events = period.*list.list;
    fmt::format_to(std::back_inserter(text), "\n{}: {}\n", list.title, events.size());
    for (std::size_t i = 0; i < events.size() && i < kMostShown; ++i)
      fmt::format_to(std::back_inserter(text), "  {}  {}  {}{}{}\n", to_rfc3339(events[i].time),
                     events[i].what, display_name(events[i].package),
                     events[i].detail.empty() ? "" : ": ", display_name(events[i].detail));
    if (events.size() > kMostShown)
      fmt::format_to(std::back_inserter(text), "  and {} more; --format json lists all of them\n",
                     events.size() - kMostShown);
  }
  return text;
}

Json period_json(const AuditPeriod& period) {
  Json json;
  json["schema_version"] = 1;
  json["report"] = "audit report";
  put_path(json["catalogue"], period.catalogue);
  json["period"] = {{"name", period.period.name},
                    {"from", to_rfc3339(period.period.from)},
                    {"to", to_rfc3339(period.period.to)}};
  json["runs"] = period.runs;
  json["runs_broken_off"] = period.broken_off;
  json["exits"] = Json::object();
  for (const auto& [code, count] : period.exits)
    json["exits"][std::to_string(code)] = count;
  json["checks"] = period.checks;
  json["bytes"] = period.bytes;
  json["coverage"] = {{"packages", period.packages.size()},
                      {"checked", period.checked},
                      {"never_read", period.never_checked()},
                      {"open_failures", period.open_failures()}};
  const PeriodPackage* oldest = period.oldest();
  json["oldest_check"] = oldest ? Json(to_rfc3339(*oldest->last_checked)) : Json(nullptr);
  json["log"] = {{"lines", period.log_lines},
                 {"head", period.log_head},
                 {"root", period.log_root},
                 {"clock_went_back", period.clock_jumps}};
  json["months"] = Json::object();
  for (const auto& [name, month] : period.months)
    json["months"][name] = {
        {"checks", month.checks}, {"failures", month.failures}, {"bytes", month.bytes}};
  for (const EventList& list : kLists) {
    Json& events = json[std::string(list.key)] = Json::array();
    for (const PeriodEvent& event : period.*list.list)
      events.push_back(event_json(event));
  }
  json["packages"] = Json::array();
  for (const PeriodPackage& package : period.packages) {
    Json row;
    put_path(row, package.path);
    if (!package.citation.empty())
      row["citation"] = display_name(package.citation);
    row["added"] = to_rfc3339(package.added);
    row["last_checked"] =
        package.last_checked ? Json(to_rfc3339(*package.last_checked)) : Json(nullptr);
    row["last_outcome"] =
        package.last_outcome ? Json(std::string(to_word(*package.last_outcome))) : Json(nullptr);
    row["checks"] = package.checks;
    row["bytes"] = package.bytes;
    json["packages"].push_back(std::move(row));
  }
  return json;
}

std::string period_csv(const AuditPeriod& period) {
  std::string table(kCsvMark);
  table += "package,citation,added,last_checked,last_outcome,checks,bytes\r\n";
  for (const PeriodPackage& package : period.packages)
    table += fmt::format(
        "{},{},{},{},{},{},{}\r\n", csv_cell(package.path), csv_cell(package.citation),
        to_rfc3339(package.added), package.last_checked ? to_rfc3339(*package.last_checked) : "",
        package.last_outcome ? to_word(*package.last_outcome) : "", package.checks, package.bytes);
  return table;
}

} // namespace delo
