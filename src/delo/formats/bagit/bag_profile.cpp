#include "delo/formats/bagit/bag_profile.hpp"

#include "delo/base/utf8.hpp"
#include "delo/formats/bagit/manifest_text.hpp"

#include <fnmatch.h>

#include <algorithm>
#include <array>

namespace delo {
namespace {

/// The media types under which profiles in use know a form. Only zip, gzip and zstd are registered.
struct MediaTypes {
  Container container;
  std::array<std::string_view, 7> types;
};
constexpr std::array<MediaTypes, kContainers.size()> kMediaTypes{{
    {Container::dir, {}},
    {Container::tar, {"application/tar", "application/x-tar", "application/x-gtar"}},
    {Container::tar_gz,
     {"application/gzip", "application/x-gzip", "application/x-tar+gzip", "application/tar+gzip",
      "application/x-gtar-compressed", "application/x-compressed-tar", "application/x-tgz"}},
    {Container::tar_zst,
     {"application/zstd", "application/x-zstd", "application/x-tar+zstd", "application/tar+zstd",
      "application/x-zstd-compressed-tar"}},
    {Container::zip, {"application/zip", "application/x-zip", "application/x-zip-compressed"}},
    {Container::zip_deflate,
     {"application/zip", "application/x-zip", "application/x-zip-compressed"}},
}};

} // namespace

bool TagDefinition::allows(std::string_view value) const {
  return values.empty() || std::find(values.begin(), values.end(), value) != values.end();
}

const TagDefinition* BagItProfile::find(std::string_view label) const {
  const std::string wanted = ascii_lower(label);
  const auto found = std::find_if(tags.begin(), tags.end(), [&wanted](const TagDefinition& tag) {
    return ascii_lower(tag.label) == wanted;
  });
  return found == tags.end() ? nullptr : &*found;
}

bool BagItProfile::accepts(Container container) const {
  if (container == Container::dir)
    return serialization != Serialization::required;
  if (serialization == Serialization::forbidden)
    return false;
  if (!media_types)
    return true;
  const auto& known = kMediaTypes[static_cast<std::size_t>(container)].types;
  return std::any_of(media_types->begin(), media_types->end(), [&known](const std::string& type) {
    return std::find(known.begin(), known.end(), ascii_lower(type)) != known.end();
  });
}

bool is_bag_own_file(std::string_view path) {
  // package-info.txt is what bag-info.txt was called before BagIt 0.96.
  static constexpr std::array<std::string_view, 4> kOwn{"bagit.txt", "bag-info.txt",
                                                        "package-info.txt", "fetch.txt"};
  return std::find(kOwn.begin(), kOwn.end(), path) != kOwn.end() ||
         (path.find('/') == std::string_view::npos && parse_manifest_name(path));
}

std::string algorithm_word(std::string_view name) {
  std::string word = ascii_lower(name);
  std::erase_if(word, [](char c) { return !(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9'); });
  return word;
}

bool matches(const std::string& pattern, const std::string& path) {
  return pattern == path || ::fnmatch(pattern.c_str(), path.c_str(), 0) == 0;
}

bool matches_any(const std::vector<std::string>& patterns, const std::string& path) {
  return std::any_of(patterns.begin(), patterns.end(),
                     [&path](const std::string& pattern) { return matches(pattern, path); });
}

bool allows_path(const RequiredAndAllowed& list, const std::string& path) {
  return !list.allowed || matches_any(*list.allowed, path);
}

} // namespace delo
