#include "delo/formats/csip/eark_folders.hpp"

#include "delo/base/utf8.hpp"
#include "delo/formats/csip/csip_layout.hpp"
#include "delo/formats/mets/href.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

namespace delo {
namespace {

constexpr std::size_t kFew = 3;
constexpr std::size_t kMostOthers = 50;

struct Name {
  std::string_view name;
  Part part;
};
constexpr std::array<Name, 4> kTopNames{{{"metadata", Part::metadata},
                                         {"representations", Part::representations},
                                         {"documentation", Part::documentation},
                                         {"schemas", Part::schemas}}};
constexpr std::array<Name, 4> kRepresentationNames{{{"metadata", Part::metadata},
                                                    {"data", Part::data},
                                                    {"documentation", Part::documentation},
                                                    {"schemas", Part::schemas}}};
constexpr std::array<Name, 2> kMetadataNames{
    {{"preservation", Part::preservation}, {"descriptive", Part::descriptive}}};

template <std::size_t N>
const Name* find_name(const std::array<Name, N>& names, std::string_view name) {
  const auto found = std::find_if(names.begin(), names.end(),
                                  [name](const Name& row) { return row.name == name; });
  return found == names.end() ? nullptr : &*found;
}

void keep_few(std::vector<std::string>& names, std::string_view name, std::size_t most = kFew) {
  if (names.size() < most && std::find(names.begin(), names.end(), name) == names.end())
    names.emplace_back(name);
}

/// What a path has to do with one level: the folders it is in.
template <std::size_t N>
std::vector<Part> parts_of(const std::array<Name, N>& names, const RelPath& path, bool is_folder) {
  std::vector<Part> parts;
  const auto below = path.below_top();
  const Name* top = below || is_folder ? find_name(names, path.top()) : nullptr;
  if (!top)
    return parts;
  parts.push_back(top->part);
  if (top->part == Part::metadata && below && (below->below_top() || is_folder))
    if (const Name* inner = find_name(kMetadataNames, below->top()))
      parts.push_back(inner->part);
  return parts;
}

template <std::size_t N>
void meet_level(LevelFolders& level, const std::array<Name, N>& names, const RelPath& path,
                bool is_folder) {
  for (const Part part : parts_of(names, path, is_folder))
    level.has.at(static_cast<std::size_t>(part)) = true;
  const bool in_folder = is_folder || path.below_top();
  if (in_folder && !find_name(names, path.top()) && find_name(names, ascii_lower(path.top())))
    keep_few(level.nearly, path.top());
  else if (in_folder && !find_name(names, path.top()))
    keep_few(level.others, path.top(), kMostOthers);
  if (!is_folder && path.str() == kMetsName)
    level.has_mets = true;
}

bool is_schema(const RelPath& path) {
  return path.str().ends_with(".xsd") && ("/" + path.str()).find("/schemas/") == std::string::npos;
}

/// The packages that a path may be a part of, with what it is called there.
std::vector<SipPath> places_of(const RelPath& path) {
  static const RelPath kPayload("data");
  std::vector<SipPath> places{{"", path}};
  const auto looks_right = [](std::string_view name) {
    return find_name(kTopNames, ascii_lower(name)) || EarkFolders::is_nearly_mets(name);
  };
  const auto add = [&places, &looks_right](std::string root, const std::optional<RelPath>& inner) {
    if (inner && looks_right(inner->top()))
      places.push_back({std::move(root), *inner});
  };
  if (path.top() != kPayload.str()) { // a package one folder too deep
    if (!find_name(kTopNames, path.top()))
      add(std::string(path.top()), path.below_top());
  } else if (path.is_below(kPayload)) {
    const RelPath below = path.relative_to(kPayload);
    add("data", below);
    add("data/" + std::string(below.top()), below.below_top());
  }
  return places;
}

} // namespace

bool EarkFolders::is_nearly_mets(std::string_view name) {
  const std::string lower = ascii_lower(name);
  return lower.find("mets") != std::string::npos && lower.find(".xml") != std::string::npos;
}

void EarkFolders::meet(const RelPath& path, bool is_folder) {
  for (const SipPath& place : places_of(path)) {
    PackageFolders& package = packages_[place.root];
    meet_level(package.top, kTopNames, place.inner, is_folder);
    const auto below = place.inner.below_top();
    if (!is_folder && !below && place.inner.str() != kMetsName && is_nearly_mets(place.inner.str()))
      keep_few(package.nearly_mets, place.inner.str());
    if (!is_folder && below && below->str() == kMetsName)
      package.deeper_mets = place.inner.str();
    if (!is_folder && package.loose_schema.empty() && is_schema(place.inner))
      package.loose_schema = place.inner.str();
    if (place.inner.top() != "representations" || !below)
      continue;
    const auto inner = below->below_top();
    if (!inner && !is_folder) {
      if (package.loose_file.empty())
        package.loose_file = place.inner.str();
      continue;
    }
    LevelFolders& representation = package.representations[std::string(below->top())];
    if (inner)
      meet_level(representation, kRepresentationNames, *inner, is_folder);
  }
}

void EarkFolders::meet_bytes(const RelPath& path, std::uint64_t bytes) {
  if (bytes == 0)
    return;
  for (const SipPath& place : places_of(path)) {
    PackageFolders& package = packages_[place.root];
    for (const Part part : parts_of(kTopNames, place.inner, false))
      ++package.top.files.at(static_cast<std::size_t>(part));
    const auto inner = representation_part(place.inner);
    if (!inner)
      continue;
    LevelFolders& representation =
        package.representations[std::string(place.inner.below_top()->top())];
    for (const Part part : parts_of(kRepresentationNames, *inner, false))
      ++representation.files.at(static_cast<std::size_t>(part));
  }
}

const PackageFolders& EarkFolders::at(const std::string& root) const {
  static const PackageFolders kNothing;
  const auto found = packages_.find(root);
  return found == packages_.end() ? kNothing : found->second;
}

std::vector<std::string> EarkFolders::likely_roots() const {
  std::vector<std::string> roots;
  for (const auto& [root, package] : packages_)
    if (!package.top.has_mets && package.top.has_part(Part::metadata) &&
        package.top.has_part(Part::representations))
      roots.push_back(root);
  return roots;
}

bool is_named_after(std::string_view folder, std::string_view objid) {
  if (folder == objid || decode_href(folder) == objid)
    return true;
  constexpr std::string_view kReplacements = "_-+.=~ ";
  const auto must_stay = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           (c & 0x80) != 0;
  };
  return folder.size() == objid.size() &&
         std::equal(folder.begin(), folder.end(), objid.begin(), [&](char there, char said) {
           return there == said ||
                  (!must_stay(said) && kReplacements.find(there) != std::string_view::npos);
         });
}

} // namespace delo
