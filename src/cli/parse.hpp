// From argv to a command and its arguments.
#pragma once

#include "cli/command.hpp"

#include <optional>
#include <string>
#include <vector>

namespace delo::cli {

/// What is to be done: a command to run, or a text to print.
struct Parsed {
  const Command* command = nullptr;
  Arguments arguments;
  std::optional<std::string> text;
};

/// Throws Error(usage) that names what was not understood and suggests what may have been meant.
Parsed parse(const std::vector<std::string>& typed);

/// Throws Error(usage) for a value that is not among the choices of a flag.
void check_choice(const Flag& flag, const std::string& value);

/// The name closest to `typed`, when it is close enough to be a slip.
std::optional<std::string> nearest(std::string_view typed,
                                   const std::vector<std::string>& candidates);

} // namespace delo::cli
