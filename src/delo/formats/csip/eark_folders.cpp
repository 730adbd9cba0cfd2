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

constexpr std::string_view kRepresentations = "representations";
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

/// What find_name() would find of the name in lower case.
template <std::size_t N>
const Name* find_in_any_case(const std::array<Name, N>& names, std::string_view name) {
  const auto found = std::find_if(names.begin(), names.end(), [name](const Name& row) {
    return is_in_any_case(name, row.name);
  });
  return found == names.end() ? nullptr : &*found;
}

void keep_few(std::vector<std::string>& names, std::string_view name, std::size_t most = kFew) {
  if (names.size() < most && std::find(names.begin(), names.end(), name) == names.end())
    names.emplace_back(name);
}

std::string_view first_part(std::string_view path) {
  return path.substr(0, path.find('/'));
}

/// Everything behind the first part; "" for a path of one part.
std::string_view behind_first(std::string_view path) {
  const std::size_t slash = path.find('/');
  return slash == std::string_view::npos ? std::string_view() : path.substr(slash + 1);
}

/// What a path has to do with one level: `visit(Part)` for the folders that it is in.
template <std::size_t N, typename Visit>
void visit_parts(const std::array<Name, N>& names, std::string_view path, bool is_folder,
                 Visit visit) {
  const std::string_view below = behind_first(path);
  const Name* top = !below.empty() || is_folder ? find_name(names, first_part(path)) : nullptr;
  if (!top)
    return;
  visit(top->part);
  if (top->part == Part::metadata && !below.empty() && (!behind_first(below).empty() || is_folder))
    if (const Name* inner = find_name(kMetadataNames, first_part(below)))
      visit(inner->part);
}

template <std::size_t N>
void meet_level(LevelFolders& level, const std::array<Name, N>& names, std::string_view path,
                bool is_folder) {
  visit_parts(names, path, is_folder,
              [&level](Part part) { level.has.at(static_cast<std::size_t>(part)) = true; });
  const std::string_view top = first_part(path);
  const bool in_folder = is_folder || top.size() < path.size();
  if (in_folder && !find_name(names, top) && find_in_any_case(names, top))
    keep_few(level.nearly, top);
  else if (in_folder && !find_name(names, top))
    keep_few(level.others, top, kMostOthers);
  if (!is_folder && path == kMetsName)
    level.has_mets = true;
}

void count_file(LevelFolders& level, Part part) {
  ++level.files.at(static_cast<std::size_t>(part));
}

bool is_schema(std::string_view path) {
  return path.ends_with(".xsd") && !path.starts_with("schemas/") &&
         path.find("/schemas/") == std::string_view::npos;
}

/// A package that a path may be a part of, with what it is called there.
struct Place {
  std::string_view root;
  std::string_view inner;
};

/// Calls `visit(Place)` for each of them. No copies are made: this is asked of every file.
template <typename Visit>
void visit_places(const RelPath& path, Visit visit) {
  constexpr std::string_view kPayload = "data/";
  const std::string_view text = path.str();
  visit(Place{"", text});
  const auto visit_at = [&](std::size_t inner) {
    const std::string_view name = first_part(text.substr(inner));
    if (find_in_any_case(kTopNames, name) || EarkFolders::is_nearly_mets(name))
      visit(Place{text.substr(0, inner - 1), text.substr(inner)});
  };
  const std::size_t second = path.top().size() + 1;
  if (second > text.size())
    return;
  if (!text.starts_with(kPayload)) { // a package one folder too deep
    if (!find_name(kTopNames, path.top()))
      visit_at(second);
    return;
  }
  visit_at(second);
  if (const std::size_t slash = text.find('/', second); slash != std::string_view::npos)
    visit_at(slash + 1);
}

/// What only files have to do with a package.
void meet_file(PackageFolders& package, std::string_view inner, std::string_view below) {
  if (below.empty() && inner != kMetsName && EarkFolders::is_nearly_mets(inner))
    keep_few(package.nearly_mets, inner);
  if (below == kMetsName)
    package.deeper_mets = inner;
  if (package.loose_schema.empty() && is_schema(inner))
    package.loose_schema = inner;
}

/// The value of a key, made where there is none.
template <typename Map>
auto& value_at(Map& map, std::string_view key) {
  const auto found = map.find(key);
  return found == map.end() ? map[std::string(key)] : found->second;
}

} // namespace

bool EarkFolders::is_nearly_mets(std::string_view name) {
  std::size_t dot = name.find('.');
  while (dot != std::string_view::npos && !begins_in_any_case(name.substr(dot), ".xml"))
    dot = name.find('.', dot + 1);
  return dot != std::string_view::npos && ascii_lower(name).find("mets") != std::string::npos;
}

void EarkFolders::meet(const RelPath& path, bool is_folder) {
  visit_places(path, [&](const Place& place) {
    PackageFolders& package = value_at(packages_, place.root);
    meet_level(package.top, kTopNames, place.inner, is_folder);
    const std::string_view below = behind_first(place.inner);
    if (!is_folder)
      meet_file(package, place.inner, below);
    if (below.empty() || first_part(place.inner) != kRepresentations)
      return;
    const std::string_view inner = behind_first(below);
    if (inner.empty() && !is_folder) {
      if (package.loose_file.empty())
        package.loose_file = place.inner;
      return;
    }
    LevelFolders& representation = value_at(package.representations, first_part(below));
    if (!inner.empty())
      meet_level(representation, kRepresentationNames, inner, is_folder);
  });
}

void EarkFolders::meet_bytes(const RelPath& path, std::uint64_t bytes) {
  if (bytes == 0)
    return;
  visit_places(path, [&](const Place& place) {
    PackageFolders& package = value_at(packages_, place.root);
    visit_parts(kTopNames, place.inner, false, [&](Part part) { count_file(package.top, part); });
    const std::string_view below = behind_first(place.inner);
    const std::string_view inner = behind_first(below);
    if (inner.empty() || first_part(place.inner) != kRepresentations)
      return;
    LevelFolders& representation = value_at(package.representations, first_part(below));
    visit_parts(kRepresentationNames, inner, false,
                [&](Part part) { count_file(representation, part); });
  });
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
