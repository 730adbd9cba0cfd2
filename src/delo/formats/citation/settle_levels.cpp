#include "delo/formats/citation/settle_levels.hpp"

#include "delo/formats/citation/folder_or_page.hpp"

#include <algorithm>

namespace delo {
namespace {

/// "f. 89, p. 14": fond 89 of RGANI has lists in place of opisi.
void settle_lists_of_fond_89(std::vector<FoundPart>& parts, std::string_view archive) {
  const bool fond_89 = std::any_of(parts.begin(), parts.end(), [](const FoundPart& p) {
    return p.label.level == Level::fond && p.value == "89";
  });
  const bool has_lists = archive == "RGANI" || archive == "TsKhSD";
  for (FoundPart& part : parts)
    if (fond_89 && has_lists && part.label.folder_or_page && part.label.level == Level::papka)
      part.label.level = Level::perechen;
}

/// In Bucharest an "f." behind the dosar is its sheets.
void settle_late_fonds(std::vector<FoundPart>& parts, std::string_view country) {
  bool file_seen = false;
  bool fond_seen = false;
  for (FoundPart& part : parts) {
    const Level level = part.label.level;
    const bool letter = level == Level::fond && !part.label.in_full;
    if (letter && file_seen && (country == "RO" || fond_seen))
      part.label.level = Level::listy;
    // A fond stands first; a late "f." may be something else.
    else if (letter && &part != &parts.front() && parts.front().label.level != Level::place)
      part.confidence = std::max(part.confidence, Confidence::likely);
    fond_seen = fond_seen || (level == Level::fond && part.label.in_full);
    file_seen = file_seen || level == Level::delo;
  }
}

/// In Tirana "L." stands for a list of files when it comes before the file; in Warsaw the signature
/// of a bundle is not the file, which is the teczka.
void note_other_levels(std::vector<FoundPart>& parts, std::string_view country) {
  const bool papka = std::any_of(parts.begin(), parts.end(),
                                 [](const FoundPart& p) { return p.label.level == Level::papka; });
  bool file_seen = false;
  for (FoundPart& part : parts) {
    const Level level = part.label.level;
    const bool list = country == "AL" && !file_seen && level == Level::listy;
    const bool signature = country == "PL" && papka && level == Level::delo;
    part.noted = part.noted || list || signature;
    file_seen = file_seen || level == Level::delo;
  }
}

void settle_conflict(FoundPart& first, FoundPart& second) {
  // "ll. 75-80, in Istochnik 1 (1995), pp. 100-105": the pages are those of a publication.
  if (first.label.level == Level::listy && second.label.pages && !first.label.pages) {
    second.noted = true;
    first.confidence = std::max(first.confidence, Confidence::likely);
    return;
  }
  // "D.72 Delo 5": the full word counts.
  const bool told = first.label.in_full != second.label.in_full && !first.noted &&
                    first.label.level == Level::delo;
  first.noted = !told || !first.label.in_full;
  second.noted = !told || !second.label.in_full;
  (first.label.in_full ? first : second).confidence = Confidence::unsure;
}

} // namespace

void settle_levels(std::vector<FoundPart>& parts, const std::vector<Level>& given_up,
                   const LevelsPlace& place) {
  settle_folder_or_page(parts, place.archive);
  settle_lists_of_fond_89(parts, place.archive);
  settle_late_fonds(parts, place.country);
  note_other_levels(parts, place.country);
  for (FoundPart& part : parts)
    part.noted = part.noted ||
                 std::find(given_up.begin(), given_up.end(), part.label.level) != given_up.end();
  for (std::size_t i = 0; i < parts.size(); ++i)
    for (std::size_t k = i + 1; k < parts.size(); ++k)
      if (parts[i].label.level == parts[k].label.level && !parts[i].noted && !parts[k].noted &&
          parts[i].value != parts[k].value)
        settle_conflict(parts[i], parts[k]);
}

} // namespace delo
