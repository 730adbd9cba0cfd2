#include "delo/report/machine_report.hpp"

#include "delo/base/utf8.hpp"
#include "delo/report/words.hpp"

#include <fmt/format.h>

namespace delo {
namespace {

std::string_view state_of(const EngineState& engine) {
  if (engine.is_chosen)
    return "works";
  return engine.is_available ? "available" : "not on this machine";
}

} // namespace

std::string machine_text(const MachineReport& report) {
  std::string text = fmt::format("delo {} on {}\n\nwhat computes digests (--engine):\n",
                                 report.program, count_of(report.processors, "processor"));
  for (const EngineState& engine : report.engines)
    text += fmt::format("  {:<12}{}\n", engine.word, state_of(engine));
  text += "\nlibraries:\n";
  for (const LibraryVersion& library : report.libraries)
    text += fmt::format("  {:<12}{}\n", library.name, library.version);
  text += fmt::format("\nlocale: {}\n", report.locale);
  if (report.scratch_trouble.empty())
    return text +
           fmt::format("temporary files: {}, can be written\n", display_name(report.scratch));
  return text + fmt::format("temporary files: NOT WRITABLE: {}\n\nhint: set TMPDIR to a folder "
                            "that can be written and has room\n",
                            display_name(report.scratch_trouble));
}

Json machine_json(const MachineReport& report) {
  Json json;
  json["schema_version"] = 1;
  json["report"] = "doctor";
  json["exit"] = static_cast<int>(exit_code(report));
  json["version"] = report.program;
  json["processors"] = report.processors;
  json["engines"] = Json::array();
  for (const EngineState& engine : report.engines)
    json["engines"].push_back(Json{
        {"word", engine.word}, {"available", engine.is_available}, {"chosen", engine.is_chosen}});
  json["libraries"] = Json::array();
  for (const LibraryVersion& library : report.libraries)
    json["libraries"].push_back(Json{{"name", library.name}, {"version", library.version}});
  json["locale"] = report.locale;
  put_path(json["scratch"], report.scratch);
  json["scratch"]["writable"] = report.scratch_trouble.empty();
  if (!report.scratch_trouble.empty())
    json["scratch"]["trouble"] = display_name(report.scratch_trouble);
  return json;
}

} // namespace delo
