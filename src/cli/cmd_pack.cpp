// delo pack
#include "cli/command.hpp"
#include "cli/progress.hpp"
#include "cli/sandbox.hpp"
#include "cli/size_word.hpp"
#include "cli/tag_flags.hpp"
#include "delo/base/error.hpp"
#include "delo/base/shell_word.hpp"
#include "delo/base/utf8.hpp"
#include "delo/ops/folder_bag.hpp"
#include "delo/ops/pack.hpp"
#include "delo/ops/validate.hpp"
#include "delo/report/batch_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <filesystem>
#include <ostream>
#include <utility>

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

/// A number that was typed, 1 or more.
std::uint64_t count_from(const Arguments& arguments, std::string_view flag, std::string hint) {
  const std::string word = arguments.value(flag);
  std::uint64_t count = 0;
  const auto parsed = std::from_chars(word.data(), word.data() + word.size(), count);
  if (parsed.ec != std::errc() || parsed.ptr != word.data() + word.size() || count == 0)
    throw Error(ErrorKind::usage, fmt::format("--{} is no number: {}", flag, display_name(word)),
                std::move(hint));
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
  options.in_place = arguments.has("in-place");
  options.junk = from_word(arguments.value("junk", options.in_place ? "keep" : "skip"),
                           std::array{JunkPolicy::skip, JunkPolicy::keep, JunkPolicy::fail});
  options.keep_going = arguments.has("keep-going");
}

void read_bag_flags(const Arguments& arguments, const Context& context, PackOptions& options) {
  options.info = given(arguments, "info");
  options.tags = tags_from(arguments.values("set"), "set");
  options.tag_files = tag_files_from(arguments.values("tag-file"));
  options.links = from_word(arguments.value("links", "fail"),
                            std::array{LinkPolicy::fail, LinkPolicy::follow, LinkPolicy::record});
  options.names = from_word(arguments.value("names", "refuse"),
                            std::array{NamePolicy::refuse, NamePolicy::escape});
  options.remote = arguments.value("remote");
  if (arguments.has("remote") && options.remote.empty())
    throw Error(ErrorKind::usage, "--remote has no address",
                "write it like this: --remote https://example.org/deposit/");
  if (arguments.has("split"))
    options.split_bytes = size_from("split", arguments.value("split"));
  if (arguments.has("split-files"))
    options.split_files =
        count_from(arguments, "split-files", "say how many files a bag may hold, such as 1000");
  if (arguments.has("retry"))
    options.retries = static_cast<unsigned>(std::min<std::uint64_t>(
        count_from(arguments, "retry", "say how often to read again, such as --retry 3"), 1000));
  if (arguments.has("profile")) {
    ProfileShelf shelf(profile_shelf_of(arguments, context));
    options.profile = read_profile(arguments.value("profile"), shelf);
  }
  options.choose_container = !arguments.has("as");
  options.choose_algorithms = !arguments.has("hash");
  options.list_files = arguments.has("json");
}

PackOptions options_from(const Arguments& arguments, const Context& context) {
  PackOptions options;
  read_sources(arguments, options);
  options.submitter = arguments.value("submitter");
  options.group = arguments.value("group");
  if (arguments.has("count"))
    options.count = count_from(arguments, "count",
                               "say how many packages the group has, for example --count 57");
  read_bag_flags(arguments, context, options);
  const bool plain = arguments.has("plain") || arguments.has("in-place");
  options.layout = from_word(arguments.value("layout", plain ? "bag" : "bag+sip"),
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
  options.clamp_times = context.clock_is_fixed && !arguments.has("mtime");
  options.fixed_times = arguments.value("mtime") == "fixed";
  options.software_version = version();
  options.stop = context.stop;
  return options;
}

std::chrono::milliseconds steady_time() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(
      std::chrono::steady_clock::now().time_since_epoch());
}

/// Standard output as the place of a package.
class OutSink final : public ByteSink {
public:
  explicit OutSink(std::ostream& out) : out_(out) {}
  void write(std::string_view bytes) override {
    if (!out_.write(bytes.data(), static_cast<std::streamsize>(bytes.size())))
      throw Error(ErrorKind::io, "cannot write to standard output",
                  "what reads it has ended, or its disk is full; what arrived is no package");
  }

private:
  std::ostream& out_;
};

void stream_to(ByteSink& out, const Arguments& arguments, const Context& context,
               PackOptions& options) {
  const auto refuse = [](std::string_view reason, std::string hint) {
    throw Error(ErrorKind::usage, fmt::format("cannot use -o -: {}", reason), std::move(hint));
  };
  if (context.out_is_terminal)
    refuse("standard output is a terminal",
           "send it to a program or a file: delo pack ... -o - > x.tar");
  if (!arguments.has("as"))
    options.container = Container::tar;
  if (options.container != Container::tar && options.container != Container::tar_gz &&
      options.container != Container::tar_zst)
    refuse(fmt::format("{} cannot be streamed", to_word(options.container)),
           "use --as tar, --as tar.gz or --as tar.zst");
  if (arguments.has("json"))
    refuse("--json wants standard output, too", "leave out one of the two");
  if (options.retries > 0)
    refuse("what went out cannot be read again", "leave out --retry, or write to a folder");
  if (options.dry_run)
    refuse("a dry run writes nothing", "leave out one of the two");
  options.stream = &out;
  options.scratch = context.scratch;
  options.output.clear();
}

/// What is known of a package that went out, and what is not.
std::string streamed_text(const BatchResult& result) {
  std::string text;
  for (const BatchDocument& document : result.documents)
    if (document.outcome == Outcome::packed)
      text += fmt::format(
          "packed {} to standard output\n  {} files, {} bytes; digests were computed while they "
          "were written, nothing was read back\nnext: delo validate FILE, where it arrives\n",
          document.id.id, document.files, document.bytes);
  return text;
}

/// A bag in place has taken the name of the folder, and a shell goes by more than the name.
bool stands_in_old_folder() {
  std::error_code gone;
  return std::filesystem::current_path(gone).empty() || gone;
}

/// What to type next, as far as there is something good to go on with.
std::string next_text(const BatchResult& result, const PackOptions& options) {
  const auto there = result.count(Outcome::packed) + result.count(Outcome::identical);
  if (there == 0 || result.dry_run || result.interrupted ||
      !options.remote.empty()) // what is incomplete is not valid
    return "";
  const bool single = result.documents.size() == 1;
  if (options.in_place && !single)
    return "";
  const std::string path =
      shell_word(single ? result.documents.front().target : options.output.native());
  return fmt::format(
      "next: {}delo validate {}{}\n      delo audit add {}\n",
      stands_in_old_folder() ? "cd .  (this shell is in the folder as it was)\n      " : "", path,
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

void write_json(const Context& context, const BatchResult& result) {
  ReportSink sink(context.out);
  write_batch(sink, result);
}

} // namespace

int cmd_pack(const Arguments& arguments, const Context& context) {
  if (!arguments.has("in-place"))
    require_output(arguments, "pack", "the folder in which the packages appear");
  PackOptions options = options_from(arguments, context);
  OutSink out(context.out);
  if (arguments.value("output") == "-")
    stream_to(out, arguments, context, options);
  const Sandbox sandbox("pack", arguments, context);
  ProgressPrinter progress(context.err,
                           progress_style(arguments.value("progress", "auto"),
                                          context.err_is_terminal, arguments.has("quiet")),
                           context.columns, steady_time);
  options.progress = [&progress](const Progress& state) { progress.show(state); };
  const bool plain = arguments.has("plain") || options.in_place || are_for_plain_bags(options);
  const BatchResult result = plain ? bag_folders(options) : pack_all(options);
  progress.clear();

  const bool well = !result.interrupted && result.all_problems().empty();
  const bool quiet = arguments.has("quiet");
  if (options.stream && !quiet)
    context.err << streamed_text(result);
  else if (!options.stream && arguments.has("json"))
    write_json(context, result);
  else if (!options.stream && (result.dry_run || !quiet))
    context.out << batch_text(result) << next_text(result, options);
  context.out.flush();
  if (!arguments.has("json") && !quiet)
    context.err << batch_notes(result);
  context.err << batch_problems(result) << end_text(result);
  if (options.stream && !well)
    context.err << "hint: if anything arrived at standard output, it is cut short and no package\n";
  return to_int(exit_code(result));
}

} // namespace delo::cli
