#include "delo/formats/identification/format_list.hpp"

#include "delo/base/error.hpp"
#include "delo/base/utf8.hpp"
#include "delo/formats/identification/csv_rows.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <set>

namespace delo {
namespace {

constexpr std::string_view kPronom = "pronom";

[[noreturn]] void refuse(std::string_view name, std::string_view reason) {
  throw Error(
      ErrorKind::usage,
      fmt::format("cannot read {} as a list of formats: {}", display_name(name), reason),
      "make one with: sf -json FOLDER > formats.json (or sf -csv, or DROID's export as CSV)");
}

bool is_digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

/// "fmt/353", "x-fmt/111".
bool is_puid(std::string_view text) {
  if (text.starts_with("x-"))
    text.remove_prefix(2);
  return text.starts_with("fmt/") && is_digits(text.substr(4));
}

std::optional<std::uint64_t> size_from(std::string_view text) {
  std::uint64_t size = 0;
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), size);
  return parsed.ec == std::errc() && parsed.ptr == text.data() + text.size() ? std::optional(size)
                                                                             : std::nullopt;
}

/// A time with its zone, as xs:dateTime has it; "" for everything else.
std::string date_time_from(std::string_view text) {
  static constexpr std::string_view kShape = "0000-00-00T00:00:00";
  if (text.size() <= kShape.size())
    return "";
  for (std::size_t i = 0; i < kShape.size(); ++i) {
    const bool digit = text[i] >= '0' && text[i] <= '9';
    if (kShape[i] == '0' ? !digit : text[i] != kShape[i])
      return "";
  }
  const std::string_view zone = text.substr(kShape.size());
  const bool offset = zone.size() == 6 && (zone[0] == '+' || zone[0] == '-') && zone[3] == ':' &&
                      is_digits(zone.substr(1, 2)) && is_digits(zone.substr(4, 2));
  return zone == "Z" || offset ? std::string(text) : "";
}

/// Collects entries; several answers for one file come as several rows.
class Entries {
public:
  FormatEntry& at(std::string path, std::string_view size) {
    std::replace(path.begin(), path.end(), '\\', '/');
    FormatEntry& entry = entries_[path];
    entry.path = path;
    if (const auto bytes = size_from(size))
      entry.size = bytes;
    return entry;
  }

  static void add_key(FormatEntry& entry, FormatKey key) {
    const bool known = std::any_of(entry.keys.begin(), entry.keys.end(),
                                   [&key](const FormatKey& k) { return k.key == key.key; });
    if (is_puid(key.key) && !known)
      entry.keys.push_back(std::move(key));
  }

  std::vector<FormatEntry> take() {
    std::vector<FormatEntry> list;
    for (auto& [path, entry] : entries_)
      if (!is_inside_archive(path))
        list.push_back(std::move(entry));
    return list;
  }

private:
  /// Siegfried writes "scans.zip#1.tif" for what it found inside; a name may hold a "#" as well.
  bool is_inside_archive(const std::string& path) const {
    for (auto mark = path.find('#'); mark != std::string::npos; mark = path.find('#', mark + 1))
      if (entries_.contains(path.substr(0, mark)))
        return true;
    return false;
  }

  std::map<std::string, FormatEntry> entries_;
};

using Plain = nlohmann::json;

std::string text_of(const Plain& object, const char* name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_string() ? found->get<std::string>() : "";
}

void read_siegfried_file(const Plain& file, Entries& entries) {
  const std::string path = text_of(file, "filename");
  if (path.empty())
    return;
  const auto size = file.find("filesize");
  FormatEntry& entry = entries.at(
      path, size != file.end() && size->is_number_unsigned() ? size->dump() : std::string());
  const auto matches = file.find("matches");
  if (matches == file.end() || !matches->is_array())
    return;
  for (const Plain& match : *matches)
    if (match.is_object() && text_of(match, "ns") == kPronom)
      Entries::add_key(entry, {"PRONOM", text_of(match, "id"), text_of(match, "format"),
                               text_of(match, "version"), text_of(match, "basis")});
}

FormatList read_siegfried_json(std::string_view text, std::string_view name) {
  const Plain json = Plain::parse(text, nullptr, false);
  if (json.is_discarded())
    refuse(name, "it is no whole JSON text");
  if (!json.is_object() || !json.contains("siegfried") || !json.contains("files") ||
      !json["files"].is_array())
    refuse(name, "it is JSON, but not of Siegfried");
  FormatList list{
      "siegfried", text_of(json, "siegfried"), date_time_from(text_of(json, "scandate")), {}};
  Entries entries;
  for (const Plain& file : json["files"])
    if (file.is_object())
      read_siegfried_file(file, entries);
  list.entries = entries.take();
  return list;
}

/// A table by the names of its columns, in lower case.
class Columns {
public:
  explicit Columns(const CsvRow& heading) {
    for (std::size_t i = 0; i < heading.size(); ++i)
      places_.try_emplace(ascii_lower(trim(heading[i])), i);
  }
  bool has(std::string_view name) const { return places_.contains(std::string(name)); }
  /// The cell `shift` columns behind that of the name.
  std::string cell(const CsvRow& row, std::string_view name, std::size_t shift = 0) const {
    const auto place = places_.find(std::string(name));
    if (place == places_.end() || place->second + shift >= row.size())
      return "";
    return row[place->second + shift];
  }

private:
  std::map<std::string, std::size_t> places_;
};

FormatList read_siegfried_csv(const std::vector<CsvRow>& rows, const Columns& columns) {
  FormatList list{"siegfried", {}, {}, {}};
  Entries entries;
  for (const CsvRow& row : rows) {
    const std::string path = columns.cell(row, "filename");
    if (path.empty())
      continue;
    FormatEntry& entry = entries.at(path, columns.cell(row, "filesize"));
    if (columns.cell(row, "namespace") == kPronom)
      Entries::add_key(entry, {"PRONOM", columns.cell(row, "id"), columns.cell(row, "format"),
                               columns.cell(row, "version"), columns.cell(row, "basis")});
  }
  list.entries = entries.take();
  return list;
}

/// DROID repeats its last four columns where a file has several formats. Others write its CSV, too.
FormatList read_droid_csv(const std::vector<CsvRow>& rows, const Columns& columns) {
  constexpr std::size_t kGroup = 4; // PUID, MIME_TYPE, FORMAT_NAME, FORMAT_VERSION
  FormatList list{"DROID, or a program that writes its CSV", {}, {}, {}};
  Entries entries;
  for (const CsvRow& row : rows) {
    const std::string path = columns.cell(row, "file_path");
    const bool inside = columns.cell(row, "uri").find("!/") != std::string::npos;
    if (path.empty() || inside || columns.cell(row, "type") == "Folder")
      continue;
    FormatEntry& entry = entries.at(path, columns.cell(row, "size"));
    for (std::size_t shift = 0; !columns.cell(row, "puid", shift).empty(); shift += kGroup)
      Entries::add_key(entry,
                       {"PRONOM", columns.cell(row, "puid", shift),
                        columns.cell(row, "format_name", shift),
                        columns.cell(row, "format_version", shift), columns.cell(row, "method")});
  }
  list.entries = entries.take();
  return list;
}

} // namespace

FormatList read_format_list(std::string_view text, std::string_view name) {
  if (text.starts_with("\xEF\xBB\xBF"))
    text.remove_prefix(3);
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos)
    refuse(name, "it is empty");
  if (text[first] == '{')
    return read_siegfried_json(text, name);
  if (text.substr(first).starts_with("---"))
    refuse(name, "it is Siegfried's YAML");
  std::vector<CsvRow> rows = read_csv_rows(text, name);
  const Columns columns(rows.empty() ? CsvRow() : rows.front());
  if (!rows.empty())
    rows.erase(rows.begin());
  if (columns.has("filename") && columns.has("namespace") && columns.has("id"))
    return read_siegfried_csv(rows, columns);
  if (columns.has("file_path") && columns.has("puid"))
    return read_droid_csv(rows, columns);
  refuse(name, "it is neither of Siegfried nor of DROID");
}

} // namespace delo
