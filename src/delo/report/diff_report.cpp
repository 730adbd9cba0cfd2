#include "delo/report/diff_report.hpp"

#include "delo/base/utf8.hpp"
#include "delo/report/words.hpp"

#include <fmt/format.h>

namespace delo {
namespace {

std::string entry_text(const DiffEntry& entry) {
  const auto line = [&entry](const std::string& what) {
    return fmt::format("{:<8} {}\n", to_word(entry.difference), what);
  };
  const std::string before = display_name(entry.before.path);
  const std::string after = display_name(entry.after.path);
  switch (entry.difference) {
  case Difference::added:
    return line(fmt::format("{} ({})", after, count_of(entry.after.bytes, "byte")));
  case Difference::removed:
    return line(fmt::format("{} ({})", before, count_of(entry.before.bytes, "byte")));
  case Difference::renamed:
    return line(fmt::format("{} -> {}", before, after));
  case Difference::changed:
    return line(entry.before.bytes == entry.after.bytes
                    ? fmt::format("{} (still {})", before, count_of(entry.after.bytes, "byte"))
                    : fmt::format("{} ({} became {})", before, count_of(entry.before.bytes, "byte"),
                                  entry.after.bytes));
  }
  return {};
}

Json side_json(const DiffSide& side) {
  Json json;
  put_path(json, side.path);
  json["bytes"] = side.bytes;
  json["content"] = side.digest;
  return json;
}

} // namespace

std::string diff_text(const DiffResult& result) {
  std::string text;
  for (const DiffEntry& entry : result.entries)
    text += entry_text(entry);
  for (const Unreadable& unreadable : result.unreadable) {
    text += fmt::format("unreadable: {}: {}\n", display_name(unreadable.path), unreadable.reason);
    if (!unreadable.hint.empty())
      text += fmt::format("    hint: {}\n", display_name(unreadable.hint));
  }
  if (!result.unreadable.empty())
    return text + "COULD NOT FINISH: what could not be read was not compared\n";
  if (result.entries.empty())
    return text + fmt::format("the same: {}\n", count_of(result.same, "file"));
  return text + fmt::format("{} added, {} removed, {} changed, {} renamed; {} the same\n",
                            result.count(Difference::added), result.count(Difference::removed),
                            result.count(Difference::changed), result.count(Difference::renamed),
                            result.same);
}

Json diff_json(const DiffResult& result) {
  Json json;
  json["schema_version"] = 1;
  json["before"] = display_name(result.before);
  json["after"] = display_name(result.after);
  json["same"] = result.same;
  json["differences"] = Json::array();
  for (const DiffEntry& entry : result.entries) {
    Json item;
    item["difference"] = to_word(entry.difference);
    if (entry.difference != Difference::added)
      item["before"] = side_json(entry.before);
    if (entry.difference != Difference::removed)
      item["after"] = side_json(entry.after);
    json["differences"].push_back(std::move(item));
  }
  json["unreadable"] = Json::array();
  for (const Unreadable& unreadable : result.unreadable) {
    Json item;
    put_path(item, unreadable.path);
    item["reason"] = unreadable.reason;
    json["unreadable"].push_back(std::move(item));
  }
  return json;
}

} // namespace delo
