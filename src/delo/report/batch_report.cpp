#include "delo/report/batch_report.hpp"

#include "delo/base/utf8.hpp"
#include "delo/model/found_json.hpp"
#include "delo/report/pack_report.hpp"
#include "delo/report/text_width.hpp"
#include "delo/report/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

namespace delo {
namespace {

constexpr std::array kOutcomes{Outcome::planned, Outcome::packed, Outcome::identical,
                               Outcome::failed, Outcome::skipped};

/// A single document is shown with all it holds, unless there is nothing to show of it.
bool is_single(const BatchResult& result) {
  return result.documents.size() == 1 && result.plan;
}

PackResult single_result(const BatchResult& result) {
  const BatchDocument& document = result.documents.front();
  return {*result.plan, document.outcome == Outcome::packed, document.files, document.bytes};
}

std::string counts_text(const BatchResult& result) {
  std::string text;
  for (const Outcome outcome : kOutcomes)
    if (const auto count = result.count(outcome); count > 0)
      text += fmt::format("{}{} {}", text.empty() ? "" : ", ", count, to_word(outcome));
  return fmt::format("{}: {}\n", count_of(result.documents.size(), "document"), text);
}

std::string table_text(const BatchResult& result) {
  std::size_t id_width = text_width("package");
  for (const BatchDocument& document : result.documents)
    id_width = std::max(id_width, text_width(document.id.id));
  std::string text = fmt::format("{:<10} {:>6} {:>12} {:>8}  {}  {}\n", "result", "files", "bytes",
                                 "warnings", padded("package", id_width), "document");
  for (const BatchDocument& document : result.documents) {
    const bool written =
        document.outcome == Outcome::packed || document.outcome == Outcome::identical;
    text += fmt::format("{:<10} {:>6} {:>12} {:>8}  {}  {}\n", to_word(document.outcome),
                        written ? std::to_string(document.files) : "",
                        written ? std::to_string(document.bytes) : "", document.warnings.size(),
                        padded(document.id.id.empty() ? "-" : document.id.id, id_width),
                        display_name(document.name));
  }
  return text;
}

/// Which file is which, and why.
std::string files_text(const BatchDocument& document) {
  std::string text;
  for (const FoundRepresentation& representation : document.found.representations)
    for (const FoundFile& file : representation.files)
      text += fmt::format("  {:<13}  {}  ({})\n", representation.name, display_name(file.path),
                          display_name(file.how));
  return text;
}

std::string dry_run_text(const BatchResult& result) {
  std::string text;
  for (const BatchDocument& document : result.documents)
    text += fmt::format("{}\n{}", display_name(document.name), files_text(document));
  return text + "\n";
}

std::string single_text(const BatchResult& result) {
  const BatchDocument& document = result.documents.front();
  switch (document.outcome) {
  case Outcome::packed:
    return pack_text(single_result(result));
  case Outcome::planned:
    return files_text(document) + pack_text(single_result(result));
  case Outcome::identical:
    return fmt::format("identical {}\n  {}, {}; the same package is there already, nothing was "
                       "written\n",
                       display_name(document.target), count_of(document.files, "file"),
                       count_of(document.bytes, "byte"));
  case Outcome::failed:
  case Outcome::skipped:
    break;
  }
  return "";
}

Json problem_json(const FoundProblem& problem) {
  Json json;
  put_path(json, problem.path);
  json["message"] = problem.message;
  json["hint"] = problem.hint;
  return json;
}

void write_links(JsonWriter& json, const std::vector<RecordedLink>& links) {
  json.key("links").open_array();
  for (const RecordedLink& link : links)
    json.value({{"name", display_name(link.name)}, {"target", display_name(link.target)}});
  json.close();
}

void write_representations(JsonWriter& json, const FoundDocument& document) {
  json.key("representations").open_array();
  for (const FoundRepresentation& representation : document.representations) {
    json.open_object().member("name", representation.name).key("files").open_array();
    for (const FoundFile& file : representation.files) {
      Json item;
      put_path(item, file.path);
      item["name"] = file.name;
      item["size"] = file.size;
      item["how"] = file.how;
      json.value(item);
    }
    json.close();
    if (!representation.links.empty())
      write_links(json, representation.links);
    json.close();
  }
  json.close();
}

void write_problems(JsonWriter& json, const std::vector<FoundProblem>& problems) {
  json.key("problems").open_array();
  for (const FoundProblem& problem : problems)
    json.value(problem_json(problem));
  json.close();
}

void write_document(JsonWriter& json, const BatchDocument& document) {
  Json head;
  put_path(head, document.name);
  if (document.row != 0)
    head["row"] = document.row;
  head["outcome"] = to_word(document.outcome);
  head["id"] = document.id.id.empty() ? Json(nullptr) : Json(document.id.id);
  if (!document.id.id.empty()) {
    head["id_origin"] = to_word(document.id.origin);
    head["id_basis"] = document.id.basis;
    head["target"] = display_name(document.target);
  }
  head["page"] =
      document.found.page.empty() ? Json(nullptr) : Json(display_name(document.found.page));
  head["how"] = document.found.how;
  json.open_object().members(head);
  write_representations(json, document.found);
  json.member("files", document.files).member("bytes", document.bytes);
  json.member("warnings", document.warnings).member("notes", document.notes);
  write_problems(json, document.problems);
  json.close();
}

std::string duplicates_text(const BatchResult& result) {
  static constexpr std::array<std::string_view, 3> kWords{
      "the same payload, byte for byte", "the same record id", "the same place in the archive"};
  std::string text;
  for (const Duplicates& duplicates : result.duplicates) {
    std::string names;
    for (const std::string& name : duplicates.names)
      names += (names.empty() ? "" : ", ") + display_name(name);
    const bool shown = duplicates.likeness != Likeness::payload;
    text += fmt::format("note: {}{}: {}\n", kWords[static_cast<std::size_t>(duplicates.likeness)],
                        shown ? fmt::format(" ({})", display_name(duplicates.value)) : "", names);
  }
  return text;
}

/// What holds for many documents is said once; a single one is shown with its notes anyway.
std::string notes_text(const BatchResult& result) {
  if (is_single(result))
    return "";
  std::map<std::string, std::vector<std::string>> documents;
  for (const BatchDocument& document : result.documents)
    for (const std::string& note : document.notes)
      documents[note].push_back(document.name);
  std::string text;
  for (const auto& [note, names] : documents)
    text += names.size() == 1
                ? fmt::format("note: {}: {}\n", display_name(names.front()), display_name(note))
                : fmt::format("note: {} ({})\n", display_name(note),
                              count_of(names.size(), "document"));
  return text;
}

} // namespace

std::string batch_text(const BatchResult& result) {
  if (result.documents.empty())
    return "";
  if (is_single(result))
    return single_text(result);
  if (result.dry_run)
    return dry_run_text(result) + table_text(result) + counts_text(result) +
           "nothing was written\n";
  // Where nothing was done, only the problems are worth a line for each document.
  const bool done = result.count(Outcome::packed) + result.count(Outcome::identical) > 0;
  return (done ? table_text(result) : "") + counts_text(result);
}

std::string batch_notes(const BatchResult& result) {
  std::string text;
  for (const std::string& warning : result.warnings)
    text += fmt::format("warning: {}\n", display_name(warning));
  for (const BatchDocument& document : result.documents)
    for (const std::string& warning : document.warnings)
      text += result.documents.size() == 1
                  ? fmt::format("warning: {}\n", display_name(warning))
                  : fmt::format("warning: {}: {}\n", display_name(document.name),
                                display_name(warning));
  text += notes_text(result);
  for (const LeftOut& file : result.left_out)
    text += fmt::format("note: left out {}: {}\n", display_name(file.path), file.why);
  return text + duplicates_text(result);
}

std::string batch_problems(const BatchResult& result) {
  std::string text;
  std::vector<std::string> hints;
  for (const FoundProblem& problem : result.all_problems()) {
    text += fmt::format("error: {}\n", problem.message);
    if (!problem.hint.empty() && std::find(hints.begin(), hints.end(), problem.hint) == hints.end())
      hints.push_back(problem.hint);
  }
  if (!hints.empty())
    text += "\n";
  for (const std::string& hint : hints)
    text += fmt::format("hint: {}\n", hint);
  return text;
}

void write_batch(ByteSink& sink, const BatchResult& result) {
  JsonWriter json(sink);
  json.open_object().member("schema_version", 1);
  if (is_single(result))
    write_pack(json, single_result(result));
  json.key("documents").open_array();
  for (const BatchDocument& document : result.documents)
    write_document(json, document);
  json.close().key("counts").open_object();
  for (const Outcome outcome : kOutcomes)
    json.member(to_word(outcome), result.count(outcome));
  json.close();
  json.member("sheet", result.sheet.empty() ? Json(nullptr) : Json(result.sheet));
  json.member("sheet_warnings", result.warnings).member("files_met", result.files);
  json.key("left_out").open_array();
  write_items(json, result.left_out);
  json.close();
  json.key("duplicates").open_array();
  for (const Duplicates& duplicates : result.duplicates)
    json.value({{"same", to_word(duplicates.likeness)},
                {"value", duplicates.value},
                {"documents", duplicates.names}});
  json.close();
  write_problems(json, result.problems);
  json.member("dry_run", result.dry_run).member("interrupted", result.interrupted);
  json.close().finish();
}

} // namespace delo
