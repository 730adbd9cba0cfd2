#include "cli/validate_flags.hpp"

#include "delo/ops/validate.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace delo::cli {
namespace {

std::string known_families() {
  std::vector<std::string_view> words;
  for (const RuleFamily family : kRuleFamilies)
    words.push_back(to_word(family));
  return fmt::format("{}", fmt::join(words, ", "));
}

} // namespace

void read_depth(const Arguments& arguments, ValidateOptions& options) {
  if (arguments.has("complete") && arguments.has("fast"))
    throw Error(ErrorKind::usage, "--complete and --fast ask for two different checks",
                "give one of them; --complete checks more");
  if (arguments.has("fast"))
    options.depth = Depth::oxum;
  else if (arguments.has("complete"))
    options.depth = Depth::structure;
  options.lenient = arguments.has("lenient");
}

void read_rule_families(const Arguments& arguments, ValidateOptions& options) {
  for (const std::string& list : arguments.values("rules")) {
    if (!options.families)
      options.families.emplace();
    for (std::size_t at = 0; at <= list.size();) {
      const std::size_t end = std::min(list.find(',', at), list.size());
      const std::string word = list.substr(at, end - at);
      const auto family = rule_family(word);
      if (!family)
        throw Error(ErrorKind::usage, fmt::format("no rules are called \"{}\"", word),
                    "there are " + known_families());
      options.families->insert(*family);
      at = end + 1;
    }
  }
}

void read_spec_versions(const Arguments& arguments, ValidateOptions& options) {
  const auto versions = known_eark_versions();
  for (const std::string& said : arguments.values("spec")) {
    const std::size_t sign = said.find('=');
    const std::string family = said.substr(0, sign);
    if (sign == std::string::npos || (family != "csip" && family != "sip"))
      throw Error(ErrorKind::usage, fmt::format("--spec {} names no specification", said),
                  "write csip=VERSION or sip=VERSION");
    const std::string version = said.substr(sign + 1);
    if (std::find(versions.begin(), versions.end(), version) == versions.end())
      throw Error(ErrorKind::usage,
                  fmt::format("delo knows no version \"{}\" of {}", version, family),
                  fmt::format("it knows {}", fmt::join(versions, ", ")));
    (family == "csip" ? options.csip : options.sip) = version;
  }
}

} // namespace delo::cli
