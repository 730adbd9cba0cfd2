// Reading from the disk itself rather than from the system's memory of it: a checksum over cached
// pages says nothing about the platter.
#pragma once

#include "delo/io/package_source.hpp"

#include <filesystem>
#include <memory>

namespace delo {

/// Asks the system to forget what it holds of a file in memory. Returns whether some of it may
/// still be there: the pages are in use, or the file system does not tell. Never throws: reading
/// tells what is wrong with a file.
bool forget_cached(const std::filesystem::path& path);

/// A reader that goes around the page cache (O_DIRECT), where the file system can do that, and an
/// ordinary one elsewhere. Does not follow a link in the last part of the name. Throws Error(io).
std::unique_ptr<EntryReader> open_direct_reader(const std::filesystem::path& path);

} // namespace delo
