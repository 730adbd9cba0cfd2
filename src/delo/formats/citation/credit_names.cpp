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

constexpr std::array<std::string_view, 26> kInstitutionWords{
    "universit", "archiv",    "institut", "program", "project", "center",  "centre",
    "library",   "museum",    "ministr",  "foundat", "academy", "society", "departm",
    "policy",    "committee", "office",   "college", "school",  "press",   "television",
    "associat",  "embassy",   "council",  "service", "agency"};

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
  // "7Brands" is a company.
  const bool digit_name = is_digit(text[0]) && is_upper(text.cased(1)) && is_letter(text[2]);
  const bool begins_well =
      (is_letter(text[0]) && (is_upper(text.cased(0)) || name.starts_with("the "))) || digit_name;
  name.remove_prefix(digit_name ? 1 : 0);
  if (!begins_well || name.size() > kLongestName ||
      name.find_first_of(kNever) != std::string_view::npos ||
      std::count(name.begin(), name.end(), '(') != std::count(name.begin(), name.end(), ')') ||
      std::count(name.begin(), name.end(), '[') != std::count(name.begin(), name.end(), ']'))
    return false;
  const auto words = words_outside_brackets(name);
  return std::all_of(words.begin(), words.end(), [](const std::string& word) {
    const bool lower = word.front() >= 'a' && word.front() <= 'z';
    return !lower || is_one_of(kParticles, word) || word.find('-') != std::string::npos;
  });
}

/// The name without its brackets, which may hold the institution of a person.
std::string words_joined(std::string_view name) {
  std::string joined;
  for (const std::string& word : words_outside_brackets(name))
    joined += word + " ";
  return joined;
}

struct NameItem {
  std::string_view text;
  bool behind_comma = false;
};

struct NameList {
  std::vector<NameItem> items;
  bool commas = false;
  bool ands = false;
};

/// The length of the separator at the beginning of `rest`, 0 for none.
std::size_t separator(std::string_view rest) {
  if (rest.starts_with(", and ") || rest.starts_with("; and "))
    return 6;
  if (rest.starts_with(", Jr") || rest.starts_with(", Sr") || rest.starts_with(", III"))
    return 0;
  if (rest.front() == ',')
    return 1;
  for (const std::string_view word : {" and ", " with ", " & "})
    if (rest.starts_with(word))
      return word.size() - 1;
  return 0;
}

NameList cut_list(std::string_view list) {
  NameList cut;
  int depth = 0;
  std::size_t begin = 0;
  bool comma = false;
  const auto take = [&](std::size_t end) {
    if (const auto item = trim(list.substr(begin, end - begin)); !item.empty())
      cut.items.push_back({item, comma});
  };
  for (std::size_t i = 0; i < list.size(); ++i) {
    const char c = list[i];
    depth += c == '(' || c == '[' ? 1 : c == ')' || c == ']' ? -1 : 0;
    const std::size_t length = depth > 0 ? 0 : separator(list.substr(i));
    if (length == 0)
      continue;
    take(i);
    const bool plain_comma = c == ',' && length == 1;
    comma = plain_comma;
    (plain_comma ? cut.commas : cut.ands) = true;
    cut.commas = cut.commas || c == ',';
    begin = i + length;
    i = begin - 1;
  }
  take(list.size());
  return cut;
}

/// "Ada Weber (Baku State University)": the bracket of a person is the affiliation; the bracket of
/// "NHK (Japanese Television)" belongs to the name.
CreditName apart(std::string_view item) {
  if (item.starts_with("the ") || item.starts_with("The "))
    item.remove_prefix(4);
  const std::size_t open = item.find(" (");
  if (open == std::string_view::npos || !item.ends_with(')'))
    return {item};
  const std::string_view name = item.substr(0, open);
  if (words_outside_brackets(name).size() < 2 || names_institution(name))
    return {item};
  return {name, item.substr(open + 2, item.size() - open - 3)};
}

} // namespace

bool is_abbreviation(std::string_view word) {
  if (word.find('.') != std::string_view::npos)
    return true; // "G.M", "D.C"
  const FoldedText text(word);
  return text.size() == 1 || is_one_of(kAbbreviations, ascii_lower(word));
}

std::optional<std::vector<CreditName>> split_names(std::string_view list) {
  const NameList cut = cut_list(trim(list));
  std::vector<CreditName> names;
  bool institution = false;
  bool one_word = false;
  bool doubtful_comma = false;
  for (const NameItem& item : cut.items) {
    if (!is_name(item.text))
      return std::nullopt;
    const bool is_institution = names_institution(words_joined(item.text));
    // "A, University of B": whose affiliation it is, only the comma says.
    if (is_institution && item.behind_comma && !names.empty() && names.back().affiliation.empty() &&
        !names_institution(names.back().name)) {
      names.back().affiliation = item.text;
      continue;
    }
    names.push_back(apart(item.text));
    institution = institution || is_institution;
    one_word = one_word || words_outside_brackets(item.text).size() < 2;
    doubtful_comma = doubtful_comma || item.behind_comma;
  }
  if (names.empty())
    return std::nullopt;
  if (names.size() > 1 && (institution || (one_word && doubtful_comma)))
    return std::nullopt;
  if (doubtful_comma && !cut.ands)
    for (CreditName& name : names)
      name.certain = false;
  return names;
}

} // namespace delo
