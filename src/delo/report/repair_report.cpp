#include "delo/report/repair_report.hpp"

#include "delo/base/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace delo {

std::string repair_text(const AuditRepair& repair) {
  const std::string package = display_name(repair.package.path);
  const bool is_changed = std::all_of(repair.files.begin(), repair.files.end(),
                                      [](const RepairedFile& file) { return file.reason.empty(); });
  std::string text;
  for (const RepairedFile& file : repair.files)
    fmt::format_to(std::back_inserter(text), "{}  {} (it was {}){}{}\n",
                   file.is_copy_unreadable ? "COPY UNREADABLE"
                   : !file.reason.empty()  ? "NO GOOD COPY"
                   : is_changed            ? "repaired"
                                           : "could be repaired",
                   display_name(file.path), to_word(file.was), file.reason.empty() ? "" : ": ",
                   display_name(file.reason));
  for (const std::string& name : repair.extra)
    fmt::format_to(std::back_inserter(text), "left alone  {}: it is not catalogued\n",
                   display_name(name));
  for (const Unreadable& part : repair.unreadable)
    fmt::format_to(std::back_inserter(text), "UNREADABLE  {}: {}\n", display_name(part.path),
                   display_name(part.reason));
  if (repair.files.empty() && repair.is_whole)
    return fmt::format("{} is what is catalogued: nothing to repair\n", package);
  if (!is_changed)
    return text + fmt::format("{} was not changed\nhint: try another copy with --from\n", package);
  if (!repair.aside.empty())
    fmt::format_to(std::back_inserter(text), "what was bad is kept in {}\n",
                   display_name(repair.aside));
  return text + fmt::format("{} is {}\nhint: `delo audit run` reads it first\n", package,
                            repair.is_whole             ? "whole again"
                            : repair.unreadable.empty() ? "still not what is catalogued"
                                                        : "not known to be whole");
}

Json repair_json(const AuditRepair& repair) {
  Json json;
  json["schema_version"] = 1;
  json["report"] = "audit repair";
  json["exit"] = static_cast<int>(exit_code(repair));
  put_path(json["package"], repair.package.path);
  put_path(json["replica"], repair.replica);
  if (!repair.aside.empty())
    put_path(json["aside"], repair.aside);
  json["whole"] = repair.is_whole;
  json["files"] = Json::array();
  for (const RepairedFile& file : repair.files) {
    Json row;
    put_path(row, file.path);
    row["was"] = to_word(file.was);
    if (!file.reason.empty())
      row["reason"] = display_name(file.reason);
    if (file.is_copy_unreadable)
      row["copy_unreadable"] = true;
    json["files"].push_back(std::move(row));
  }
  json["unreadable"] = Json::array();
  for (const Unreadable& part : repair.unreadable) {
    Json row;
    put_path(row, part.path);
    row["reason"] = display_name(part.reason);
    json["unreadable"].push_back(std::move(row));
  }
  json["extra"] = Json::array();
  for (const std::string& name : repair.extra) {
    Json row;
    put_path(row, name);
    json["extra"].push_back(std::move(row));
  }
  return json;
}

} // namespace delo
