#include "delo/formats/csip/mention_finder.hpp"

#include "delo/base/utf8.hpp"
#include "delo/formats/mets/location.hpp"

#include <functional>

namespace delo {
namespace {

std::uint64_t hash_of(const RelPath& path) {
  return std::hash<std::string>{}(ascii_lower(path.str()));
}

} // namespace

std::optional<MentionFinder::Found> MentionFinder::find(const RelPath& mets,
                                                        std::string_view href) {
  const auto paths = possible_paths(mets, href);
  for (const RelPath& path : paths)
    if (seen_.contains(path))
      return Found{path, false};
  for (const RelPath& path : paths)
    if (const auto near = find_in_other_letters(path))
      return Found{*near, true};
  return std::nullopt;
}

std::optional<RelPath> MentionFinder::find_in_other_letters(const RelPath& path) {
  if (!is_indexed_) {
    is_indexed_ = true;
    for (auto file = seen_.begin(); file != seen_.end(); ++file)
      by_lower_case_.add(hash_of(file->first), std::uint64_t{file.number()} + 1);
  }
  const std::uint64_t number = by_lower_case_.add(hash_of(path), 0);
  if (number == 0)
    return std::nullopt;
  const RelPath found = seen_.path_of(static_cast<std::uint32_t>(number - 1));
  if (ascii_lower(found.str()) == ascii_lower(path.str()))
    return found;
  return std::nullopt;
}

} // namespace delo
