#include "delo/ops/profiles.hpp"

#include "delo/base/error.hpp"
#include "delo/base/fd.hpp"
#include "delo/base/utf8.hpp"
#include "delo/formats/bagit/bag_profile_convert.hpp"
#include "delo/formats/bagit/bag_profile_embedded.hpp"
#include "delo/formats/bagit/bag_profile_reader.hpp"
#include "delo/ops/profile_shelf.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <utility>

namespace delo {
namespace {

/// Whether a file is meant, although it may not be there.
bool is_file_name(const std::string& word) {
  std::error_code not_there;
  return word.find('/') != std::string::npos || word.ends_with(".json") ||
         std::filesystem::exists(word, not_there);
}

} // namespace

bool is_profile_address(const std::string& word) {
  return word.find("://") != std::string::npos || word.starts_with("urn:");
}

std::vector<std::string> known_profiles() {
  std::vector<std::string> names;
  for (const EmbeddedProfile& profile : embedded_profiles())
    names.emplace_back(profile.name);
  return names;
}

Profile read_profile(const std::string& word, ProfileShelf& shelf) {
  for (const EmbeddedProfile& profile : embedded_profiles())
    if (profile.name == word)
      return std::make_shared<const BagItProfile>(read_bag_profile(profile.json, profile.name));
  const std::string known = fmt::format("{}", fmt::join(known_profiles(), ", "));
  if (is_profile_address(word)) {
    NamedProfile named = shelf.find(word);
    if (!named.profile)
      throw Error(ErrorKind::usage,
                  fmt::format("cannot use profile {}: {}", display_name(word), named.reason),
                  named.hint);
    return std::move(named.profile);
  }
  if (!is_file_name(word))
    throw Error(
        ErrorKind::usage,
        fmt::format("there is no profile \"{}\", and no file of that name", display_name(word)),
        fmt::format("delo knows {}; any other is given as a JSON file", known));
  return std::make_shared<const BagItProfile>(
      read_bag_profile(read_file(word, kLargestProfile), word));
}

ProfileSummary summary_of(const BagItProfile& profile) {
  return {profile.specification, profile.identifier, profile.tags.size(), profile.doubts};
}

ProfileText convert_profile(const std::string& file, const std::string& identifier) {
  ConvertedProfile made = convert_bag_profile(read_file(file, kLargestProfile), file, identifier);
  ProfileText text{to_text(made.json), std::move(made.notes)};
  read_bag_profile(text.json, file); // what contradicts itself is told here
  return text;
}

} // namespace delo
