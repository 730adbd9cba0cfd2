#include "delo/formats/page/plain_words.hpp"

#include "delo/base/utf8.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace delo {

std::string replaced(std::string_view text, std::span<const Replacement> table) {
  std::string result;
  while (!text.empty()) {
    const auto row = std::find_if(table.begin(), table.end(), [text](const Replacement& r) {
      return text.starts_with(r.first);
    });
    result += row == table.end() ? text.substr(0, 1) : row->second;
    text.remove_prefix(row == table.end() ? 1 : row->first.size());
  }
  return result;
}

std::string single_spaced(std::string_view text) {
  static constexpr std::array<Replacement, 8> kSpaces{{
      {"\u00A0", " "},
      {"\u2009", " "},
      {"\u202F", " "},
      {"\t", " "},
      {"\n", " "},
      {"\r", " "},
      {"\u00AD", ""},
      {"\u200B", ""},
  }};
  std::string result;
  for (const char c : replaced(text, kSpaces))
    if (c != ' ' || (!result.empty() && result.back() != ' '))
      result += c;
  return result;
}

/// Lower case, single spaces, plain apostrophes and hyphens, and Latin letters for the Cyrillic
/// ones that look alike.
std::string plain_words(std::string_view text) {
  static constexpr std::array<Replacement, 21> kLookAlikes{{
      {"а", "a"},          {"в", "b"},      {"е", "e"},      {"і", "i"},      {"ј", "j"},
      {"к", "k"},          {"м", "m"},      {"н", "h"},      {"о", "o"},      {"р", "p"},
      {"с", "c"},          {"ѕ", "s"},      {"т", "t"},      {"у", "y"},      {"х", "x"},
      {"\u2019", "'"},     {"\u02BC", "'"}, {"\u2010", "-"}, {"\u2011", "-"}, {"\u2013", "-"},
      {"re-use", "reuse"},
  }};
  return replaced(fold_name(single_spaced(text)), kLookAlikes);
}

} // namespace delo
