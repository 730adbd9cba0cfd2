// What a program that knows file formats says of files: the results of Siegfried (JSON, CSV) and of
// DROID (CSV).
#pragma once

#include "delo/model/package_file.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace delo {

/// What is said of one file.
struct FormatEntry {
  std::string path; ///< as the program was given it, "/" between its parts
  std::optional<std::uint64_t> size;
  std::vector<FormatKey> keys; ///< PRONOM only; none: unknown; several: the program is not sure
};

/// One result.
struct FormatList {
  std::string tool;                 ///< "siegfried"
  std::string version;              ///< where the result tells it
  std::string made;                 ///< when, as xs:dateTime; "" where the result does not tell it
  std::vector<FormatEntry> entries; ///< files, by the bytes of their paths; nothing inside archives
};

/// Reads a result. Throws Error(usage) for text that is none, with what to type; `name` is for
/// messages.
FormatList read_format_list(std::string_view text, std::string_view name);

} // namespace delo
