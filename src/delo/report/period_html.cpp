#include "delo/base/quantity.hpp"
#include "delo/report/markup.hpp"
#include "delo/report/page_style.hpp"
#include "delo/report/period_report.hpp"
#include "delo/report/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

namespace delo {
namespace {

constexpr std::size_t kMostRows = 1000;
constexpr double kChartHeight = 120;
constexpr double kBarWidth = 36;

class Page {
public:
  Page(const AuditPeriod& period, ByteSink& sink) : period_(period), html_(sink) {}

  void write() {
    const std::string title = "Fixity audit, " + period_.period.name;
    html_.raw("<!DOCTYPE html>\n").open("html", {{"lang", "en"}}).line();
    html_.open("head").line();
    html_.raw("<meta charset=\"utf-8\">\n"
              "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    html_.element("title", title).line();
    html_.open("style").raw(kPageStyle).close().line().close().line();
    html_.open("body").line().open("main").line();
    html_.element("h1", title).line();
    write_figures();
    write_chart("Packages read in each month", &PeriodMonth::checks, "#14532d");
    write_chart("Packages that failed in each month", &PeriodMonth::failures, "#8b0000");
    write_events("Failures", period_.failures);
    write_events("Repairs", period_.repairs);
    write_events("Stops and notices", period_.stops);
    write_events("Changes of the catalogue", period_.changes);
    write_events("Time-stamps of the log", period_.anchors);
    html_.element("p", "Responsible, date, signature:", {{"class", "sign"}}).line();
    html_.close().line().close().line().close().line();
  }

private:
  void row(std::string_view name, const std::string& value) {
    html_.open("tr").element("th", name, {{"scope", "row"}}).open("td");
    html_.element("bdi", value).close().close().line();
  }

  void write_figures() {
    html_.open("table").line().open("tbody").line();
    row("Catalogue", period_.catalogue);
    row("From", to_rfc3339(period_.period.from));
    row("Until, not included", to_rfc3339(period_.period.to));
    row("Runs", fmt::format("{}, of which {} broken off", period_.runs, period_.broken_off));
    row("Packages watched at the end", std::to_string(period_.packages.size()));
    row("Of these read in the period", std::to_string(period_.checked));
    row("Of these never read", std::to_string(period_.never_checked()));
    row("Open failures at the end", std::to_string(period_.open_failures()));
    if (const PeriodPackage* oldest = period_.oldest())
      row("Oldest check", to_rfc3339(*oldest->last_checked) + ", " + oldest->path);
    row("Read", size_words(period_.bytes));
    row("Event log", fmt::format("{}, the last with SHA-256 {}",
                                 count_of(period_.log_lines, "line"), period_.log_head));
    row("Root of the log (RFC 6962)", period_.log_root);
    if (period_.clock_jumps > 0)
      row("The clock went back", count_of(period_.clock_jumps, "time"));
    html_.close().line().close().line();
  }

  /// Bars with their numbers; the table below says the same to those who cannot see them.
  void write_chart(std::string_view title, std::uint64_t PeriodMonth::*value,
                   std::string_view colour) {
    if (period_.months.empty())
      return;
    std::uint64_t most = 1;
    for (const auto& [name, month] : period_.months)
      most = std::max(most, month.*value);
    const double width = kBarWidth * static_cast<double>(period_.months.size());
    html_.element("h2", title).line();
    html_.raw(fmt::format(R"(<svg xmlns="http://www.w3.org/2000/svg" role="img" )"
                          R"(width="{0}" height="{1}" viewBox="0 0 {0} {1}">)",
                          width, kChartHeight + 40));
    html_.element("title", title).line();
    double x = 0;
    for (const auto& [name, month] : period_.months) {
      const double height =
          kChartHeight * static_cast<double>(month.*value) / static_cast<double>(most);
      html_.raw(fmt::format(R"(<rect x="{}" y="{}" width="{}" height="{}" fill="{}"/>)", x + 4,
                            kChartHeight + 16 - height, kBarWidth - 8, height, colour));
      html_.raw(fmt::format(R"(<text x="{}" y="{}" font-size="10" text-anchor="middle">{}</text>)",
                            x + kBarWidth / 2, kChartHeight + 12 - height, month.*value));
      html_.raw(fmt::format(R"(<text x="{}" y="{}" font-size="9" text-anchor="middle">{}</text>)",
                            x + kBarWidth / 2, kChartHeight + 30, name.substr(2)));
      html_.line();
      x += kBarWidth;
    }
    html_.raw("</svg>\n");
  }

  void write_events(std::string_view title, const std::vector<PeriodEvent>& events) {
    html_.element("h2", fmt::format("{}: {}", title, events.size())).line();
    if (events.empty())
      return;
    html_.open("table").line().open("thead").line().open("tr");
    for (const std::string_view head : {"Time", "What", "Package", "Citation", "Detail"})
      html_.element("th", head, {{"scope", "col"}});
    html_.close().line().close().line().open("tbody").line();
    for (std::size_t i = 0; i < events.size() && i < kMostRows; ++i) {
      html_.open("tr").element("td", to_rfc3339(events[i].time)).element("td", events[i].what);
      for (const std::string* text : {&events[i].package, &events[i].citation, &events[i].detail})
        html_.open("td").element("bdi", *text).close();
      html_.close().line();
    }
    html_.close().line().close().line();
    if (events.size() > kMostRows)
      html_.element("p", fmt::format("and {} more", events.size() - kMostRows)).line();
  }

  const AuditPeriod& period_;
  Markup html_;
};

} // namespace

void write_period_html(const AuditPeriod& period, ByteSink& sink) {
  Page(period, sink).write();
}

} // namespace delo
