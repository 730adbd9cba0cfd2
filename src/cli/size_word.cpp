#include "cli/size_word.hpp"

#include "delo/base/error.hpp"
#include "delo/base/utf8.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <limits>

namespace delo::cli {

std::uint64_t size_from(std::string_view flag, const std::string& word) {
  struct Unit {
    std::string_view word;
    std::uint64_t bytes;
  };
  static constexpr std::array<Unit, 10> kUnits{{{"", 1},
                                                {"B", 1},
                                                {"kB", 1000},
                                                {"MB", 1000'000},
                                                {"GB", 1000'000'000},
                                                {"TB", 1000'000'000'000},
                                                {"KiB", 1ULL << 10U},
                                                {"MiB", 1ULL << 20U},
                                                {"GiB", 1ULL << 30U},
                                                {"TiB", 1ULL << 40U}}};
  std::uint64_t count = 0;
  const auto parsed = std::from_chars(word.data(), word.data() + word.size(), count);
  const std::string_view unit = trim(std::string_view(parsed.ptr, word.data() + word.size()));
  for (const Unit& known : kUnits)
    if (parsed.ec == std::errc() && count > 0 && ascii_lower(unit) == ascii_lower(known.word) &&
        count <= std::numeric_limits<std::uint64_t>::max() / known.bytes)
      return count * known.bytes;
  throw Error(ErrorKind::usage, fmt::format("--{} is no size: {}", flag, display_name(word)),
              fmt::format("write it like this: --{0} 4GiB, or --{0} 700MB", flag));
}

} // namespace delo::cli
