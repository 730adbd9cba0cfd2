#include "cli/config.hpp"

#include "cli/parse.hpp"
#include "cli/tables/shared.hpp"
#include "delo/base/error.hpp"
#include "delo/base/fd.hpp"
#include "delo/base/utf8.hpp"
#include "delo/ops/validate_config.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace delo::cli {
namespace {

constexpr std::string_view kName = "delo.toml";

/// The values as they would have been typed.
std::vector<std::string> typed_values(const ConfigValue& value, const Flag& flag) {
  if (flag.repeats || value.values.size() < 2)
    return value.values;
  return {fmt::format("{}", fmt::join(value.values, ","))};
}

void add(const ConfigValue& value, const Command& command, Arguments& arguments) {
  const auto flag = std::find_if(command.flags.begin(), command.flags.end(),
                                 [&value](const Flag& row) { return row.name == value.key; });
  if (flag == command.flags.end())
    throw Error(ErrorKind::usage, fmt::format("delo {} has no flag --{}", command.name, value.key));
  if (arguments.has(value.key))
    return;
  std::vector<std::string> values = typed_values(value, *flag);
  // delo.toml may have come with what is to be read.
  if (flag->name == kSandbox.name && values == std::vector<std::string>{"off"})
    throw Error(ErrorKind::usage, "a file cannot switch the sandbox off", "type --sandbox off");
  for (const std::string& one : values)
    check_choice(*flag, one);
  if (flag->value.empty() || !values.empty())
    arguments.flags.emplace(value.key, std::move(values));
}

} // namespace

std::optional<std::filesystem::path> config_file(const Arguments& arguments) {
  if (arguments.has("config"))
    return arguments.value("config");
  if (is_there(kName))
    return kName;
  return std::nullopt;
}

Arguments with_config(const Arguments& typed, const Command& command) {
  const auto path = config_file(typed);
  if (!path)
    return typed;
  Arguments arguments = typed;
  for (const ConfigValue& value : read_validate_config(*path)) {
    try {
      add(value, command, arguments);
    } catch (const Error& error) {
      throw Error(
          error.kind(),
          fmt::format("{} line {}: {}", display_name(path->native()), value.line, error.message()),
          error.hint());
    }
  }
  return arguments;
}

} // namespace delo::cli
