// The parsed citation is shown for approval: each value stands above the untouched line it was read
// from, so that a wrong one is seen at once.
#include "delo/report/inspect_report.hpp"

#include "delo/base/shell_word.hpp"
#include "delo/base/utf8.hpp"
#include "delo/model/record_json.hpp"
#include "delo/report/holding_rows.hpp"
#include "delo/report/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace delo {
namespace {

constexpr std::size_t kLineWidth = 100; ///< bytes of a verbatim line that are shown
constexpr std::size_t kNameWidth = 13;

/// The first line of the text cut at a character boundary, with "…" when something was left out.
std::string shortened(std::string_view text) {
  const std::size_t line = std::min(text.find('\n'), text.size());
  if (line == text.size() && line <= kLineWidth)
    return display_name(text);
  std::size_t end = std::min(line, kLineWidth);
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80)
    --end;
  return display_name(text.substr(0, end)) + "…";
}

void write_field(std::string& out, std::string_view name, const Field& field) {
  auto to = std::back_inserter(out);
  if (field.empty()) {
    fmt::format_to(to, "{:<{}} -\n", name, kNameWidth);
    return;
  }
  fmt::format_to(to, "{:<{}} {} ({}, {})\n", name, kNameWidth, display_name(field.joined()),
                 to_word(field.origin), to_word(field.confidence));
  if (field.line > 0)
    fmt::format_to(to, "  line {}: \"{}\"\n", field.line, shortened(field.raw));
}

void write_holding(std::string& out, std::size_t number, const ArchivalCitation& holding) {
  fmt::format_to(std::back_inserter(out), "\nholding {}: \"{}\"\n", number,
                 display_name(holding.raw));
  out += holding_rows(holding, 2);
}

} // namespace

std::string inspect_text(const InspectedView& document) {
  std::string out = fmt::format("{}: document page, layout {}{}\n", display_name(document.path),
                                display_name(document.shape), document.html ? ", HTML" : "");
  fmt::format_to(std::back_inserter(out), "encoding: {} ({}, {})\n",
                 display_name(document.encoding.name), document.encoding.origin,
                 to_word(document.encoding.confidence));
  fmt::format_to(std::back_inserter(out), "package id: {}\n\n",
                 document.package_id ? display_name(*document.package_id) : "-");
  for (const RecordField& field : record_fields())
    write_field(out, field.name, document.record.*field.member);
  std::size_t number = 0;
  for (const ArchivalCitation& holding : document.record.holdings)
    write_holding(out, ++number, holding);
  if (!document.record.warnings.empty())
    out += '\n';
  for (const std::string& warning : document.record.warnings)
    fmt::format_to(std::back_inserter(out), "warning: {}\n", display_name(warning));
  return out;
}

Json inspect_json(const InspectedView& document) {
  Json json = Json::object();
  put_path(json, document.path);
  json["shape"] = document.shape;
  json["format"] = document.html ? "html" : "text";
  json["encoding"] = {{"name", document.encoding.name},
                      {"confidence", to_word(document.encoding.confidence)},
                      {"origin", document.encoding.origin}};
  json["package_id"] = document.package_id ? Json(*document.package_id) : Json(nullptr);
  json.update(record_to_json(document.record));
  return json;
}

std::string inspect_folder_text(const InspectedFolderView& folder) {
  std::string out;
  auto to = std::back_inserter(out);
  for (const FoundProblem& problem : folder.not_pages)
    fmt::format_to(to, "{}\n", problem.message);
  for (const LeftOut& file : folder.left_out)
    fmt::format_to(to, "left out: {}: {}\n", display_name(file.path), file.why);
  if (!out.empty())
    out += '\n';
  fmt::format_to(to, "{}: {}, {} beside them, {} not understood, {} left out\n",
                 display_name(folder.path), count_of(folder.pages, "page"),
                 count_of(folder.companions, "file"), folder.not_pages.size(),
                 folder.left_out.size());
  if (folder.pages > 0)
    fmt::format_to(to, "next: delo template {} -o rows.xlsx\n", shell_word(folder.path));
  return out;
}

Json inspect_folder_json(const InspectedFolderView& folder) {
  Json json = Json::object();
  put_path(json, folder.path);
  json["pages"] = folder.pages;
  json["companions"] = folder.companions;
  json["not_pages"] = Json::array();
  for (const FoundProblem& problem : folder.not_pages) {
    Json item;
    put_path(item, problem.path);
    item["message"] = problem.message;
    item["hint"] = problem.hint;
    json["not_pages"].push_back(std::move(item));
  }
  json["left_out"] = Json::array();
  for (const LeftOut& file : folder.left_out) {
    Json item;
    put_path(item, file.path);
    item["why"] = file.why;
    json["left_out"].push_back(std::move(item));
  }
  return json;
}

} // namespace delo
