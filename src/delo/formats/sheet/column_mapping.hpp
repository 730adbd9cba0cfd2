// The user's own table of headings, which wins over ours.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace delo {

/// `[columns]` of a TOML file: "Heading in the sheet" = "field", or "ignore".
class ColumnMapping {
public:
  ColumnMapping() = default;
  /// Throws Error(usage) that names the line for what is no such table, or a field that no column
  /// has; Error(io) when the file cannot be read.
  static ColumnMapping read(const std::filesystem::path& path);

  /// What a heading means by this table, or by the usual names; "" when neither knows it, "ignore"
  /// when its column is to be left out.
  std::string_view field_of(std::string_view heading) const;
  /// The headings of the table that are none of these.
  std::vector<std::string> missing_from(const std::vector<std::string>& headings) const;

private:
  struct Row {
    std::string heading;
    std::string field;
  };
  std::map<std::string, Row, std::less<>> rows_; ///< by heading_key()
};

inline constexpr std::string_view kIgnoredColumn = "ignore";

} // namespace delo
