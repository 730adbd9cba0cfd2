#include "delo/formats/citation/bare_numbers.hpp"

#include "delo/base/utf8.hpp"
#include "delo/formats/citation/slots.hpp"

#include <array>
#include <string>
#include <utility>
#include <vector>

namespace delo {
namespace {

bool is_word(char32_t c) {
  return is_letter(c) || is_digit(c);
}

/// The numbers of "0570, 8/8/15", up to the first thing that is none of them.
std::vector<std::pair<std::size_t, std::size_t>> numbers_at(const FoldedText& text,
                                                            std::size_t& i) {
  std::vector<std::pair<std::size_t, std::size_t>> numbers;
  for (;;) {
    const std::size_t begin = i;
    while (is_digit(text[i]))
      ++i;
    if (i == begin || i > begin + 7)
      break;
    if (is_letter(text[i]) && !is_word(text[i + 1]))
      ++i;
    numbers.emplace_back(begin, i);
    const std::size_t next = text.skip_spaces(i);
    const bool comma = text[next] == U',' && is_digit(text[text.skip_spaces(next + 1)]);
    const bool joint = text[i] == U'/' || (text[i] == U'.' && is_digit(text[i + 1]));
    if (!joint && !comma)
      break;
    i = text.skip_spaces((joint ? i : next) + 1);
  }
  return numbers;
}

void add(const FoldedText& text, Level level, std::pair<std::size_t, std::size_t> at,
         ArchivalCitation& holding) {
  holding.parts.push_back({level, std::string(text.original(at.first, at.second)),
                           std::string(text.original(at.first, at.second)), Confidence::unsure,
                           text.span(at.first, at.second)});
}

std::size_t skip_separators(const FoldedText& text, std::size_t i) {
  while (text[i] == U' ' || text[i] == U',' || text[i] == U':' || text[i] == U'.')
    ++i;
  return i;
}

std::size_t skip_digits(const FoldedText& text, std::size_t i) {
  while (is_digit(text[i]))
    ++i;
  return i;
}

} // namespace

std::size_t read_bare_numbers(const FoldedText& text, std::size_t begin, const LevelsPlace& place,
                              ArchivalCitation& holding) {
  if (!counts_by_fond(place.arrangement))
    return begin;
  std::size_t i = skip_separators(text, begin);
  const auto numbers = numbers_at(text, i);
  const std::size_t next = text.skip_spaces(i);
  if (numbers.size() < 3 || numbers.size() > 4 ||
      !(next >= text.size() || text[next] == U'.' || text[next] == U',' || text[next] == U';'))
    return begin;
  const bool folders = place.arrangement != Arrangement::fonds && numbers.size() == 4;
  using Order = std::array<Level, 4>;
  const Order order = folders ? Order{Level::fond, Level::opis, Level::papka, Level::delo}
                              : Order{Level::fond, Level::opis, Level::delo, Level::listy};
  for (std::size_t k = 0; k < numbers.size(); ++k)
    add(text, order[k], numbers[k], holding);
  return i;
}

bool read_decimal_file(const FoldedText& text, ArchivalCitation& holding) {
  const std::size_t class_end = skip_digits(text, 0);
  if (class_end != 3 || text[class_end] != U'.')
    return false;
  // The class goes on in digits or capitals; "P.W." or "Control (Korea)" may stand behind it.
  std::size_t word = class_end + 1;
  if (!is_digit(text[word]) && !is_upper(text.cased(word)))
    return false;
  while (word < class_end + 40 && (is_word(text[word]) || text[word] == U'.' ||
                                   text[word] == U' ' || text[word] == U'(' || text[word] == U')'))
    ++word;
  if (text[word] != U'/' || !is_digit(text[word + 1]))
    return false;
  std::size_t end = word + 1;
  while (is_digit(text[end]) || (text[end] == U'-' && is_digit(text[end + 1])))
    ++end;
  if (is_word(text[end]))
    return false;
  holding.parts.push_back({Level::delo, std::string(text.original(0, end)),
                           std::string(text.original(0, end)), Confidence::likely,
                           text.span(0, end)});
  read_levels(text, end, text.size(), {"", "US", Arrangement::collection}, holding);
  return true;
}

} // namespace delo
