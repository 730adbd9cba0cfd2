#include "delo/formats/citation/slot_creators.hpp"

#include "delo/formats/citation/slot_words.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace delo {
namespace {

bool is_alnum(char32_t c) {
  return is_letter(c) || is_digit(c);
}

constexpr std::array<std::u32string_view, 61> kCities{U"moscow",
                                                      U"moskva",
                                                      U"москва",
                                                      U"kyiv",
                                                      U"kiev",
                                                      U"київ",
                                                      U"киев",
                                                      U"minsk",
                                                      U"vilnius",
                                                      U"riga",
                                                      U"tallinn",
                                                      U"tartu",
                                                      U"baku",
                                                      U"tbilisi",
                                                      U"yerevan",
                                                      U"almaty",
                                                      U"tashkent",
                                                      U"warsaw",
                                                      U"warszawa",
                                                      U"budapest",
                                                      U"prague",
                                                      U"praha",
                                                      U"berlin",
                                                      U"koblenz",
                                                      U"bonn",
                                                      U"freiburg",
                                                      U"sofia",
                                                      U"bucharest",
                                                      U"tirana",
                                                      U"belgrade",
                                                      U"beijing",
                                                      U"hanoi",
                                                      U"seoul",
                                                      U"tokyo",
                                                      U"ulaanbaatar",
                                                      U"ulan bator",
                                                      U"brasilia",
                                                      U"brasília",
                                                      U"mexico city",
                                                      U"rome",
                                                      U"vienna",
                                                      U"tashkent",
                                                      U"bishkek",
                                                      U"dushanbe",
                                                      U"ashgabat",
                                                      U"chisinau",
                                                      U"zagreb",
                                                      U"ljubljana",
                                                      U"bratislava",
                                                      U"pyongyang",
                                                      U"havana",
                                                      U"stanford",
                                                      U"stanford, ca",
                                                      U"london",
                                                      U"kew",
                                                      U"dublin",
                                                      U"new delhi",
                                                      U"college park",
                                                      U"college park, md",
                                                      U"paris",
                                                      U"washington, d.c."};

/// Words of which the name of a collection has one.
constexpr std::array<std::u32string_view, 12> kCollectionWords{
    U"papers",  U"collection", U"files",   U"writings", U"records",  U"file",
    U"archive", U"memoranda",  U"telcons", U"diary",    U"nachlass", U"fonds"};

/// "B 136", "DY30", "FO 371": capitals and a number. The end, or 0.
std::size_t end_of_lettered_group(const FoldedText& text, std::size_t begin) {
  std::size_t i = begin;
  bool roman = true; // "IV 2/1/172" is a file
  for (; is_upper(text.cased(i)) && i < begin + 5; ++i)
    roman = roman && (text[i] == U'i' || text[i] == U'v' || text[i] == U'x');
  if (i == begin || roman)
    return 0;
  i = text[i] == U' ' ? i + 1 : i;
  const std::size_t digits = i;
  while (is_digit(text[i]))
    ++i;
  if (i == digits || i > digits + 4)
    return 0;
  const bool suffix = is_letter(text[i]) && !is_alnum(text[i + 1]);
  return suffix ? i + 1 : i;
}

/// Capitalised words without digits, up to a separator or slash. The end, or 0.
std::size_t end_of_creator(const FoldedText& text, std::size_t begin, std::size_t limit) {
  if (!is_upper(text.cased(begin)))
    return 0;
  std::size_t i = begin;
  while (i < limit && text[i] != U'/' && !is_digit(text[i]) && !ends_here(text, i, limit))
    ++i;
  return i - begin < kLongestValue ? i : 0;
}

} // namespace

std::optional<NumberMatch> match_city(const FoldedText& text, std::size_t begin,
                                      std::size_t limit) {
  for (const auto city : kCities)
    if (text.has(begin, city) && ends_here(text, begin + city.size(), limit))
      return taken(text, begin, begin + city.size());
  return std::nullopt;
}

std::optional<NumberMatch> match_office(const FoldedText& text, std::size_t begin,
                                        std::size_t limit) {
  const std::size_t end = end_of_creator(text, begin, limit);
  if (end == 0 || text[end] != U',' || match_ministry(text, begin))
    return std::nullopt;
  const bool archive = text.has(begin, U"za,") || text.has(begin, U"zpa,") ||
                       text.has(begin, U"zentralarchiv") || text.has(begin, U"central archive");
  const bool before = match_ministry(text, text.skip_spaces(end + 1)).has_value();
  return archive || before ? std::optional(taken(text, begin, end)) : std::nullopt;
}

std::optional<NumberMatch> match_group(const FoldedText& text, std::size_t begin,
                                       std::size_t limit) {
  const std::size_t lettered = end_of_lettered_group(text, begin);
  constexpr std::u32string_view kBehind = U"/ -,:";
  if (lettered != 0 &&
      (lettered >= limit || kBehind.find(text[lettered]) != std::u32string_view::npos))
    return taken(text, begin, lettered);
  const std::size_t words = end_of_creator(text, begin, limit);
  const bool joined = text[words] == U'/' && is_alnum(text[words + 1]);
  const bool apart = text[words] == U',' && has_digit(text, words, limit);
  if (words == 0 || words >= limit || (!joined && !apart))
    return std::nullopt;
  return taken(text, begin, words);
}

std::optional<NumberMatch> match_creator(const FoldedText& text, std::size_t begin,
                                         std::size_t limit) {
  begin = text.has(begin, U"bestand ") ? text.skip_spaces(begin + 8) : begin;
  if (auto ministry = match_ministry(text, begin))
    return ministry;
  // "B 130, Bd. 3847A": a Bestand.
  const std::size_t lettered = end_of_lettered_group(text, begin);
  if (lettered != 0 && text.has(begin, U"b ") && text[lettered] == U',' && lettered <= begin + 5)
    return taken(text, begin, lettered);
  const std::size_t end = end_of_creator(text, begin, limit);
  const bool file_follows = text[end] == U',' && has_digit(text, end, limit);
  const bool office = text.has(begin, U"ministry ") || text.has(begin, U"department ");
  if (end == 0 || (!file_follows && !office))
    return std::nullopt;
  return taken(text, begin, end);
}

std::optional<NumberMatch> match_ministry(const FoldedText& text, std::size_t begin) {
  constexpr std::array<std::u32string_view, 2> kMinistries{U"mfs", U"mfaa"};
  for (const auto ministry : kMinistries)
    if (text.has(begin, ministry) && !is_alnum(text[begin + ministry.size()]))
      return taken(text, begin, begin + ministry.size());
  return std::nullopt;
}

std::optional<NumberMatch> match_section(const FoldedText& text, std::size_t begin,
                                         std::size_t limit) {
  std::size_t i = begin;
  while (is_upper(text.cased(i)))
    ++i;
  if (i == begin || text[i] != U'-')
    return std::nullopt;
  std::size_t end = i;
  std::size_t digits = 0;
  const auto ends_fond = [&](std::size_t at) {
    return text.has(at, U".f.") || text.has(at, U". f.") || text.has(at, U" f.");
  };
  while (end < limit && !ends_here(text, end, limit) && !ends_fond(end) && digits < 4) {
    digits = is_digit(text[end]) ? digits + 1 : 0;
    ++end;
  }
  // "XIX-J-1-j-Korea-11-00828-1954": where the section ends in it, nothing says.
  if (end - begin > kLongestValue || digits >= 4)
    return std::nullopt;
  NumberMatch match = taken(text, begin, end);
  if (ends_fond(end)) // "M-KS 288. f. 5/60. ő.e."
    match.end = text.skip_spaces(end + 1) + 2;
  return match;
}

std::optional<NumberMatch> match_collection(const FoldedText& text, std::size_t begin,
                                            std::size_t limit) {
  const std::size_t end = end_of_words(text, begin, limit);
  if (!is_upper(text.cased(begin)) || end - begin > 2 * kLongestValue)
    return std::nullopt;
  for (std::size_t i = begin; i < end; ++i)
    for (const auto word : kCollectionWords)
      if (text.at_word_start(i) && text.has(i, word) && !is_letter(text[i + word.size()]) &&
          !has_digit(text, begin, end))
        return taken(text, begin, end);
  return std::nullopt;
}

} // namespace delo
