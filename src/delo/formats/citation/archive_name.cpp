// A wrong archive would send a reader to the wrong country, so a bare name must look like one.
#include "delo/formats/citation/archive_name.hpp"

#include "delo/base/utf8.hpp"
#include "delo/formats/citation/phrases.hpp"

#include <algorithm>
#include <array>

namespace delo {
namespace {

constexpr std::size_t kLongestName = 140;

/// Beginnings of words of which a full name has at least one, folded.
constexpr std::array<std::u32string_view, 20> kArchiveWords{
    U"archiv",        U"arkhiv",   U"arxiv",     U"arhiv",   U"arkiv",
    U"архив",         U"архів",    U"arquivo",   U"archyv",  U"arhīv",
    U"arşiv",         U"levéltár", U"dang'an",   U"lưu trữ", U"records office",
    U"record office", U"library",  U"bibliothe", U"archief", U"documentation cent"};

/// Words that make a name one of a publication, or of something else than a holder.
constexpr std::array<std::u32string_view, 17> kPublicationWords{
    U"book",   U"bulletin",  U"journal",  U"review",   U"press",          U"edited",
    U"eds.",   U"istochnik", U"publish",  U"series",   U"volume",         U"истори",
    U"memoir", U"article",   U"yearbook", U"briefing", U"digital archive"};

/// Small words inside names.
constexpr std::array<std::u32string_view, 30> kParticles{
    U"of",  U"the", U"and", U"for", U"in",  U"on",  U"at",  U"de",  U"del", U"la",
    U"das", U"do",  U"da",  U"dos", U"der", U"des", U"die", U"für", U"im",  U"y",
    U"e",   U"i",   U"al",  U"pri", U"et",  U"du",  U"am",  U"&",   U"и",   U"при"};

/// What may stand before a citation to announce it.
constexpr std::array<std::u32string_view, 14> kAnnouncements{
    U"archival signature:",
    U"source:",
    U"[source:",
    U"(source:",
    U"источник:",
    U"citation:",
    U"archive:",
    U"signature:",
    U"see:",
    U"original:",
    U"document source:",
    U"also in ",
    U"history and public policy program digital archive,",
    U"wilson center digital archive,"};

bool names_publication(const FoldedText& text, std::size_t begin, std::size_t end) {
  for (std::size_t i = begin; i < end; ++i)
    for (const auto word : kPublicationWords)
      if (text.at_word_start(i) && text.has(i, word))
        return true;
  return false;
}

bool holds_archive_word(const FoldedText& text, std::size_t begin, std::size_t end) {
  for (std::size_t i = begin; i < end; ++i)
    for (const auto word : kArchiveWords)
      if (text.has(i, word))
        return true;
  return false;
}

/// Whether the words of [begin, end) are capitalised, but for the small ones, and few.
bool is_title_like(const FoldedText& text, std::size_t begin, std::size_t end) {
  std::size_t words = 0;
  std::size_t odd = 0;
  for (std::size_t i = begin; i < end;) {
    std::size_t last = i;
    while (last < end && text[last] != U' ')
      ++last;
    const bool particle =
        std::any_of(kParticles.begin(), kParticles.end(), [&](std::u32string_view word) {
          return word.size() == last - i && text.has(i, word);
        });
    const bool cyrillic = is_cyrillic(text[i]);
    // Only the first word of a Russian name has a capital, so that its words cannot be told apart.
    odd += !particle && !is_upper(text.cased(i)) && !cyrillic ? 1 : 0;
    ++words;
    i = text.skip_spaces(last);
  }
  // Transliterated names have one capital: "Gosudarstvennyi arkhiv".
  const bool transliterated = odd > 0 && words <= 8 && is_upper(text.cased(begin)) &&
                              holds_archive_word(text, begin, end) && !text.has(begin, U"the ");
  return words > 0 && words <= 14 && (odd == 0 || (transliterated && odd <= 5));
}

CitationPart archive_part(const FoldedText& text, std::string value, std::size_t begin,
                          std::size_t end, Confidence confidence) {
  return {Level::archive, std::move(value), std::string(text.original(begin, end)), confidence,
          text.span(begin, end)};
}

/// The end of a bracket at `open`, which holds no other bracket; 0 for none.
std::size_t end_of_bracket(const FoldedText& text, std::size_t open) {
  if (text[open] != U'(' && text[open] != U'[')
    return 0;
  const char32_t close = text[open] == U'(' ? U')' : U']';
  std::size_t i = open + 1;
  while (i < text.size() && text[i] != close && text[i] != U'(' && i < open + 200)
    ++i;
  return text[i] == close ? i + 1 : 0;
}

/// Whether [begin, end) is a code: "ABS", "AI RA", "TsGA".
bool is_code(const FoldedText& text, std::size_t begin, std::size_t end) {
  std::size_t capitals = 0;
  std::size_t others = 0;
  for (std::size_t i = begin; i < end; ++i) {
    if (!is_letter(text[i]) && text[i] != U' ' && text[i] != U'-' && text[i] != U'.')
      return false;
    capitals += is_upper(text.cased(i)) ? 1 : 0;
    others += text[i] == U' ' || !is_upper(text.cased(i)) ? 1 : 0;
  }
  return capitals >= 2 && others <= capitals && end - begin <= 16;
}

/// The archive is the one of the table; its name is replaced by the code, unless it keeps it.
ArchiveName known(const FoldedText& text, std::size_t begin, const ArchiveMatch& match,
                  const ArchiveTable& table) {
  std::size_t end = match.end;
  const Archive* archive = match.archive;
  bool by_name = match.by_name;
  const std::size_t open = text.skip_spaces(end);
  const std::size_t close = end_of_bracket(text, open);
  if (close != 0) {
    const std::size_t inside = text.skip_spaces(open + 1);
    const auto inner = table.match(text, inside);
    if (inner && text.skip_spaces(inner->end) + 1 == close) {
      // "National Archives (TNA)": the code says which one; "TNA (National Archives)" as well.
      archive = by_name || !inner->by_name ? inner->archive : archive;
      by_name = by_name && inner->by_name;
      end = close;
    } else if (holds_archive_word(text, inside, close)) {
      end = close; // "RGANI (the archive in full words)"
    }
  }
  // "National Archives (…)": a bracket that says nothing known may say which one.
  const bool whole = match.exact && (close == 0 || end == close || !match.by_name);
  const bool as_printed = by_name && archive->keeps_name;
  std::string value =
      as_printed ? std::string(trim(text.original(begin, match.end))) : archive->code;
  return {archive,
          archive_part(text, std::move(value), begin, end,
                       whole ? Confidence::certain : Confidence::likely),
          end};
}

/// The opening bracket of a code behind words that say archive, or 0: "Gosudarstvennyi arkhiv
/// Rossiiskoi Federatsii (GARF)".
std::size_t bracket_behind_name(const FoldedText& text, std::size_t begin) {
  std::size_t open = begin;
  while (open < text.size() && open - begin < kLongestName + 40 && text[open] != U'(' &&
         text[open] != U'[' && !is_digit(text[open]) && text[open] != U';' && text[open] != U'"' &&
         text[open] != U'\u201C')
    ++open;
  const bool bracket = text[open] == U'(' || text[open] == U'[';
  if (!bracket || open == begin || !is_upper(text.cased(begin)))
    return 0;
  const bool archive = holds_archive_word(text, begin, open) || text.has(begin, U"office of") ||
                       text.has(begin, U"russian") || text.has(begin, U"cent") ||
                       text.has(begin, U"stiftung") || text.has(begin, U"foundation") ||
                       text.has(begin, U"tsentr") || text.has(begin, U"центр");
  return archive && !names_publication(text, begin, open) ? open : 0;
}

std::optional<ArchiveName> match_code_in_brackets(const FoldedText& text, std::size_t begin,
                                                  const ArchiveTable& table) {
  const std::size_t open = bracket_behind_name(text, begin);
  if (open == 0)
    return std::nullopt;
  const std::size_t close = end_of_bracket(text, open);
  const auto match = close == 0 ? std::nullopt : table.match(text, text.skip_spaces(open + 1));
  if (!match || text.skip_spaces(match->end) + 1 != close)
    return std::nullopt;
  return ArchiveName{match->archive,
                     archive_part(text, match->archive->code, begin, close,
                                  match->exact ? Confidence::certain : Confidence::likely),
                     close};
}

/// "Archives Center No. 3": the number at `i` is a part of the name. Its end, or 0.
std::size_t end_of_center_number(const FoldedText& text, std::size_t begin, std::size_t i) {
  constexpr std::array<std::u32string_view, 3> kCenters{U"center", U"centre", U"центр"};
  const auto ends_name = [&](std::u32string_view word) {
    return i >= begin + word.size() && text.has(i - word.size(), word);
  };
  if (!text.has(i, U" no. ") || std::none_of(kCenters.begin(), kCenters.end(), ends_name))
    return 0;
  const std::size_t number = i + 5;
  std::size_t end = number;
  while (is_digit(text[end]))
    ++end;
  constexpr std::u32string_view kBehind = U",;:. (";
  const bool alone = end >= text.size() || kBehind.find(text[end]) != std::u32string_view::npos;
  return end > number && end <= number + 2 && alone ? end : 0;
}

/// "Archiv bezpečnostních složek (XYZ)", "Gansu Provincial Archives": not in the table.
std::optional<ArchiveName> match_words(const FoldedText& text, std::size_t begin) {
  if (!text.at_word_start(begin) || !is_letter(text[begin]) || !is_upper(text.cased(begin)))
    return std::nullopt;
  std::size_t end = begin;
  constexpr std::u32string_view kStops = U",;:()[]\"\u201C\u201D/";
  while (end < text.size() && kStops.find(text[end]) == std::u32string_view::npos &&
         !is_digit(text[end])) {
    if (const std::size_t number = end_of_center_number(text, begin, end); number > end) {
      end = number;
      break;
    }
    const bool sentence = text[end] == U'.' && end > begin + 3 && !is_upper(text.cased(end - 1));
    if (sentence || text.has(end, U" - ") || text.has(end, U" f. ") || text.has(end, U" fond ") ||
        text.has(end, U" ф. ") || text.has(end, U" no. ") || text.has(end, U" file "))
      break;
    ++end;
  }
  while (end > begin && text[end - 1] == U' ')
    --end;
  if (text[end] == U' ' && text[end - 1] == U'.') // "Архив политики РФ. Ф. 5"
    --end;
  // "Shanghai Municipal Archives B1-2-12": a letter in front of a digit belongs to the number.
  if (is_digit(text[end]) && end > begin) {
    std::size_t word = end;
    while (word > begin && text[word - 1] != U' ')
      --word;
    end = word > begin ? word - 1 : end;
  }
  if (end <= begin + 6 || end - begin > kLongestName || says_missing(text, begin, end) ||
      names_publication(text, begin, end) || !holds_archive_word(text, begin, end) ||
      !is_title_like(text, begin, end))
    return std::nullopt;
  const std::size_t open = text.skip_spaces(end);
  const std::size_t close = end_of_bracket(text, open);
  if (close != 0 && is_code(text, open + 1, close - 1))
    return ArchiveName{nullptr,
                       archive_part(text, std::string(text.original(open + 1, close - 1)), begin,
                                    close, Confidence::likely),
                       close};
  return ArchiveName{
      nullptr,
      archive_part(text, std::string(text.original(begin, end)), begin, end, Confidence::likely),
      end};
}

} // namespace

std::size_t skip_announcement(const FoldedText& text) {
  std::size_t i = text.skip_spaces(0);
  for (const auto words : kAnnouncements)
    if (text.has(i, words))
      return text.skip_spaces(i + words.size());
  while (text[i] == U'[' || text[i] == U'(')
    ++i;
  return text.has(i, U"the ") ? i + 4 : i;
}

std::optional<ArchiveName> match_known_archive(const FoldedText& text, std::size_t begin,
                                               const ArchiveTable& table) {
  if (const auto match = table.match(text, begin))
    return known(text, begin, *match, table);
  return match_code_in_brackets(text, begin, table);
}

std::optional<ArchiveName> match_archive_name(const FoldedText& text, std::size_t begin,
                                              const ArchiveTable& table) {
  auto name = match_known_archive(text, begin, table);
  return name ? std::move(name) : match_words(text, begin);
}

bool could_name_archive(std::string_view name) {
  if (name.empty() || name.size() > kLongestName ||
      name.find_first_of(",;:()[]\"0123456789") != std::string_view::npos)
    return false;
  const FoldedText text(name);
  if (!is_upper(text.cased(0)) || names_publication(text, 0, text.size()))
    return false;
  if (holds_archive_word(text, 0, text.size()))
    return true;
  std::size_t capitals = 0;
  std::size_t spaces = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    capitals += is_upper(text.cased(i)) ? 1U : 0U;
    spaces += text[i] == U' ' ? 1U : 0U;
  }
  return spaces <= 2 && capitals >= 2 && 2 * capitals + spaces >= text.size();
}

} // namespace delo
