// What the first bytes of a file say of it.
#pragma once

#include "delo/io/container.hpp"

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

namespace delo {

/// As much of the beginning of an open file as there is, up to `size`; `path` is for messages.
/// Throws Error(io).
std::string beginning_of(int fd, std::size_t size, const std::string& path);

/// Whether a file that begins so is a zip (APPNOTE 4.3.6).
bool is_zip(std::string_view start);

/// Whether the beginning of the file is that of an archive that ArchiveSource reads. Throws
/// Error(io).
bool looks_like_archive(const std::filesystem::path& path);

/// Whether the file has an XML declaration, in UTF-8 or UTF-16, or is called ".xml". Throws
/// Error(io).
bool looks_like_xml(const std::filesystem::path& path);

/// In which form the archive was written. Throws Error(io).
Container container_of_archive(const std::filesystem::path& path);

} // namespace delo
