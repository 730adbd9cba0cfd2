// RIS: two letters or digits, two spaces, a hyphen, a space, the value; "ER" ends a reference.
#include "delo/base/utf8.hpp"
#include "delo/formats/page/page_shapes.hpp"
#include "delo/formats/page/reference_export.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace delo {
namespace {

struct Tag {
  std::string_view name;
  ExportField field;
};

constexpr std::array<Tag, 21> kTags{{
    {"TI", ExportField::title},     {"T1", ExportField::title},   {"CT", ExportField::title},
    {"DA", ExportField::date},      {"Y1", ExportField::date},    {"PY", ExportField::date},
    {"AV", ExportField::source},    {"UR", ExportField::url},     {"L1", ExportField::url},
    {"LK", ExportField::url},       {"AU", ExportField::author},  {"A1", ExportField::author},
    {"KW", ExportField::subject},   {"AB", ExportField::summary}, {"N2", ExportField::summary},
    {"LA", ExportField::language},  {"M3", ExportField::type},    {"PB", ExportField::publisher},
    {"DP", ExportField::publisher}, {"A2", ExportField::author},  {"DB", ExportField::publisher},
}};

struct TaggedLine {
  std::string_view tag;
  std::string_view value;
};

bool is_tag_character(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/// Editors make one space of two, and take away the one at the end.
std::optional<TaggedLine> tagged(std::string_view line) {
  line = trim(line);
  if (line.size() < 4 || !is_tag_character(line[0]) || !is_tag_character(line[1]))
    return std::nullopt;
  const std::size_t hyphen = line.find_first_not_of(" \t", 2);
  if (hyphen == std::string_view::npos || hyphen == 2 || line[hyphen] != '-')
    return std::nullopt;
  return TaggedLine{line.substr(0, 2), trim(line.substr(hyphen + 1))};
}

std::size_t count_records(const PageLines& lines) {
  return static_cast<std::size_t>(std::count_if(lines.begin(), lines.end(), [](const auto& line) {
    const auto found = tagged(line.text);
    return found && found->tag == "TY";
  }));
}

std::vector<ExportValue> values_of(const PageLines& lines) {
  std::vector<ExportValue> values;
  const Tag* open = nullptr; // whose value may go on in the next line
  for (std::size_t i = next_filled(lines, 0); i < lines.size(); i = next_filled(lines, i + 1)) {
    const auto line = tagged(lines[i].text);
    if (!line) {
      if (open)
        values.back().whole = false;
      if (open && values.back().lines.end == i) {
        values.back().value += " " + std::string(trim(lines[i].text));
        values.back().lines.end = i + 1;
      }
      continue;
    }
    if (line->tag == "ER")
      break;
    const auto* tag = std::find_if(kTags.begin(), kTags.end(),
                                   [&line](const Tag& t) { return t.name == line->tag; });
    open = tag == kTags.end() || line->value.empty() ? nullptr : tag;
    if (open)
      values.push_back({open->field, std::string(line->value), {i, i + 1}, true});
  }
  return values;
}

ShapeEvidence recognise_ris(const PageView& page) {
  const std::size_t first = next_filled(page.lines, 0);
  const auto line = first < page.lines.size() ? tagged(page.lines[first].text) : std::nullopt;
  if (!line || line->tag != "TY")
    return {};
  return export_evidence(count_records(page.lines), values_of(page.lines));
}

ShapeReading read_ris(const PageView& page) {
  return {"L9", record_from_export(page, values_of(page.lines))};
}

} // namespace

const PageShape kRisExport{"reference in RIS", recognise_ris, read_ris};

} // namespace delo
