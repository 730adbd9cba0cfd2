#include "delo/report/unpack_report.hpp"

#include "delo/base/utf8.hpp"
#include "delo/report/validate_report.hpp"
#include "delo/report/words.hpp"

#include <fmt/format.h>

namespace delo {

std::string unpack_text(const UnpackResult& result) {
  RunReport run;
  run.packages.push_back(result.report);
  std::string text = validate_text(run, Show::only_troubled);
  if (result.target.empty())
    return text + fmt::format("nothing was unpacked from {}\n", display_name(result.report.path));
  text += fmt::format("unpacked {}\n  {}, {}; verified while they were written\n",
                      display_name(result.target), count_of(result.files, "file"),
                      count_of(result.bytes, "byte"));
  if (result.empty_folders > 0)
    text += fmt::format("  {} restored\n", count_of(result.empty_folders, "empty folder"));
  if (result.links > 0)
    text += fmt::format("  {} restored\n", count_of(result.links, "link"));
  if (result.names > 0)
    text += fmt::format("  {} restored that are not UTF-8\n", count_of(result.names, "name"));
  for (const std::string& link : result.links_left)
    text += fmt::format("  not restored, since it could lead out: {}\n", display_name(link));
  return text;
}

Json unpack_json(std::span<const UnpackResult> results, std::string_view version) {
  RunReport run;
  for (const UnpackResult& result : results)
    run.packages.push_back(result.report);
  Json json = validate_json(run, version);
  json.erase("started"); // the same input gives the same output
  for (std::size_t i = 0; i < results.size(); ++i) {
    Json unpacked;
    if (!results[i].target.empty()) {
      put_path(unpacked, results[i].target);
      unpacked["files"] = results[i].files;
      unpacked["bytes"] = results[i].bytes;
      unpacked["empty_folders"] = results[i].empty_folders;
      unpacked["links"] = results[i].links;
      unpacked["names"] = results[i].names;
      unpacked["links_left"] = Json::array();
      for (const std::string& link : results[i].links_left)
        unpacked["links_left"].push_back(display_name(link));
    }
    json["packages"][i]["unpacked"] = results[i].target.empty() ? Json() : unpacked;
  }
  return json;
}

} // namespace delo
