// What a repository wants of every validation: the table [validate] of its delo.toml, with the
// names of the flags.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace delo {

/// How a value is written.
enum class ConfigKind {
  text,  ///< "…", or a list of them
  limit, ///< a whole number that is not negative, or "all"
  truth, ///< true or false
  file,  ///< "…": a file, as seen from the folder of the configuration
  name   ///< "…": a name, or such a file
};

struct ConfigKey {
  std::string_view name; ///< "fail-on"
  ConfigKind kind;
};

/// One line of the table. A key that is false has no values and is left out.
struct ConfigValue {
  std::string key;
  std::vector<std::string> values; ///< none for true
  std::uint64_t line = 0;
};

/// Reads the table [validate]; a file without it says nothing. Throws Error(usage), with the line,
/// for what is no TOML, for other tables and keys, and for values of another kind.
std::vector<ConfigValue> read_validate_config(const std::filesystem::path& path);

} // namespace delo
