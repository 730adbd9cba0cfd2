// Where targets put bytes for readers that want a file.
#pragma once

#include "delo/base/fd.hpp"

#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace delo::fuzz {

/// Writes a file into the one folder of this process, below TMPDIR; it replaces the one before.
/// Folders in `name` are made.
std::filesystem::path scratch_file(const std::string& name, std::string_view bytes);

/// An open file without a name, to be read from its beginning.
Fd nameless_file(std::string_view bytes);

/// A zip of files, stored, in their order.
std::string zip_of(const std::vector<std::pair<std::string, std::string_view>>& files);

} // namespace delo::fuzz
