// Sizes as people type them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace delo::cli {

/// The bytes of "4GiB", "700 MB" or "1000", given to a flag. Throws Error(usage) for anything else.
std::uint64_t size_from(std::string_view flag, const std::string& word);

} // namespace delo::cli
