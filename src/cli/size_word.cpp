#include "cli/size_word.hpp"

#include "delo/base/error.hpp"
#include "delo/base/quantity.hpp"
#include "delo/base/utf8.hpp"

#include <fmt/format.h>

namespace delo::cli {

std::uint64_t size_from(std::string_view flag, const std::string& word) {
  if (const auto size = parse_size(word); size && *size > 0)
    return *size;
  throw Error(ErrorKind::usage, fmt::format("--{} is no size: {}", flag, display_name(word)),
              fmt::format("write it like this: --{0} 4GiB, or --{0} 700MB", flag));
}

} // namespace delo::cli
