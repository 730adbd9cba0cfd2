#include "delo/report/compare_report.hpp"

#include "delo/base/quantity.hpp"
#include "delo/base/utf8.hpp"
#include "delo/report/words.hpp"

#include <fmt/format.h>

#include <iterator>

namespace delo {
namespace {

constexpr std::size_t kMostShown = 50; ///< files of one package

void put_package(std::string& text, const ComparedPackage& package) {
  fmt::format_to(std::back_inserter(text), "{}  {}{}{}\n", to_word(package.state),
                 display_name(package.name), package.reason.empty() ? "" : ": ",
                 display_name(package.reason));
  for (std::size_t i = 0; i < package.files.size() && i < kMostShown; ++i)
    fmt::format_to(std::back_inserter(text), "  {}  {}\n", to_word(package.files[i].state),
                   display_name(package.files[i].path));
  if (package.files.size() > kMostShown)
    fmt::format_to(std::back_inserter(text), "  and {} more; --json lists all of them\n",
                   package.files.size() - kMostShown);
}

} // namespace

std::string compare_text(const StoreComparison& comparison) {
  std::string text;
  for (const ComparedPackage& package : comparison.packages)
    if (package.state != CopyState::same)
      put_package(text, package);
  return text + fmt::format("{} compared, {} the same; {} read\n",
                            count_of(comparison.packages.size(), "package"),
                            comparison.count(CopyState::same), size_words(comparison.bytes));
}

Json compare_json(const StoreComparison& comparison) {
  Json json;
  json["schema_version"] = 1;
  json["report"] = "compare";
  json["exit"] = static_cast<int>(exit_code(comparison));
  put_path(json["first"], comparison.first);
  put_path(json["second"], comparison.second);
  json["bytes"] = comparison.bytes;
  json["packages"] = Json::array();
  for (const ComparedPackage& package : comparison.packages) {
    Json row;
    put_path(row, package.name);
    row["state"] = to_word(package.state);
    if (!package.reason.empty())
      row["reason"] = display_name(package.reason);
    for (const ComparedFile& file : package.files) {
      Json difference;
      put_path(difference, file.path);
      difference["state"] = to_word(file.state);
      row["files"].push_back(std::move(difference));
    }
    json["packages"].push_back(std::move(row));
  }
  return json;
}

} // namespace delo
