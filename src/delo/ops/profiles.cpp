#include "delo/ops/profiles.hpp"

#include "delo/base/error.hpp"
#include "delo/base/fd.hpp"
#include "delo/base/utf8.hpp"
#include "delo/formats/bagit/bag_profile_convert.hpp"
#include "delo/formats/bagit/bag_profile_embedded.hpp"
#include "delo/formats/bagit/bag_profile_reader.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <utility>

namespace delo {
namespace {

constexpr std::uint64_t kLargestProfile = 16ULL * 1024 * 1024;

bool is_address(const std::string& word) {
  return word.find("://") != std::string::npos;
}

/// Whether a file is meant, although it may not be there.
bool is_file_name(const std::string& word) {
  std::error_code not_there;
  return word.find('/') != std::string::npos || word.ends_with(".json") ||
         std::filesystem::exists(word, not_there);
}

} // namespace

std::vector<std::string> known_profiles() {
  std::vector<std::string> names;
  for (const EmbeddedProfile& profile : embedded_profiles())
    names.emplace_back(profile.name);
  return names;
}

Profile read_profile(const std::string& file_or_name) {
  for (const EmbeddedProfile& profile : embedded_profiles())
    if (profile.name == file_or_name)
      return std::make_shared<const BagItProfile>(read_bag_profile(profile.json, profile.name));
  const std::string known = fmt::format("{}", fmt::join(known_profiles(), ", "));
  if (is_address(file_or_name))
    throw Error(
        ErrorKind::usage,
        fmt::format("{} is an address, and delo fetches nothing", display_name(file_or_name)),
        "save the profile as a file, and give the file with --profile");
  if (!is_file_name(file_or_name))
    throw Error(ErrorKind::usage,
                fmt::format("there is no profile \"{}\", and no file of that name",
                            display_name(file_or_name)),
                fmt::format("delo knows {}; any other is given as a JSON file", known));
  return std::make_shared<const BagItProfile>(
      read_bag_profile(read_file(file_or_name, kLargestProfile), file_or_name));
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
