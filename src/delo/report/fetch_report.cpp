#include "delo/report/fetch_report.hpp"

#include "delo/base/shell_word.hpp"
#include "delo/base/utf8.hpp"
#include "delo/report/words.hpp"

#include <fmt/format.h>

namespace delo {
namespace {

bool is_trouble(const FetchedFile& file) {
  return file.end != FetchEnd::planned && file.end != FetchEnd::fetched;
}

std::uint64_t bytes_of(const FetchResult& result, FetchEnd end) {
  std::uint64_t bytes = 0;
  for (const FetchedFile& file : result.files)
    bytes += file.end == end ? file.bytes : 0;
  return bytes;
}

std::string sum(const FetchResult& result) {
  const FetchEnd good = result.is_dry_run ? FetchEnd::planned : FetchEnd::fetched;
  std::string text =
      fmt::format("{}: {} {} ({}), {} there already", display_name(result.bag),
                  count_of(result.count(good), "file"), result.is_dry_run ? "to fetch" : "fetched",
                  count_of(bytes_of(result, good), "byte"), result.were_there);
  for (const FetchEnd end : {FetchEnd::wrong, FetchEnd::refused, FetchEnd::failed})
    if (const std::uint64_t count = result.count(end); count > 0)
      text += fmt::format(", {} {}", count, to_word(end));
  return text + "\n";
}

} // namespace

std::string fetch_text(const FetchResult& result, bool only_trouble) {
  std::string text;
  for (const FetchedFile& file : result.files)
    if (is_trouble(file))
      text += fmt::format("{}/{}: {}: {}{}\n", display_name(result.bag), display_name(file.path),
                          to_word(file.end), file.reason,
                          file.url.empty() ? "" : " (" + display_name(file.url) + ")");
    else if (file.end == FetchEnd::planned && !only_trouble)
      text += fmt::format("{}/{}: {}\n", display_name(result.bag), display_name(file.path),
                          display_name(file.url));
  if (only_trouble)
    return text;
  text += sum(result);
  if (!result.is_dry_run && exit_code(result) == ExitCode::good)
    text += fmt::format("check the whole bag with: delo validate {}\n", shell_word(result.bag));
  return text;
}

Json fetch_json(const FetchResult& result) {
  Json json;
  json["schema_version"] = 1;
  put_path(json, result.bag);
  json["dry_run"] = result.is_dry_run;
  json["were_there"] = result.were_there;
  json["files"] = Json::array();
  for (const FetchedFile& file : result.files) {
    Json row;
    put_path(row, file.path);
    row["url"] = display_name(file.url);
    row["bytes"] = file.bytes;
    row["outcome"] = to_word(file.end);
    if (!file.reason.empty())
      row["reason"] = file.reason;
    json["files"].push_back(std::move(row));
  }
  return json;
}

} // namespace delo
