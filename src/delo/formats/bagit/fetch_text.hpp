// fetch.txt: payload that lies elsewhere (RFC 8493 2.2.3).
#pragma once

#include "delo/base/byte_sink.hpp"
#include "delo/base/rel_path.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace delo {

/// All bytes but the unreserved characters of RFC 3986 2.3 and "/" as %XX.
std::string percent_encode(std::string_view bytes);
/// Undoes it; nothing when a "%" is not followed by two hexadecimal digits.
std::optional<std::string> percent_decode(std::string_view text);

/// One line: the address of a file, its length in bytes, and its path in the bag.
void write_fetch_line(ByteSink& sink, std::string_view url, std::uint64_t bytes,
                      const RelPath& path);

/// The paths that a fetch.txt lists, with their lengths where they are given.
std::map<std::string, std::optional<std::uint64_t>> parse_fetch(std::string_view text);

} // namespace delo
