// delo pack
#include "cli/command.hpp"
#include "delo/base/error.hpp"
#include "delo/base/utf8.hpp"
#include "delo/ops/pack.hpp"
#include "delo/report/pack_report.hpp"

#include <fmt/format.h>

#include <array>
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

PackOptions options_from(const Arguments& arguments, const Context& context) {
  PackOptions options;
  options.page = arguments.operands.front();
  options.output = arguments.value("output");
  if (options.output.empty())
    throw Error(
        ErrorKind::usage, "delo pack needs -o DIR, the folder in which the package appears",
        fmt::format("for example: delo pack {} -o out", display_name(arguments.operands.front())));
  for (const std::string_view name : kRepresentations) {
    RepresentationInput given{std::string(name), {}};
    for (const std::string& path : arguments.values(name))
      given.paths.emplace_back(path);
    if (!given.paths.empty())
      options.representations.push_back(std::move(given));
  }
  if (arguments.has("id"))
    options.id = arguments.value("id");
  if (arguments.has("record"))
    options.record = arguments.value("record");
  if (arguments.has("rights"))
    options.rights = arguments.value("rights");
  options.submitter = arguments.value("submitter");
  options.layout = from_word(arguments.value("layout", "bag+sip"),
                             std::array{Layout::bag_with_sip, Layout::sip, Layout::bag});
  options.container = from_word(arguments.value("as", "dir"),
                                std::array{Container::dir, Container::tar, Container::zip});
  if (arguments.has("hash")) {
    options.algorithms = {};
    for (const std::string& word : arguments.values("hash"))
      options.algorithms.insert(*algorithm_from_bagit(word));
  }
  options.overwrite = arguments.has("force") ? Overwrite::yes : Overwrite::no;
  options.dry_run = arguments.has("dry-run");
  options.clock = &context.clock;
  options.clamp_times = context.clock_is_fixed;
  options.software_version = version();
  options.stop = context.stop;
  return options;
}

} // namespace

int cmd_pack(const Arguments& arguments, const Context& context) {
  const PackResult result = pack(options_from(arguments, context));
  if (!arguments.has("json"))
    for (const std::string& warning : result.plan.warnings)
      context.err << "warning: " << display_name(warning) << "\n";
  std::string text = pack_text(result);
  if (result.written)
    text += fmt::format("next: delo validate {0}\n      delo audit add {0}\n",
                        display_name(result.plan.target));
  if (!arguments.has("quiet") || arguments.has("json") || !result.written)
    print(arguments, context, text, pack_json(result));
  return to_int(ExitCode::good);
}

} // namespace delo::cli
