// Data first: the order of values for each arrangement. The forms below say what a value looks
// like; doubt about where it ends leaves the slot empty.
#include "delo/formats/citation/slots.hpp"

#include "delo/base/utf8.hpp"
#include "delo/formats/citation/citation_labels.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace delo {
namespace {

constexpr std::size_t kLongestValue = 64;

constexpr std::array kFonds{Slot{Form::city, Level::place}, Slot{Form::year, Level::year}};
constexpr std::array kFilePages{Slot{Form::city, Level::place}, Slot{Form::file, Level::delo},
                                Slot{Form::sheets, Level::listy}};
constexpr std::array kNamed{Slot{Form::city, Level::place}, Slot{Form::plain_file, Level::delo},
                            Slot{Form::sheets, Level::listy}};
constexpr std::array kGroupFile{Slot{Form::city, Level::place}, Slot{Form::office, Level::section},
                                Slot{Form::group, Level::fond}, Slot{Form::file, Level::delo},
                                Slot{Form::sheets, Level::listy}};
constexpr std::array kUnitPages{Slot{Form::city, Level::place}, Slot{Form::office, Level::section},
                                Slot{Form::ministry, Level::fond}, Slot{Form::unit, Level::delo},
                                Slot{Form::sheets, Level::listy}};
constexpr std::array kCreatorFile{Slot{Form::city, Level::place}, Slot{Form::creator, Level::fond},
                                  Slot{Form::file, Level::delo}, Slot{Form::sheets, Level::listy}};
constexpr std::array kSectionBox{Slot{Form::city, Level::place}, Slot{Form::section, Level::fond},
                                 Slot{Form::year, Level::year}, Slot{Form::item, Level::item},
                                 Slot{Form::registry, Level::registry}};
constexpr std::array kBundle{Slot{Form::city, Level::place}, Slot{Form::number, Level::fond}};
constexpr std::array kCollection{Slot{Form::city, Level::place},
                                 Slot{Form::collection, Level::fond}};
constexpr std::array kSymbol{Slot{Form::symbol, Level::delo}};

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

/// Full stops behind these do not end a sentence.
constexpr std::array<std::u32string_view, 17> kAbbreviations{
    U"sekr", U"allg", U"dok",  U"nr", U"no", U"abt", U"bd",  U"st", U"dr",
    U"ref",  U"hist", U"zesp", U"cd", U"jr", U"pol", U"sec", U"nos"};

bool is_alnum(char32_t c) {
  return is_letter(c) || is_digit(c);
}

/// Whether the full stop at `i` belongs to an abbreviation or an initial.
bool is_inner(const FoldedText& text, std::size_t i) {
  std::size_t begin = i;
  while (begin > 0 && is_letter(text[begin - 1]))
    --begin;
  if (i - begin == 1 && is_upper(text.cased(begin)))
    return is_upper(text.cased(text.skip_spaces(i + 1)));
  return std::any_of(kAbbreviations.begin(), kAbbreviations.end(), [&](std::u32string_view word) {
    return word.size() == i - begin && text.has(begin, word);
  });
}

bool ends_here(const FoldedText& text, std::size_t i, std::size_t limit) {
  const std::size_t next = text.skip_spaces(i);
  if (next >= limit)
    return true;
  const char32_t c = text[next];
  return c == U',' || c == U';' || c == U'(' || c == U')' || c == U']' ||
         (c == U'.' && !is_alnum(text[next + 1])) || (c == U':' && text[next + 1] == U' ');
}

bool has_digit(const FoldedText& text, std::size_t begin, std::size_t end) {
  for (std::size_t i = begin; i < end; ++i)
    if (is_digit(text[i]))
      return true;
  return false;
}

/// Whether all words are codes: none has four small letters in a row.
bool holds_no_words(const FoldedText& text, std::size_t begin, std::size_t end) {
  std::size_t run = 0;
  for (std::size_t i = begin; i < end; ++i) {
    run = is_letter(text[i]) && !is_upper(text.cased(i)) ? run + 1 : 0;
    if (run >= 4)
      return false;
  }
  return true;
}

/// Whether all long words are capitalised: "Sekr. Neiber".
bool holds_names_only(const FoldedText& text, std::size_t begin, std::size_t end) {
  for (std::size_t i = begin; i < end; ++i) {
    if (!is_letter(text[i]) || !text.at_word_start(i) || is_upper(text.cased(i)))
      continue;
    std::size_t last = i;
    while (is_letter(text[last]))
      ++last;
    if (last - i >= 4)
      return false;
  }
  return true;
}

NumberMatch taken(const FoldedText& text, std::size_t begin, std::size_t end) {
  return {std::string(trim(text.original(begin, end))), end};
}

std::optional<NumberMatch> match_city(const FoldedText& text, std::size_t begin,
                                      std::size_t limit) {
  for (const auto city : kCities)
    if (text.has(begin, city) && ends_here(text, begin + city.size(), limit))
      return taken(text, begin, begin + city.size());
  return std::nullopt;
}

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

/// "MfS ZAIG 5382": the word stands apart from what follows.
std::optional<NumberMatch> match_ministry(const FoldedText& text, std::size_t begin) {
  constexpr std::array<std::u32string_view, 2> kMinistries{U"mfs", U"mfaa"};
  for (const auto ministry : kMinistries)
    if (text.has(begin, ministry) && !is_alnum(text[begin + ministry.size()]))
      return taken(text, begin, begin + ministry.size());
  return std::nullopt;
}

/// "ZA, MfS", "BV Berlin, MfS": which office of the archive.
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

/// "MfAA", "KC PZPR": with the file behind a comma, or as the last word behind a space.
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

std::size_t skip_joint(const FoldedText& text, std::size_t i) {
  i = text.skip_spaces(i);
  while (text[i] == U'/' || text[i] == U'-' || text[i] == U':')
    i = text.skip_spaces(i + 1);
  for (const std::u32string_view sign : {U"no.", U"nr.", U"№", U"no "})
    if (text.has(i, sign))
      return text.skip_spaces(i + sign.size());
  return i;
}

/// Whether a label begins at `i` that ends a file number: pages, volumes, boxes.
bool is_label_behind_file(const FoldedText& text, std::size_t i) {
  const auto match = match_label(text, i, {"DE", false});
  if (!match)
    return false;
  const Level level = match->label.level;
  return match->label.folder_or_page || level == Level::listy || level == Level::tom ||
         level == Level::chast || level == Level::box || level == Level::film ||
         level == Level::frame || level == Level::papka;
}

/// The end of the code that begins at `begin`: at a separator, or where a label begins.
std::size_t end_of_code(const FoldedText& text, std::size_t begin, std::size_t limit) {
  for (std::size_t i = begin; i < limit; ++i) {
    // "106-00580-03(1)": a bracket right behind a digit belongs to the code.
    const bool own_bracket = i > begin && text[i] == U'(' && is_digit(text[i - 1]);
    const bool closes = text[i] == U')' && i > begin + 1 && is_digit(text[i - 1]);
    if (!own_bracket && !closes && ends_here(text, i, limit) &&
        !(text[i] == U'.' && is_inner_stop(text, i)))
      return i;
    if (i > begin && text[i - 1] == U' ' && is_label_behind_file(text, i))
      return i - 1;
  }
  return limit;
}

std::optional<NumberMatch> match_file(const FoldedText& text, std::size_t begin,
                                      std::size_t limit) {
  const std::size_t start = skip_joint(text, begin);
  const std::size_t end = end_of_code(text, start, limit);
  // "Ministry of External Affairs, 1952" may be a year; "DY 30/1952" is none.
  const auto year = match_year(text, start);
  if (year && year->end >= end && start == text.skip_spaces(begin))
    return std::nullopt;
  if (end <= start || end - start > kLongestValue || !has_digit(text, start, end) ||
      !holds_no_words(text, start, end))
    return std::nullopt;
  return taken(text, start, end);
}

/// Everything up to the pages; commas may stand between the department and the number.
std::optional<NumberMatch> match_unit(const FoldedText& text, std::size_t begin,
                                      std::size_t limit) {
  const std::size_t start = skip_joint(text, begin);
  std::size_t end = start;
  for (std::size_t i = start; i < limit;) {
    if (is_label_behind_file(text, i))
      break;
    std::size_t stop = i;
    while (stop < limit &&
           !(ends_here(text, stop, limit) && !(text[stop] == U'.' && is_inner_stop(text, stop)))) {
      if (stop > i && text[stop - 1] == U' ' && is_label_behind_file(text, stop))
        break;
      ++stop;
    }
    // A bare range behind a number is pages.
    const auto pages = is_digit(text[i]) ? match_sheets(text, i) : std::nullopt;
    if (has_digit(text, start, end) && pages)
      break;
    end = stop;
    if (text[text.skip_spaces(stop)] != U',')
      break;
    i = text.skip_spaces(text.skip_spaces(stop) + 1);
  }
  if (end <= start || end - start > kLongestValue || !has_digit(text, start, end) ||
      !holds_names_only(text, start, end))
    return std::nullopt;
  return taken(text, start, end);
}

/// Numbers joined by "-", "/" or ".", perhaps behind capitals, that are no years.
std::optional<NumberMatch> match_plain_file(const FoldedText& text, std::size_t begin,
                                            std::size_t limit) {
  const auto file = match_file(text, begin, limit);
  if (!file || match_year(text, skip_joint(text, begin)))
    return std::nullopt;
  const FoldedText value(file->value);
  bool joined = false;
  for (std::size_t i = 0; i < value.size(); ++i) {
    const bool mark = value[i] == U'-' || value[i] == U'/' || value[i] == U'.';
    joined = joined || (mark && i > 0 && is_digit(value[i - 1]) && is_digit(value[i + 1]));
    if (!is_alnum(value[i]) && !mark && value[i] != U'~' && value[i] != U'(' && value[i] != U')')
      return std::nullopt;
  }
  return joined ? file : std::nullopt;
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

std::optional<NumberMatch> match_item(const FoldedText& text, std::size_t begin,
                                      std::size_t limit) {
  std::size_t i = begin;
  while (is_digit(text[i]))
    ++i;
  if (i == begin || i > begin + 3)
    return std::nullopt;
  if (text[i] == U'/' || text[i] == U'-')
    for (++i; is_alnum(text[i]) && i < begin + 7;)
      ++i;
  return ends_here(text, i, limit) ? std::optional(taken(text, begin, i)) : std::nullopt;
}

std::optional<NumberMatch> match_registry(const FoldedText& text, std::size_t begin,
                                          std::size_t limit) {
  constexpr std::u32string_view kMarks = U"/- ";
  if (!is_digit(text[begin]))
    return std::nullopt;
  std::size_t i = begin;
  bool joint = false;
  std::size_t digits = 0;
  while (i < limit && (is_alnum(text[i]) || kMarks.find(text[i]) != std::u32string_view::npos)) {
    joint = joint || text[i] == U'/' || text[i] == U'-';
    digits += is_digit(text[i]) ? 1 : 0;
    ++i;
  }
  if (!joint || digits < 5 || i - begin > 32 || !ends_here(text, i, limit))
    return std::nullopt;
  return taken(text, begin, i);
}

std::optional<NumberMatch> match_plain_number(const FoldedText& text, std::size_t begin,
                                              std::size_t limit) {
  const auto number = match_number(text, begin);
  if (!number || !is_digit(text[begin]) || !ends_here(text, number->end, limit))
    return std::nullopt;
  return number;
}

/// Symbols of United Nations documents: capitals and slashes.
std::optional<NumberMatch> match_symbol(const FoldedText& text, std::size_t begin,
                                        std::size_t limit) {
  std::size_t i = begin;
  while (is_upper(text.cased(i)))
    ++i;
  if (i == begin || i > begin + 4 || text[i] != U'/')
    return std::nullopt;
  while (i < limit && !ends_here(text, i, limit) && text[i] != U' ')
    ++i;
  if (!has_digit(text, begin, i) || !ends_here(text, i, limit))
    return std::nullopt;
  return taken(text, begin, i);
}

} // namespace

bool is_inner_stop(const FoldedText& text, std::size_t i) {
  return is_inner(text, i);
}

std::span<const Slot> slots_of(Arrangement arrangement) {
  switch (arrangement) {
  case Arrangement::fonds:
  case Arrangement::papki:
  case Arrangement::bare:
    return kFonds;
  case Arrangement::file_pages:
    return kFilePages;
  case Arrangement::named:
    return kNamed;
  case Arrangement::group_file:
    return kGroupFile;
  case Arrangement::unit_pages:
    return kUnitPages;
  case Arrangement::creator_file:
    return kCreatorFile;
  case Arrangement::section_box:
    return kSectionBox;
  case Arrangement::bundle:
    return kBundle;
  case Arrangement::collection:
  case Arrangement::record_group:
    return kCollection;
  case Arrangement::symbol:
    return kSymbol;
  }
  return kFonds;
}

std::size_t end_of_words(const FoldedText& text, std::size_t begin, std::size_t limit) {
  std::size_t i = begin;
  while (i < limit && !(ends_here(text, i, limit) && !(text[i] == U'.' && is_inner_stop(text, i))))
    ++i;
  return i;
}

std::optional<NumberMatch> match_slot(Form form, const FoldedText& text, std::size_t begin,
                                      std::size_t limit) {
  switch (form) {
  case Form::city:
    return match_city(text, begin, limit);
  case Form::group:
    return match_group(text, begin, limit);
  case Form::creator:
    return match_creator(text, begin, limit);
  case Form::ministry:
    return match_ministry(text, begin);
  case Form::office:
    return match_office(text, begin, limit);
  case Form::section:
    return match_section(text, begin, limit);
  case Form::collection:
    return match_collection(text, begin, limit);
  case Form::file:
    return match_file(text, begin, limit);
  case Form::plain_file:
    return match_plain_file(text, begin, limit);
  case Form::unit:
    return match_unit(text, begin, limit);
  case Form::item:
    return match_item(text, begin, limit);
  case Form::registry:
    return match_registry(text, begin, limit);
  case Form::number:
    return match_plain_number(text, begin, limit);
  case Form::symbol:
    return match_symbol(text, begin, limit);
  case Form::year: {
    auto year = match_year(text, begin);
    return year && ends_here(text, year->end, limit) ? year : std::nullopt;
  }
  case Form::sheets: {
    auto sheets = match_sheets(text, begin);
    const bool year = sheets && sheets->value.size() == 4 && match_year(text, begin);
    return sheets && !year && ends_here(text, sheets->end, limit) ? sheets : std::nullopt;
  }
  }
  return std::nullopt;
}

} // namespace delo
