// A person credited under half a name, or an institution cut in two, is worse than an empty field.
#include "delo/formats/citation/credit_names.hpp"

#include "delo/base/utf8.hpp"
#include "delo/formats/citation/folded_text.hpp"

#include <algorithm>
#include <array>

namespace delo {
namespace {

constexpr std::size_t kLongestName = 80;

constexpr std::array<std::string_view, 24> kAbbreviations{
    "dr",  "mr", "ms", "mrs", "prof", "jr", "sr", "st", "col", "gen", "lt", "maj",
    "rev", "yu", "ya", "ye",  "zh",   "kh", "ch", "sh", "ts",  "ph",  "th", "shch"};

/// Small words inside names of people and institutions.
constexpr std::array<std::string_view, 26> kParticles{
    "de",  "da",  "di",  "del", "der", "den", "van", "von", "zu", "la",  "le",  "al", "el",
    "bin", "ibn", "ben", "y",   "e",   "dos", "das", "du",  "of", "the", "for", "in", "at"};

constexpr std::array<std::string_view, 22> kInstitutionWords{
    "universit", "archiv",  "institut", "program", "project",    "center",  "centre", "library",
    "museum",    "ministr", "foundat",  "academy", "society",    "departm", "policy", "committee",
    "office",    "college", "school",   "press",   "television", "associat"};

template <std::size_t N>
bool is_one_of(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool names_institution(std::string_view name) {
  const std::string lower = ascii_lower(name);
  return std::any_of(kInstitutionWords.begin(), kInstitutionWords.end(),
                     [&](std::string_view stem) { return lower.find(stem) != std::string::npos; });
}

/// The words of a name without those in brackets.
std::vector<std::string> words_outside_brackets(std::string_view name) {
  std::vector<std::string> words;
  int depth = 0;
  bool in_word = false;
  for (const char c : name) {
    depth += c == '(' || c == '[' ? 1 : 0;
    const bool part = depth == 0 && c != ' ';
    if (part && !in_word)
      words.emplace_back();
    if (part)
      words.back() += c;
    in_word = part;
    depth -= c == ')' || c == ']' ? 1 : 0;
  }
  return words;
}

bool is_name(std::string_view name) {
  constexpr std::string_view kNever = "0123456789:;/\"?!=<>{}";
  const FoldedText text(name);
  const bool begins_well =
      is_letter(text[0]) && (is_upper(text.cased(0)) || name.starts_with("the "));
  if (!begins_well || name.size() > kLongestName ||
      name.find_first_of(kNever) != std::string_view::npos ||
      std::count(name.begin(), name.end(), '(') != std::count(name.begin(), name.end(), ')'))
    return false;
  const auto words = words_outside_brackets(name);
  return std::all_of(words.begin(), words.end(), [](const std::string& word) {
    const bool lower = word.front() >= 'a' && word.front() <= 'z';
    return !lower || is_one_of(kParticles, word) || word.find('-') != std::string::npos;
  });
}

struct NameList {
  std::vector<std::string> items;
  bool commas = false;
  bool ands = false;
};

NameList cut_list(std::string_view list) {
  NameList cut;
  int depth = 0;
  std::size_t begin = 0;
  const auto take = [&](std::size_t end) {
    if (const auto item = trim(list.substr(begin, end - begin)); !item.empty())
      cut.items.emplace_back(item);
  };
  for (std::size_t i = 0; i < list.size(); ++i) {
    const char c = list[i];
    depth += c == '(' || c == '[' ? 1 : c == ')' || c == ']' ? -1 : 0;
    if (depth > 0)
      continue;
    const std::string_view rest = list.substr(i);
    const bool comma = c == ',' && !rest.starts_with(", Jr") && !rest.starts_with(", Sr");
    const std::size_t length = comma                       ? 1
                               : rest.starts_with(" and ") ? 4
                               : rest.starts_with(" & ")   ? 2
                                                           : 0;
    if (length == 0)
      continue;
    take(i);
    (comma ? cut.commas : cut.ands) = true;
    begin = i + length;
    i = begin - 1;
  }
  take(list.size());
  return cut;
}

} // namespace

bool is_abbreviation(std::string_view word) {
  if (word.find('.') != std::string_view::npos)
    return true; // "G.M", "D.C"
  const FoldedText text(word);
  return text.size() == 1 || is_one_of(kAbbreviations, ascii_lower(word));
}

std::optional<std::vector<std::string>> split_names(std::string_view list) {
  NameList cut = cut_list(trim(list));
  if (cut.items.empty() || !std::all_of(cut.items.begin(), cut.items.end(), is_name))
    return std::nullopt;
  if (cut.items.size() == 1)
    return std::move(cut.items);
  const bool one_word =
      std::any_of(cut.items.begin(), cut.items.end(),
                  [](const std::string& name) { return words_outside_brackets(name).size() < 2; });
  const bool institution = std::any_of(cut.items.begin(), cut.items.end(), names_institution);
  if (institution || (cut.commas && (one_word || !cut.ands)))
    return std::nullopt;
  return std::move(cut.items);
}

} // namespace delo
