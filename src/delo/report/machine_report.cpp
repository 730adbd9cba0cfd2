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

std::string state_of(const WriteTest& test) {
  return test.trouble.empty() ? fmt::format("{}, can be written", display_name(test.folder))
                              : fmt::format("NOT WRITABLE: {}", display_name(test.trouble));
}

std::string sandbox_text(const SandboxState& sandbox) {
  return fmt::format("\nsandbox of this run (--sandbox):\n  {:<12}{}\n  {:<12}{}\n", "Landlock",
                     sandbox.landlock > 0
                         ? fmt::format("in force, version {}", sandbox.landlock)
                         : fmt::format("NOT IN FORCE: {}", display_name(sandbox.landlock_trouble)),
                     "seccomp",
                     sandbox.filter
                         ? "in force"
                         : fmt::format("NOT IN FORCE: {}", display_name(sandbox.filter_trouble)));
}

Json write_test_json(const WriteTest& test) {
  Json json;
  put_path(json, test.folder);
  json["writable"] = test.trouble.empty();
  if (!test.trouble.empty())
    json["trouble"] = display_name(test.trouble);
  return json;
}

Json part_json(bool is_in_force, const std::string& trouble) {
  Json json{{"in_force", is_in_force}};
  if (!is_in_force)
    json["trouble"] = display_name(trouble);
  return json;
}

Json sandbox_json(const SandboxState& sandbox) {
  Json json{{"landlock", part_json(sandbox.landlock > 0, sandbox.landlock_trouble)},
            {"seccomp", part_json(sandbox.filter, sandbox.filter_trouble)}};
  if (sandbox.landlock > 0)
    json["landlock"]["version"] = sandbox.landlock;
  return json;
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
  text += "\nprograms:\n";
  for (const ProgramState& program : report.programs)
    text += fmt::format("  {}: {} ({})\n", program.path,
                        program.is_there ? "is there" : "is not there", program.use);
  text += sandbox_text(report.sandbox);
  text += fmt::format("\nschemas: {} in the program\nlocale: {}\ntemporary files: {}\n"
                      "this folder: {}\n",
                      report.schemas.size(), report.locale, state_of(report.scratch),
                      state_of(report.folder));
  if (!report.scratch.trouble.empty())
    text += "\nhint: set TMPDIR to a folder that can be written and has room\n";
  return text;
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
  json["schemas"] = report.schemas;
  json["programs"] = Json::array();
  for (const ProgramState& program : report.programs)
    json["programs"].push_back(
        Json{{"path", program.path}, {"use", program.use}, {"there", program.is_there}});
  json["scratch"] = write_test_json(report.scratch);
  json["folder"] = write_test_json(report.folder);
  json["sandbox"] = sandbox_json(report.sandbox);
  return json;
}

} // namespace delo
