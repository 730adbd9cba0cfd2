#include "delo/report/update_report.hpp"

#include "delo/base/utf8.hpp"
#include "delo/report/validate_report.hpp"

#include <fmt/format.h>

namespace delo {

std::string update_text(const UpdateResult& result) {
  const std::string name = display_name(result.report.path);
  if (result.report.verdict() != Verdict::valid) {
    RunReport run;
    run.packages.push_back(result.report);
    return validate_text(run) + fmt::format("{} was left as it is\n", name);
  }
  if (!result.written)
    return fmt::format("{} is as wanted already; nothing was written\n", name);
  std::string text = fmt::format("updated {}\n", name);
  for (const std::string& change : result.changes)
    text += fmt::format("  {}\n", display_name(change));
  return text + "  old digests verified, sealed again, read back\n";
}

Json update_json(std::span<const UpdateResult> results, std::string_view version) {
  RunReport run;
  for (const UpdateResult& result : results)
    run.packages.push_back(result.report);
  Json json = validate_json(run, version);
  json.erase("started");
  for (std::size_t i = 0; i < results.size(); ++i) {
    json["packages"][i]["written"] = results[i].written;
    json["packages"][i]["changes"] = results[i].changes;
  }
  return json;
}

} // namespace delo
