// Settings of a repository, as if they had been typed.
#pragma once

#include "cli/command.hpp"

#include <filesystem>
#include <optional>

namespace delo::cli {

/// What --config names, or delo.toml in the working folder where there is one. Throws Error(io)
/// when nobody can tell whether there is.
std::optional<std::filesystem::path> config_file(const Arguments& arguments);

/// The arguments, and for flags that were not typed the values of --config FILE, or of delo.toml in
/// the working folder where there is one. Throws Error(usage), with the line, for what cannot be
/// used.
Arguments with_config(const Arguments& typed, const Command& command);

} // namespace delo::cli
