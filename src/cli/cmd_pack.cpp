// delo pack
#include "cli/command.hpp"
#include "cli/progress.hpp"
#include "delo/base/error.hpp"
#include "delo/base/shell_word.hpp"
#include "delo/base/utf8.hpp"
#include "delo/ops/pack.hpp"
#include "delo/ops/validate.hpp"
#include "delo/report/batch_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <ostream>

namespace delo::cli {
namespace {

constexpr std::array<std::string_view, 3> kRepresentations{"original", "transcription",
                                                           "translation"};

/// The value of an enum by its word; the parser has checked the word already.
template <typename Enum, std::size_t N>
Enum from_word(const std::string& word, const std::array<Enum, N>& values) {
  for (const Enum value : values)
    if (to_word(value) == word)
      return value;
  return values.front();
}

std::optional<std::string> given(const Arguments& arguments, std::string_view flag) {
  return arguments.has(flag) ? std::optional(arguments.value(flag)) : std::nullopt;
}

std::uint64_t count_from(const std::string& word) {
  std::uint64_t count = 0;
  const auto parsed = std::from_chars(word.data(), word.data() + word.size(), count);
  if (parsed.ec != std::errc() || parsed.ptr != word.data() + word.size() || count == 0)
    throw Error(ErrorKind::usage, fmt::format("--count is no number: {}", display_name(word)),
                "say how many packages the group has, for example --count 57");
  return count;
}

std::vector<Description> descriptions_from(std::string_view list) {
  constexpr std::array kAll{Description::mods, Description::dublin_core, Description::ead3};
  std::vector<Description> chosen;
  while (true) {
    const std::size_t comma = std::min(list.find(','), list.size());
    const std::string_view word = trim(list.substr(0, comma));
    const auto found = std::find_if(kAll.begin(), kAll.end(),
                                    [word](Description one) { return to_word(one) == word; });
    if (found == kAll.end())
      throw Error(ErrorKind::usage,
                  fmt::format("--describe has no form called '{}'", display_name(word)),
                  "choose from mods, dc and ead3, for example --describe mods,dc,ead3");
    chosen.push_back(*found);
    if (comma == list.size())
      return chosen;
    list.remove_prefix(comma + 1);
  }
}

/// "translation-fr=fr.txt": the name of a representation, and a file of it.
void add_representation(const std::string& word, PackOptions& options) {
  const std::size_t mark = word.find('=');
  if (mark == std::string::npos || mark + 1 == word.size())
    throw Error(ErrorKind::usage,
                fmt::format("--representation needs NAME=FILE: {}", display_name(word)),
                "for example: --representation translation-fr=fr.txt");
  const std::string name = word.substr(0, mark);
  auto known = std::find_if(options.representations.begin(), options.representations.end(),
                            [&name](const RepresentationInput& r) { return r.name == name; });
  if (known == options.representations.end())
    known = options.representations.insert(known, {name, {}});
  known->paths.emplace_back(word.substr(mark + 1));
}

/// What makes the documents: the sources, and what is said of them.
void read_sources(const Arguments& arguments, PackOptions& options) {
  options.sources.assign(arguments.operands.begin(), arguments.operands.end());
  options.output = arguments.value("output");
  for (const std::string_view name : kRepresentations) {
    RepresentationInput input{std::string(name), {}};
    for (const std::string& path : arguments.values(name))
      input.paths.emplace_back(path);
    if (!input.paths.empty())
      options.representations.push_back(std::move(input));
  }
  for (const std::string& word : arguments.values("representation"))
    add_representation(word, options);
  options.formats = given(arguments, "formats");
  options.id = given(arguments, "id");
  options.record = given(arguments, "record");
  options.rights = given(arguments, "rights");
  options.metadata = given(arguments, "metadata");
  options.mapping = given(arguments, "mapping");
  options.encoding = given(arguments, "encoding");
  options.one_per = from_word(arguments.value("one-per", "any"),
                              std::array{OnePer::any, OnePer::page, OnePer::folder, OnePer::row});
  options.junk = from_word(arguments.value("junk", "skip"),
                           std::array{JunkPolicy::skip, JunkPolicy::keep, JunkPolicy::fail});
  options.keep_going = arguments.has("keep-going");
}

PackOptions options_from(const Arguments& arguments, const Context& context) {
  PackOptions options;
  read_sources(arguments, options);
  options.submitter = arguments.value("submitter");
  options.group = arguments.value("group");
  if (arguments.has("count"))
    options.count = count_from(arguments.value("count"));
  options.layout = from_word(arguments.value("layout", "bag+sip"),
                             std::array{Layout::bag_with_sip, Layout::sip, Layout::bag});
  options.container = from_word(arguments.value("as", "dir"), kContainers);
  if (arguments.has("describe"))
    options.descriptions = descriptions_from(arguments.value("describe"));
  if (arguments.has("schemas"))
    options.schemas = read_schemas(arguments.value("schemas"));
  if (arguments.has("hash")) {
    options.algorithms = {};
    for (const std::string& word : arguments.values("hash"))
      options.algorithms.insert(*algorithm_from_bagit(word));
  }
  options.overwrite = arguments.has("force") ? Overwrite::yes : Overwrite::no;
  options.archives = archives_of(arguments, context);
  options.dry_run = arguments.has("dry-run");
  options.clock = &context.clock;
  options.clamp_times = context.clock_is_fixed;
  options.software_version = version();
  options.stop = context.stop;
  return options;
}

std::chrono::milliseconds steady_time() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(
      std::chrono::steady_clock::now().time_since_epoch());
}

/// What to type next, as far as there is something good to go on with.
std::string next_text(const BatchResult& result, const PackOptions& options) {
  const auto there = result.count(Outcome::packed) + result.count(Outcome::identical);
  if (there == 0 || result.dry_run || result.interrupted)
    return "";
  const bool single = result.documents.size() == 1;
  const std::string path =
      shell_word(single ? result.documents.front().target : options.output.native());
  return fmt::format("next: delo validate {}{}\n      delo audit add {}\n", path,
                     single ? "" : "/*", path);
}

/// Why nothing, or not everything, was written, and how to go on.
std::string end_text(const BatchResult& result) {
  const auto done = result.count(Outcome::packed) + result.count(Outcome::identical);
  if (result.interrupted)
    return fmt::format("error: stopped on request: {} of {} packages are done\n\nhint: nothing "
                       "half-written is left; the same command goes on from here\n",
                       done, result.documents.size());
  if (result.documents.size() > 1 && result.count(Outcome::packed) == 0 && !result.kept_going &&
      !result.all_problems().empty())
    return "hint: nothing was written; to pack the good documents all the same: --keep-going\n";
  return "";
}

} // namespace

int cmd_pack(const Arguments& arguments, const Context& context) {
  require_output(arguments, "pack", "the folder in which the packages appear");
  PackOptions options = options_from(arguments, context);
  ProgressPrinter progress(context.err,
                           progress_style(arguments.value("progress", "auto"),
                                          context.err_is_terminal, arguments.has("quiet")),
                           context.columns, steady_time);
  options.progress = [&progress](const Progress& state) { progress.show(state); };
  const BatchResult result = pack_all(options);
  progress.clear();

  const bool quiet = arguments.has("quiet");
  if (arguments.has("json") || result.dry_run || !quiet)
    print(arguments, context, batch_text(result) + next_text(result, options), batch_json(result));
  context.out.flush();
  if (!arguments.has("json") && !quiet)
    context.err << batch_notes(result);
  context.err << batch_problems(result) << end_text(result);
  return to_int(exit_code(result));
}

} // namespace delo::cli
