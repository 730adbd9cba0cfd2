// The bytes of a page file as numbered lines. Looks at bytes only and changes none of them.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace delo {

/// One line without its line end.
struct PageLine {
  std::string_view text;
  std::uint64_t number; ///< 1-based, as an editor counts
};

/// Cuts a page at LF, CRLF or CR; a byte order mark is left out. The lines point into `bytes`.
/// Throws Error(io) naming `name` when the bytes are empty, binary or not UTF-8.
std::vector<PageLine> split_page(std::string_view bytes, std::string_view name);

} // namespace delo
