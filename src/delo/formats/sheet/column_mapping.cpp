#include "delo/formats/sheet/column_mapping.hpp"

#include "delo/base/error.hpp"
#include "delo/base/fd.hpp"
#include "delo/base/utf8.hpp"
#include "delo/formats/sheet/sheet_columns.hpp"

#include <fmt/format.h>

#include <toml++/toml.h>

#include <algorithm>

namespace delo {
namespace {

constexpr std::uint64_t kLargestMapping = 1024 * 1024;
constexpr const char* kExample = "a mapping file looks like this: [columns], and below it lines "
                                 "such as \"Heading in the sheet\" = \"title\"";

std::string field_names() {
  std::string names(kIgnoredColumn);
  for (const SheetColumn& column : sheet_columns())
    names += fmt::format(", {}", column.field);
  return names;
}

[[noreturn]] void refuse(const std::filesystem::path& path, const toml::source_region& where,
                         const std::string& why, const std::string& hint) {
  throw Error(
      ErrorKind::usage,
      fmt::format("cannot use {}: line {}: {}", display_name(path.native()), where.begin.line, why),
      hint);
}

} // namespace

ColumnMapping ColumnMapping::read(const std::filesystem::path& path) {
  const std::string bytes = read_file(path, kLargestMapping);
  toml::table table;
  try {
    table = toml::parse(bytes);
  } catch (const toml::parse_error& error) {
    refuse(path, error.source(), std::string(error.description()), kExample);
  }
  const toml::table* columns = table["columns"].as_table();
  if (!columns)
    throw Error(
        ErrorKind::usage,
        fmt::format("cannot use {}: it has no table [columns]", display_name(path.native())),
        kExample);
  ColumnMapping mapping;
  for (const auto& [heading, node] : *columns) {
    const auto field = node.value<std::string>();
    if (!field || (*field != kIgnoredColumn && !find_sheet_column(*field)))
      refuse(
          path, node.source(),
          fmt::format("\"{}\" is given a field that does not exist", display_name(heading.str())),
          "fields are " + field_names());
    const std::string key = heading_key(heading.str());
    if (!mapping.rows_.emplace(key, Row{std::string(heading.str()), *field}).second)
      refuse(path, node.source(),
             fmt::format("\"{}\" is there twice, as headings are compared",
                         display_name(heading.str())),
             "letter case, spaces and punctuation make no difference");
  }
  return mapping;
}

std::string_view ColumnMapping::field_of(std::string_view heading) const {
  const auto found = rows_.find(heading_key(heading));
  return found == rows_.end() ? field_of_heading(heading) : std::string_view(found->second.field);
}

std::vector<std::string>
ColumnMapping::missing_from(const std::vector<std::string>& headings) const {
  std::vector<std::string> missing;
  for (const auto& row : rows_)
    if (std::none_of(headings.begin(), headings.end(), [&row](const std::string& heading) {
          return heading_key(heading) == row.first;
        }))
      missing.push_back(row.second.heading);
  return missing;
}

} // namespace delo
