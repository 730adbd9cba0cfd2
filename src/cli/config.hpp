// Settings of a repository, as if they had been typed.
#pragma once

#include "cli/command.hpp"

namespace delo::cli {

/// The arguments, and for flags that were not typed the values of --config FILE, or of delo.toml in
/// the working folder where there is one. Throws Error(usage), with the line, for what cannot be
/// used.
Arguments with_config(const Arguments& typed, const Command& command);

} // namespace delo::cli
