#include "cli/number_flags.hpp"

#include "delo/base/error.hpp"
#include "delo/base/utf8.hpp"

#include <fmt/format.h>

#include <charconv>

namespace delo::cli {

std::optional<std::uint64_t> number_of(const Arguments& arguments, std::string_view flag,
                                       std::uint64_t least, std::string_view besides) {
  if (!arguments.has(flag))
    return std::nullopt;
  const std::string text = arguments.value(flag);
  std::uint64_t number = 0;
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), number);
  if (parsed.ec != std::errc() || parsed.ptr != text.data() + text.size() || number < least)
    throw Error(ErrorKind::usage, fmt::format("--{} cannot be \"{}\"", flag, display_name(text)),
                fmt::format("give a whole number, {} or more{}", least, besides));
  return number;
}

std::uint64_t expansion_from(const Arguments& arguments, std::uint64_t otherwise) {
  return number_of(arguments, "max-expansion", 0).value_or(otherwise);
}

} // namespace delo::cli
