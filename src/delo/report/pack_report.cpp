#include "delo/report/pack_report.hpp"

#include "delo/base/utf8.hpp"
#include "delo/report/words.hpp"

#include <fmt/format.h>

namespace delo {
namespace {

std::string algorithm_words(const PackPlan& plan) {
  std::string words;
  for (const Algorithm algorithm : plan.algorithms.list())
    (words += words.empty() ? "" : ", ") += info(algorithm).bagit;
  return words;
}

std::string notes_text(const PackPlan& plan) {
  std::string text;
  for (const std::string& note : plan.notes)
    text += fmt::format("  note: {}\n", display_name(note));
  return text;
}

std::string plan_text(const PackPlan& plan) {
  std::string text = fmt::format("would pack {}\n  id      {} (from {})\n  layout  {} as {}, {}\n",
                                 display_name(plan.target), plan.id.id, plan.id.basis,
                                 to_word(plan.layout), plan.container, algorithm_words(plan));
  for (const PlannedFile& file : plan.files)
    text += file.source.empty()
                ? fmt::format("  {:>10}  {}\n", "", file.path.str())
                : fmt::format("  {:>10}  {}  from {}\n", file.size, display_name(file.path.str()),
                              display_name(file.source));
  return text + notes_text(plan) + "nothing was written\n";
}

std::string result_text(const PackResult& result) {
  const PackPlan& plan = result.plan;
  std::string text = fmt::format("packed {}\n", display_name(plan.target));
  text += fmt::format("  {}, {}, {}; read back and verified\n", count_of(result.files, "file"),
                      count_of(result.bytes, "byte"), algorithm_words(plan));
  for (const std::string& name : plan.representations) {
    const auto files = plan.content_files.find(name);
    text += fmt::format("  {}: {}\n", name,
                        count_of(files == plan.content_files.end() ? 0 : files->second, "file"));
  }
  return text + notes_text(plan);
}

} // namespace

std::string pack_text(const PackResult& result) {
  return result.written ? result_text(result) : plan_text(result.plan);
}

void write_pack(JsonWriter& json, const PackResult& result) {
  const PackPlan& plan = result.plan;
  json.member("written", result.written);
  Json target;
  put_path(target, plan.target);
  json.members(target);
  json.member(
      "id", {{"value", plan.id.id}, {"origin", to_word(plan.id.origin)}, {"basis", plan.id.basis}});
  json.member("layout", to_word(plan.layout));
  json.member("container", plan.container);
  json.key("algorithms").open_array();
  for (const Algorithm algorithm : plan.algorithms.list())
    json.value(info(algorithm).bagit);
  json.close();
  json.member("representations", plan.representations);
  json.key("files").open_array();
  for (const PlannedFile& file : plan.files) {
    Json item;
    put_path(item, file.path.str());
    if (!file.source.empty()) {
      item["source"] = display_name(file.source);
      item["size"] = file.size;
    }
    json.value(item);
  }
  json.close();
  if (result.written)
    json.member("bytes", result.bytes);
  json.member("warnings", plan.warnings);
  json.member("notes", plan.notes);
}

} // namespace delo
