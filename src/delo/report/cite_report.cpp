#include "delo/report/cite_report.hpp"

#include "delo/base/utf8.hpp"
#include "delo/model/record_json.hpp"
#include "delo/report/holding_rows.hpp"

#include <fmt/format.h>

#include <array>
#include <iterator>
#include <string_view>
#include <utility>
#include <vector>

namespace delo {
namespace {

constexpr std::size_t kNameWidth = 13;

constexpr std::array<std::pair<std::string_view, std::vector<std::string> Credits::*>, 6> kRoles{{
    {"contributor", &Credits::contributors},
    {"translator", &Credits::translators},
    {"transcriber", &Credits::transcribers},
    {"editor", &Credits::editors},
    {"compiler", &Credits::compilers},
    {"programme", &Credits::programmes},
}};

Json one_or_list(const std::vector<std::string>& values) {
  if (values.empty())
    return nullptr;
  return values.size() == 1 ? Json(values.front()) : Json(values);
}

Json text_or_null(const std::string& text) {
  return text.empty() ? Json(nullptr) : Json(text);
}

Json credit_json(const Credit& credit) {
  Json json = Json::object();
  json["name"] = credit.name;
  json["role"] = credit.role;
  json["affiliation"] = text_or_null(credit.affiliation);
  json["confidence"] = to_word(credit.confidence);
  json["span"] = {credit.span.begin, credit.span.end};
  return json;
}

void write_row(std::string& out, std::string_view name, std::string_view value) {
  if (!value.empty())
    fmt::format_to(std::back_inserter(out), "  {:<{}} {}\n", name, kNameWidth, display_name(value));
}

void write_holding(std::string& out, const ArchivalCitation& holding) {
  fmt::format_to(std::back_inserter(out), "  holding       \"{}\"\n", display_name(holding.raw));
  out += holding_rows(holding, 4);
}

std::string credit_line(const Credit& credit) {
  return fmt::format("{} {}{}{}", credit.role, credit.name,
                     credit.affiliation.empty() ? "" : ", " + credit.affiliation,
                     credit.confidence == Confidence::certain
                         ? ""
                         : fmt::format(" ({})", to_word(credit.confidence)));
}

} // namespace

std::string cite_text(const CitedLine& line) {
  std::string out = display_name(line.raw) + "\n";
  for (const ArchivalCitation& holding : line.source.holdings)
    write_holding(out, holding);
  write_row(out, "published in", line.source.published_in);
  for (const Credit& credit : line.source.credits.list)
    write_row(out, "credit", credit_line(credit));
  for (const std::string& note : line.source.notes)
    write_row(out, "note", note);
  write_row(out, "not understood", line.source.unparsed);
  write_row(out, "match key", line.match_key.empty() ? "-" : line.match_key);
  write_row(out, "package id", line.package_id.empty() ? "-" : line.package_id);
  return out;
}

Json cite_json(const CitedLine& line) {
  const SourceLine& source = line.source;
  Json json = Json::object();
  json["raw"] = line.raw;
  json["holdings"] = Json::array();
  for (const ArchivalCitation& holding : source.holdings)
    json["holdings"].push_back(to_json(holding));
  for (const auto& [name, list] : kRoles)
    json[std::string(name)] = one_or_list(source.credits.*list);
  json["credits"] = Json::array();
  for (const Credit& credit : source.credits.list)
    json["credits"].push_back(credit_json(credit));
  json["statement"] = text_or_null(source.statement);
  json["published_in"] = text_or_null(source.published_in);
  json["notes"] = source.notes;
  json["unparsed"] = text_or_null(source.unparsed);
  json["match_key"] = text_or_null(line.match_key);
  json["package_id"] = text_or_null(line.package_id);
  if (!line.normalised.empty())
    json["normalised"] = line.normalised;
  return json;
}

} // namespace delo
