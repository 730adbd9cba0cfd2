#include "delo/formats/citation/folder_or_page.hpp"

#include "delo/formats/citation/citation_numbers.hpp"

#include <algorithm>
#include <cstddef>

namespace delo {
namespace {

/// Archives that count folders everywhere: a folder may come last there.
bool counts_folders(std::string_view archive) {
  return archive == "AVPRF" || archive == "AVP SSSR";
}

bool has(const std::vector<FoundPart>& parts, Level level, std::size_t from, std::size_t to) {
  for (std::size_t i = from; i < to; ++i)
    if (!parts[i].label.folder_or_page && parts[i].label.level == level)
      return true;
  return false;
}

void settle(std::vector<FoundPart>& parts, std::size_t i, std::string_view archive) {
  FoundPart& part = parts[i];
  const bool file_follows = has(parts, Level::delo, i + 1, parts.size()) ||
                            has(parts, Level::dokument, i + 1, parts.size());
  const bool folder_elsewhere = has(parts, Level::papka, 0, parts.size());
  const bool folder_place = has(parts, Level::listy, 0, parts.size()) || file_follows;
  const bool file_before = has(parts, Level::delo, 0, i) || has(parts, Level::dokument, 0, i) ||
                           has(parts, Level::registry, 0, i) || has(parts, Level::box, 0, i);
  part.confidence = std::max(part.confidence, Confidence::likely);
  if (is_range(part.value)) {
    part.noted = folder_place;
    part.label.level = Level::listy;
  } else if (folder_place) {
    part.noted = folder_elsewhere;
  } else if (file_before) {
    // In an archive of folders, a lone "p." behind the file may be either.
    part.label.level = Level::listy;
    part.noted = counts_folders(archive) && !folder_elsewhere;
  } else {
    part.noted = !counts_folders(archive) || folder_elsewhere;
  }
}

} // namespace

void settle_folder_or_page(std::vector<FoundPart>& parts, std::string_view archive) {
  for (std::size_t i = 0; i < parts.size(); ++i)
    if (parts[i].label.folder_or_page)
      settle(parts, i, archive);
}

} // namespace delo
