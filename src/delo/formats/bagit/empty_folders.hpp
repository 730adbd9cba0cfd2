// The list of folders without files. A bag names files only, so a folder that held nothing would be
// lost in an archive, or in a copy that leaves it out (RFC 8493 2.1.3 knows no folders).
#pragma once

#include "delo/base/byte_sink.hpp"
#include "delo/base/rel_path.hpp"

#include <span>
#include <string_view>
#include <vector>

namespace delo {

/// A tag file of ours: one folder a line, below the bag, encoded like a path in a manifest.
inline constexpr std::string_view kEmptyFoldersName = "empty-folders.txt";

void write_empty_folders(ByteSink& sink, std::span<const RelPath> folders);

/// What cannot be a path inside a package is left out: nothing is made of it.
std::vector<RelPath> parse_empty_folders(std::string_view text);

} // namespace delo
