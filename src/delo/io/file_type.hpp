// What a file is, told from its first bytes.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace delo {

struct FileType {
  std::string media_type; ///< registered with IANA; "application/octet-stream" when unknown
  /// What libmagic says where that is not the same: "text/x-c", "inode/x-empty"; otherwise "".
  std::string said;
};

/// How many of the first bytes of a file tell its type.
inline constexpr std::size_t kHeadOfType = std::size_t{64} * 1024;

/// The type of a file that begins with these bytes. Each thread has its own cookie.
/// Throws Error(io) when the database of types cannot be loaded.
FileType file_type_of(std::string_view head);

/// Name and version of the identifying library, for provenance.
std::string file_type_engine();

} // namespace delo
