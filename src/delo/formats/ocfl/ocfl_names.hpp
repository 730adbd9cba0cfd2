// Names that OCFL gives to files and folders: conformance declarations and version folders
// (OCFL 1.1, 3.2 to 3.3 and 4.2).
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace delo {

inline constexpr std::string_view kOcflInventory = "inventory.json";
inline constexpr std::string_view kOcflObjectMark = "0=ocfl_object_"; ///< a version follows
inline constexpr std::string_view kOcflRootMark = "0=ocfl_";          ///< a version follows

/// Whether delo knows the version of the specification: "1.0" and "1.1".
bool is_known_ocfl(std::string_view version);

/// The version of OCFL that a folder declares as an object: the file "0=ocfl_object_1.1" must be
/// there and hold its name behind "=" and a line feed. The newest where there are several; nothing
/// where none is as it must be. Throws Error(io) when a declaration cannot be read.
std::optional<std::string> ocfl_object_version(const std::filesystem::path& folder);

/// The same for a storage root, which has "0=ocfl_1.1".
bool is_ocfl_root(const std::filesystem::path& folder);

/// The name of a version folder: "v1", or "v0001" with `digits` 4.
struct OcflVersionName {
  std::uint32_t number = 0; ///< at least 1
  std::size_t digits = 0;   ///< 0: not padded with zeros
  bool operator==(const OcflVersionName&) const = default;

  /// The name of another version by the same convention.
  std::string name_of(std::uint32_t other) const;
};

/// Nothing when the name is none of a version folder: "v0", "v", "1", "v1x".
std::optional<OcflVersionName> parse_ocfl_version(std::string_view name);

} // namespace delo
