// BibTeX: "@type{key, name = {value}, ...}". Only what one exported reference has: no macros.
#include "delo/base/utf8.hpp"
#include "delo/formats/page/page_shapes.hpp"
#include "delo/formats/page/reference_export.hpp"

#include <algorithm>
#include <array>

namespace delo {
namespace {

struct Name {
  std::string_view name;
  ExportField field;
};

constexpr std::array<Name, 13> kFields{{{"title", ExportField::title},
                                        {"date", ExportField::date},
                                        {"year", ExportField::date},
                                        {"archive", ExportField::source},
                                        {"archivelocation", ExportField::source},
                                        {"archive_location", ExportField::source},
                                        {"location", ExportField::source},
                                        {"url", ExportField::url},
                                        {"author", ExportField::author},
                                        {"keywords", ExportField::subject},
                                        {"abstract", ExportField::summary},
                                        {"language", ExportField::language},
                                        {"publisher", ExportField::publisher}}};

/// The text in braces or quotation marks, the inner braces taken out.
std::string unwrapped(std::string_view value) {
  value = trim(value);
  while (value.ends_with(',') || value.ends_with('}'))
    value = trim(value.substr(0, value.size() - 1));
  std::string text;
  for (const char c : value)
    if (c != '{' && c != '}')
      text += c;
  const std::string_view bare = trim(text);
  const bool quoted = bare.size() > 1 && bare.front() == '"' && bare.back() == '"';
  return std::string(quoted ? trim(bare.substr(1, bare.size() - 2)) : bare);
}

std::vector<ExportValue> values_of(const PageLines& lines) {
  std::vector<ExportValue> values;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::string_view line = trim(lines[i].text);
    const std::size_t equals = line.find('=');
    if (equals == std::string_view::npos || equals > 40)
      continue;
    const std::string name = ascii_lower(trim(line.substr(0, equals)));
    const auto* known = std::find_if(kFields.begin(), kFields.end(),
                                     [&name](const Name& n) { return n.name == name; });
    std::string value = unwrapped(line.substr(equals + 1));
    if (known != kFields.end() && !value.empty())
      values.push_back({known->field, std::move(value), {i, i + 1}, true});
  }
  return values;
}

ShapeEvidence recognise_bibtex(const PageView& page) {
  const std::size_t first = next_filled(page.lines, 0);
  const std::string_view line =
      first < page.lines.size() ? trim(page.lines[first].text) : std::string_view();
  if (!line.starts_with('@') || line.find('{') == std::string_view::npos)
    return {};
  const auto records = std::count_if(page.lines.begin(), page.lines.end(), [](const PageLine& l) {
    return trim(l.text).starts_with('@');
  });
  return export_evidence(static_cast<std::size_t>(records), values_of(page.lines));
}

ShapeReading read_bibtex(const PageView& page) {
  return {"L9", record_from_export(page, values_of(page.lines))};
}

} // namespace

const PageShape kBibtexExport{"reference in BibTeX", recognise_bibtex, read_bibtex};

} // namespace delo
