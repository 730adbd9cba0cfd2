// Paths as manifests and fetch.txt write them, judged before anything is looked for (RFC 8493 5.1).
#pragma once

#include "delo/base/rel_path.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace delo {

/// How paths are written in a manifest: before BagIt 1.0 nothing is encoded.
enum class PathEncoding { none, percent };

/// CR, LF and "%" as %0D, %0A and %25; everything else stays as it is (RFC 8493 2.1.3).
std::string encode_manifest_path(std::string_view path);
std::string decode_manifest_path(std::string_view path, PathEncoding encoding);

/// All bytes but the unreserved characters of RFC 3986 2.3 and "/" as %XX.
std::string percent_encode(std::string_view bytes);
/// Undoes it; nothing when a "%" is not followed by two hexadecimal digits.
std::optional<std::string> percent_decode(std::string_view text);

/// Whether a "%" stands before anything but what decode_manifest_path() knows.
bool has_raw_percent(std::string_view path);

/// A path that a tag file lists, or why it is refused.
struct ListedPath {
  std::optional<RelPath> path;
  std::string refused; ///< in plain words: "it is absolute"; "" when there is a path
};

/// Refuses what leaves the bag on any system: what RelPath refuses, names of users and environment
/// variables in front, and "\" or encoded characters that would climb for a reader who takes them
/// for more than letters.
ListedPath judge_listed_path(std::string_view text);

/// "\" as "/".
std::string with_slashes(std::string_view path);

} // namespace delo
