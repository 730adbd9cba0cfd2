// Zeros count, numbers hold letters and slashes, and sheets come as ranges and lists with marks for
// their back side. Cutting one of these short would make a wrong value that looks right.
#include "delo/formats/citation/citation_numbers.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace delo {
namespace {

constexpr std::array<std::u32string_view, 9> kNumberSigns{
    U"№", U"nº", U"n°", U"no.", U"nos.", U"no ", U"nr.", U"number ", U"#"};
constexpr std::array<std::u32string_view, 13> kVerso{U"zv",    U"verso", U"obv",  U"rev",  U"s ob",
                                                     U"s. ob", U"ob",    U"с об", U"и об", U"i ob",
                                                     U"об",    U"зв",    U"v"};
/// Labels that lose the space before them: "op. 11d. 99".
constexpr std::array<std::u32string_view, 20> kGlued{
    U"op", U"d", U"p",  U"l",   U"ll",  U"pap",  U"spr",  U"ark",  U"оп",    U"д",
    U"п",  U"л", U"лл", U"спр", U"арк", U"delo", U"opis", U"list", U"listy", U"t"};
constexpr std::array<std::u32string_view, 3> kAnd{U"and", U"и", U"&"};

bool starts_with(const FoldedText& text, std::size_t at, std::u32string_view word) {
  for (std::size_t k = 0; k < word.size(); ++k)
    if (text[at + k] != word[k])
      return false;
  return true;
}

bool is_alnum(char32_t c) {
  return is_letter(c) || is_digit(c);
}

std::size_t skip_number_sign(const FoldedText& text, std::size_t i) {
  for (const auto sign : kNumberSigns)
    if (starts_with(text, i, sign))
      return text.skip_spaces(i + sign.size());
  return i;
}

/// One sheet: digits and perhaps a letter ("12a"). The end, or 0.
std::size_t end_of_sheet(const FoldedText& text, std::size_t i) {
  const std::size_t begin = i;
  while (is_digit(text[i]))
    ++i;
  if (i == begin)
    return 0;
  return is_letter(text[i]) && !is_alnum(text[i + 1]) ? i + 1 : i;
}

/// Behind a verso mark at `i`, or `i`. A full stop is taken in when the citation goes on behind it
/// ("5 ob.-6"), because otherwise it may as well end the sentence.
std::size_t skip_verso(const FoldedText& text, std::size_t i) {
  const std::size_t word = text.skip_spaces(i);
  for (const auto mark : kVerso) {
    const std::size_t end = word + mark.size();
    if (!starts_with(text, word, mark) || is_alnum(text[end]))
      continue;
    if (text[end] != U'.')
      return end;
    const std::size_t next = text.skip_spaces(end + 1);
    const bool list =
        (text[next] == U',' || text[next] == U';') && is_digit(text[text.skip_spaces(next + 1)]);
    return text[next] == U'-' || list ? end + 1 : end;
  }
  return i;
}

/// One sheet or a range of sheets, or 0.
std::size_t end_of_range(const FoldedText& text, std::size_t begin) {
  std::size_t i = end_of_sheet(text, begin);
  if (i == 0)
    return 0;
  i = skip_verso(text, i);
  const std::size_t dash = text.skip_spaces(i);
  if (text[dash] != U'-')
    return i;
  const std::size_t second = text.skip_spaces(dash + 1);
  const std::size_t end = end_of_sheet(text, second);
  if (end != 0)
    return skip_verso(text, end);
  return skip_verso(text, second) != second ? skip_verso(text, second) : 0; // "5-ob"
}

/// Behind the comma, semicolon or "and" that continues a list, or `i` when there is none.
std::size_t skip_list_joint(const FoldedText& text, std::size_t i) {
  std::size_t next = text.skip_spaces(i);
  const bool mark = text[next] == U',' || text[next] == U';';
  if (mark)
    next = text.skip_spaces(next + 1);
  for (const auto word : kAnd)
    if (next > i && starts_with(text, next, word) && text[next + word.size()] == U' ')
      return text.skip_spaces(next + word.size());
  return mark ? next : i;
}

/// The same, with the label of sheets said once more: "ll. 1-5 and ll. 9-10".
std::size_t skip_list_separator(const FoldedText& text, std::size_t i, bool labels_again) {
  const std::size_t next = skip_list_joint(text, i);
  if (next == i || !labels_again)
    return next;
  for (const std::u32string_view label : {U"ll.", U"l.", U"лл.", U"л."})
    if (starts_with(text, next, label) && is_digit(text[text.skip_spaces(next + label.size())]))
      return text.skip_spaces(next + label.size());
  return next;
}

std::size_t longest_digits(std::string_view text) {
  std::size_t longest = 0;
  std::size_t run = 0;
  for (const char c : text) {
    run = c >= '0' && c <= '9' ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  return longest;
}

bool looks_like_year(std::string_view digits) {
  return digits.size() == 4 && longest_digits(digits) == 4 &&
         (digits.starts_with("1") || digits.starts_with("20"));
}

/// "2 (verso)-3": the range goes on behind the bracket at `open`.
bool goes_on_behind_bracket(const FoldedText& text, std::size_t open) {
  std::size_t close = open;
  while (close < text.size() && text[close] != U')')
    ++close;
  return text[text.skip_spaces(close + 1)] == U'-';
}

/// Whether nothing stands at `i` that could belong to a list of sheets.
bool sheets_end_here(const FoldedText& text, std::size_t i) {
  const std::size_t next = text.skip_spaces(i);
  const char32_t c = text[next];
  if (c == U'.' || c == U',' || c == U';' || c == U':')
    return text[text.skip_spaces(next + 1)] != U'-' &&
           (!is_digit(text[text.skip_spaces(next + 1)]) || c == U',' || c == U';');
  if (c == U'(')
    return !goes_on_behind_bracket(text, next);
  return c == U'\0' || c == U')' || c == U']' || (next > i && is_letter(c));
}

/// The sheets with "-" for all dashes and no spaces around it.
std::string tidy_dashes(const FoldedText& text, std::size_t begin, std::size_t end) {
  std::string tidy;
  for (std::size_t i = begin; i < end; ++i) {
    const std::size_t next = text.skip_spaces(i);
    if (next < end && text[next] == U'-') {
      tidy += '-';
      i = text.skip_spaces(next + 1) - 1;
    } else {
      tidy += text.original(i, i + 1);
    }
  }
  return tidy;
}

/// "R 9478": a letter or two with a space before the digits.
std::size_t skip_letters_of_number(const FoldedText& text, std::size_t start) {
  std::size_t i = start;
  while (i < text.size() && i < start + 2 && is_upper(text.cased(i)))
    ++i;
  return i > start && text[i] == U' ' && is_digit(text[i + 1]) ? i + 1 : start;
}

/// "106-00580-03(1)".
std::size_t skip_number_in_brackets(const FoldedText& text, std::size_t i) {
  if (text[i] != U'(' || !is_digit(text[i + 1]))
    return i;
  std::size_t close = i + 1;
  while (is_digit(text[close]))
    ++close;
  return text[close] == U')' && close <= i + 3 ? close + 1 : i; // four digits are a year
}

/// "9401 s/ch": the secret part of a fond.
std::size_t skip_suffix(const FoldedText& text, std::size_t i) {
  const std::size_t next = text.skip_spaces(i);
  for (const std::u32string_view suffix : {U"s/ch", U"с/ч", U"s.ch", U"с.ч"})
    if (next > i && starts_with(text, next, suffix) && !is_alnum(text[next + suffix.size()]))
      return next + suffix.size();
  return i;
}

/// "34l24", "DTO1946": two things that lost what stood between them.
bool holds_letters_between_digits(const FoldedText& text, std::size_t begin, std::size_t end) {
  std::size_t prefix = begin;
  while (prefix < end && is_letter(text[prefix]))
    ++prefix;
  if (prefix > begin + 2)
    return true;
  bool letters = false;
  std::size_t run = 0;
  for (std::size_t i = begin + 1; i < end; ++i) {
    letters = is_letter(text[i]) && (letters || is_digit(text[i - 1]));
    run = letters ? run + 1 : 0;
    if (run > 1)
      return true;
    if (letters && is_digit(text[i + 1]) && i + 1 < end)
      return true;
  }
  return false;
}

/// "17/op. 162": a slash in place of a comma.
bool ends_in_label(const FoldedText& text, std::size_t begin, std::size_t end) {
  std::size_t word = end;
  while (word > begin && is_letter(text[word - 1]))
    --word;
  const std::size_t stop = text.skip_spaces(end);
  return (text[stop] == U'.' || text[stop] == U':') && word < end && word > begin &&
         text[word - 1] == U'/' && is_digit(text[text.skip_spaces(stop + 1)]);
}

/// "2007 - 66-13": half a number.
bool goes_on_behind_dash(const FoldedText& text, std::size_t i) {
  const std::size_t dash = text.skip_spaces(i);
  return dash > i && text[dash] == U'-' && is_digit(text[text.skip_spaces(dash + 1)]);
}

/// The number that a sheet begins with; zeros and marks do not count.
std::size_t sheet_number(const FoldedText& text, std::size_t i) {
  std::size_t number = 0;
  for (std::size_t digits = 0; is_digit(text[i]) && digits < 9; ++i, ++digits)
    number = 10 * number + static_cast<std::size_t>(text[i] - U'0');
  return number;
}

/// Whether the sheet that ends at `end` is one: "12 March" and "3 copies" are none.
bool is_followed_by_word(const FoldedText& text, std::size_t end) {
  const std::size_t next = text.skip_spaces(end);
  if (next == end || !is_letter(text[next]) || text.has(next, U"and ") || text.has(next, U"и "))
    return false;
  std::size_t last = next;
  while (is_letter(text[last]))
    ++last;
  return last - next > 2 && text[last] != U'.';
}

} // namespace

bool begins_glued_label(const FoldedText& text, std::size_t i) {
  const bool suffix = i > 1 && is_letter(text[i - 1]) && is_digit(text[i - 2]);
  if (i == 0 || !(is_digit(text[i - 1]) || suffix))
    return false;
  for (const auto label : kGlued) {
    const std::size_t end = i + label.size();
    if (!starts_with(text, i, label) || is_letter(text[end]))
      continue;
    std::size_t next = end;
    while (text[next] == U' ' || text[next] == U'.' || text[next] == U':')
      ++next;
    if (next > end && is_digit(text[next]))
      return true;
  }
  return false;
}

std::optional<NumberMatch> match_number(const FoldedText& text, std::size_t begin) {
  const std::size_t start = skip_number_sign(text, begin);
  constexpr std::u32string_view kLikeDigits = U"oоз";
  if (kLikeDigits.find(text[start]) != std::u32string_view::npos && is_digit(text[start + 1]))
    return std::nullopt; // "З0" is 30 or nothing
  std::size_t i = skip_letters_of_number(text, start);
  bool has_digit = false;
  bool glued = false;
  while (is_alnum(text[i]) ||
         (i > start && (text[i] == U'-' || text[i] == U'/' || text[i] == U'\''))) {
    glued = has_digit && begins_glued_label(text, i);
    if (glued)
      break;
    has_digit = has_digit || is_digit(text[i]);
    ++i;
  }
  if (!has_digit || !is_alnum(text[i - 1]) || ends_in_label(text, start, i))
    return std::nullopt;
  if (glued)
    return NumberMatch{std::string(text.original(start, i)), i, true};
  // "op. 11d, 99": the letter may be the label of what follows.
  const bool comma = is_letter(text[i - 1]) && text[text.skip_spaces(i)] == U',' &&
                     is_digit(text[text.skip_spaces(text.skip_spaces(i) + 1)]);
  const bool spaced = text.original(start, i).find(' ') != std::string_view::npos;
  // "d. 99l. [illegible]": the same before a full stop that does not end the line.
  const bool stop = is_letter(text[i - 1]) && text[i] == U'.' &&
                    !is_upper(text.cased(text.skip_spaces(i + 1))) &&
                    text.skip_spaces(i + 1) < text.size();
  const bool doubtful = comma || stop || spaced || holds_letters_between_digits(text, start, i);
  i = skip_suffix(text, skip_number_in_brackets(text, i));
  if (goes_on_behind_dash(text, i))
    return std::nullopt;
  const bool decimal = text[i] == U'.' && is_digit(text[i + 1]);
  constexpr std::u32string_view kMayFollow = U" .,;:)](";
  if (decimal || (text[i] != U'\0' && kMayFollow.find(text[i]) == std::u32string_view::npos))
    return std::nullopt;
  return NumberMatch{std::string(text.original(start, i)), i, doubtful};
}

std::optional<NumberMatch> match_roman(const FoldedText& text, std::size_t begin) {
  constexpr std::u32string_view kRoman = U"IVXLC";
  std::size_t i = begin;
  while (kRoman.find(text.cased(i)) != std::u32string_view::npos && i < text.size())
    ++i;
  if (i == begin || is_alnum(text[i]) || i - begin > 6)
    return std::nullopt;
  return NumberMatch{std::string(text.original(begin, i)), i};
}

std::optional<NumberMatch> match_year(const FoldedText& text, std::size_t begin) {
  const auto year_at = [&](std::size_t i) {
    const bool century = text.has(i, U"18") || text.has(i, U"19") || text.has(i, U"20");
    return century && is_digit(text[i + 2]) && is_digit(text[i + 3]) && !is_alnum(text[i + 4]) &&
           text[i + 4] != U'/';
  };
  if (!text.at_word_start(begin) || !year_at(begin))
    return std::nullopt;
  std::size_t end = begin + 4;
  const std::size_t dash = text.skip_spaces(end);
  if (text[dash] == U'-') {
    const std::size_t second = text.skip_spaces(dash + 1);
    if (year_at(second))
      end = second + 4;
    else if (is_alnum(text[second]))
      return std::nullopt;
  }
  const std::string value(text.original(begin, end));
  constexpr std::array<std::u32string_view, 6> kWords{U"gg", U"gg.", U"g.", U"гг.", U"г.", U"g"};
  const std::size_t word = text.skip_spaces(end);
  for (const auto year : kWords)
    if (starts_with(text, word, year) && !is_alnum(text[word + year.size()]))
      return NumberMatch{value, word + year.size()};
  return NumberMatch{value, end};
}

std::optional<NumberMatch> match_sheets(const FoldedText& text, std::size_t begin,
                                        bool labels_again) {
  const std::size_t start = skip_number_sign(text, begin);
  std::size_t end = end_of_range(text, start);
  if (end == 0)
    return std::nullopt;
  std::size_t previous = sheet_number(text, start);
  bool is_list = false;
  for (std::size_t item = skip_list_separator(text, end, labels_again); item != end;
       item = skip_list_separator(text, end, labels_again)) {
    const std::size_t item_end = end_of_range(text, item);
    if (item_end == 0)
      break;
    // Sheets are counted upwards: "list 165, 2" has lost the label of the 2.
    if (is_followed_by_word(text, item_end) || sheet_number(text, item) < previous)
      return NumberMatch{tidy_dashes(text, start, end), end, true};
    previous = sheet_number(text, item);
    is_list = true;
    // "l. 3, 1946" may be a second sheet or a year.
    if (looks_like_year(text.original(item, item_end)) &&
        longest_digits(text.original(start, end)) < 4)
      return std::nullopt;
    end = item_end;
  }
  if (!sheets_end_here(text, end))
    return std::nullopt;
  // The last sheet of a list may be a number that has lost its label.
  // "Bl. 7f.": and the sheet that follows.
  const bool following = text[end - 1] == U'f';
  return NumberMatch{tidy_dashes(text, start, end), end, is_list || following};
}

bool is_range(const std::string& sheets) {
  return sheets.find_first_of("-,;") != std::string::npos;
}

} // namespace delo
