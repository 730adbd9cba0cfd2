// What a file is, told from its first bytes.
#pragma once

#include <string>
#include <string_view>

namespace delo {

/// The MIME type of a file that begins with these bytes, "application/octet-stream" when nothing
/// is known, "inode/x-empty" never: an empty file is octets too. Each thread has its own cookie.
/// Throws Error(io) when the database of types cannot be loaded.
std::string mime_type_of(std::string_view head);

/// Name and version of the identifying library, for provenance.
std::string file_type_engine();

} // namespace delo
