// delo validate
#include "cli/command.hpp"
#include "delo/ops/profiles.hpp"
#include "delo/ops/validate.hpp"
#include "delo/report/validate_report.hpp"

#include <fmt/format.h>

namespace delo::cli {
namespace {

Depth depth_of(const Arguments& arguments) {
  if (arguments.has("complete") && arguments.has("fast"))
    throw Error(ErrorKind::usage, "--complete and --fast ask for two different checks",
                "give one of them; --complete checks more");
  if (arguments.has("fast"))
    return Depth::oxum;
  return arguments.has("complete") ? Depth::structure : Depth::full;
}

std::string known_families() {
  std::string all;
  for (const RuleFamily family : kRuleFamilies)
    all += (all.empty() ? "" : ", ") + std::string(to_word(family));
  return all;
}

/// Those of --rules; nothing when it was not typed.
std::optional<std::set<RuleFamily>> families_of(const Arguments& arguments) {
  if (!arguments.has("rules"))
    return std::nullopt;
  std::set<RuleFamily> families;
  std::string_view list = arguments.flags.find("rules")->second.back();
  while (true) {
    const std::string_view word = list.substr(0, list.find(','));
    const auto family = rule_family(word);
    if (!family)
      throw Error(ErrorKind::usage, fmt::format("--rules: \"{}\" is no family of rules", word),
                  fmt::format("use some of {}, parted by commas", known_families()));
    families.insert(*family);
    if (word.size() == list.size())
      return families;
    list.remove_prefix(word.size() + 1);
  }
}

} // namespace

int cmd_validate(const Arguments& arguments, const Context& context) {
  std::shared_ptr<const SchemaSet> schemas;
  if (arguments.has("schemas"))
    schemas = read_schemas(arguments.value("schemas"));
  Profile profile;
  if (arguments.has("profile"))
    profile = read_profile(arguments.value("profile"));
  const ValidateOptions options{.stop = context.stop,
                                .schemas = schemas.get(),
                                .profile = profile.get(),
                                .families = families_of(arguments),
                                .depth = depth_of(arguments),
                                .lenient = arguments.has("lenient")};
  RunReport report;
  report.started = context.clock.now();
  for (const std::string& path : arguments.operands)
    report.packages.push_back(validate_package(path, options));
  print(arguments, context,
        validate_text(report, arguments.has("quiet") ? Show::only_troubled : Show::all),
        validate_json(report, version()));
  return to_int(exit_code(report));
}

} // namespace delo::cli
