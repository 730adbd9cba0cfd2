// A BagIt Profile: what the sender and the receiver of bags have agreed on beyond RFC 8493.
// https://bagit-profiles.github.io/bagit-profiles-specification/, versions 1.1 to 1.4.
#pragma once

#include "delo/formats/bagit/bag_info.hpp"
#include "delo/io/container.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace delo {

/// One row of "Bag-Info": what holds of the tags with a label.
struct TagDefinition {
  std::string label;
  bool required = false;
  bool recommended = false;        ///< since 1.4; missing, it is worth a warning
  bool repeatable = true;          ///< since 1.3
  std::vector<std::string> values; ///< the only ones that are good; any when there are none
  std::string description;         ///< for people; since 1.3

  bool allows(std::string_view value) const;
};

/// What must be there, and what may be. Without `allowed` anything may.
struct RequiredAndAllowed {
  std::vector<std::string> required;
  std::optional<std::vector<std::string>> allowed;
};

enum class Serialization { forbidden, required, optional };

/// The profile as a value, with the standard's defaults for what it does not say.
struct BagItProfile {
  std::string name;                 ///< what messages call it: a name that delo knows, or its file
  std::string identifier;           ///< BagIt-Profile-Identifier; it is compared, and never fetched
  std::string specification;        ///< BagIt-Profile-Version: "1.4.0"
  BagInfo info;                     ///< BagIt-Profile-Info, whole
  std::vector<TagDefinition> tags;  ///< Bag-Info, in the order of the profile
  RequiredAndAllowed manifests;     ///< algorithms, see algorithm_word()
  RequiredAndAllowed tag_manifests; ///< likewise
  bool allows_fetch = true;
  bool requires_fetch = false; ///< since 1.4
  bool wants_no_data = false;  ///< Data-Empty, since 1.4
  Serialization serialization = Serialization::optional;
  std::optional<std::vector<std::string>> media_types; ///< Accept-Serialization; any when not said
  std::optional<std::vector<std::string>> versions;    ///< Accept-BagIt-Version; likewise
  RequiredAndAllowed tag_files;     ///< paths; patterns where they are allowed, see matches()
  RequiredAndAllowed payload_files; ///< likewise, since 1.4; "data/x/" is a folder
  std::vector<std::string> doubts;  ///< keys that no version knows, and what was read leniently

  /// Regardless of case (RFC 8493 2.2.2); null when the profile says nothing of the label.
  const TagDefinition* find(std::string_view label) const;
  /// Whether a package may come in this form.
  bool accepts(Container container) const;
};

inline constexpr std::string_view kProfileIdentifierLabel = "BagIt-Profile-Identifier";

/// Whether a path is that of a file which BagIt itself knows, so that no list of tag files speaks
/// of it: bagit.txt, bag-info.txt, fetch.txt and manifests.
bool is_bag_own_file(std::string_view path);

/// The word for an algorithm as RFC 8493 2.4 compares it: "SHA-512" is "sha512".
std::string algorithm_word(std::string_view name);

/// glob(7), where "*" stands for "/" as well: the standard's default ["*"] means all files.
bool matches(const std::string& pattern, const std::string& path);
bool matches_any(const std::vector<std::string>& patterns, const std::string& path);

/// Where the profile says so, "*" and its like are allowed: whether `path` is.
bool allows_path(const RequiredAndAllowed& list, const std::string& path);

} // namespace delo
