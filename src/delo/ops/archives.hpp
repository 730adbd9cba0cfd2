// The archives by which source lines are read, for all commands alike.
#pragma once

#include <filesystem>
#include <memory>

namespace delo {

class ArchiveTable;

/// Read once, and shared by everything that reads a source line in a run; never null.
using Archives = std::shared_ptr<const ArchiveTable>;

/// The table that is part of the program.
Archives built_in_archives();

/// That table with the rows of the user's TOML file. Throws Error(io) when the file cannot be read,
/// Error(usage), with its line, when it is wrong.
Archives read_archives(const std::filesystem::path& own);

} // namespace delo
