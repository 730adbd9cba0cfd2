// Flags whose value is a number.
#pragma once

#include "cli/command.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

namespace delo::cli {

/// A flag's whole number from `least` on; nothing when it was not typed. `besides` is what else the
/// flag takes, for its message. Throws Error(usage).
std::optional<std::uint64_t> number_of(const Arguments& arguments, std::string_view flag,
                                       std::uint64_t least, std::string_view besides = {});

/// --max-expansion, which every command has that reads archives of strangers; `otherwise` where it
/// was not typed.
std::uint64_t expansion_from(const Arguments& arguments, std::uint64_t otherwise);

} // namespace delo::cli
