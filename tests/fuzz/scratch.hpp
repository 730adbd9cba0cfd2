// Where targets put bytes for readers that want a file.
#pragma once

#include "delo/base/fd.hpp"
#include "unit/support/files.hpp"

#include <filesystem>
#include <string>
#include <string_view>

namespace delo::fuzz {

/// A name in the one folder of this process, below TMPDIR.
std::filesystem::path scratch_place(const std::string& name);

/// Writes a file there; it replaces the one before. Folders in `name` are made.
std::filesystem::path scratch_file(const std::string& name, std::string_view bytes);

/// An open file without a name, to be read from its beginning.
Fd nameless_file(std::string_view bytes);

} // namespace delo::fuzz
