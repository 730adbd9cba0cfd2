// The end of a zip, where it says what it holds (APPNOTE 4.3.16).
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace delo {

/// What the end of a zip says, as far as 32 bits can say it.
struct ZipEnd {
  std::optional<std::uint16_t> entries; ///< modulo 65,536; nothing where zip64 tells it
  bool is_in_place =
      true; ///< the list of contents lies between the entries and the end, where it says
};

/// Looks for the end record of an open file of `size` bytes, which a comment of up to 65,535 bytes
/// may follow. Nothing when there is none: the file was cut. The place in the file stays.
std::optional<ZipEnd> find_zip_end(int fd, std::uint64_t size);

/// What is wrong with a zip in which so many entries were found; "" when it agrees with its end.
std::string complaint_about(const ZipEnd& end, std::uint64_t entries);

} // namespace delo
