// A person credited under half a name, or an institution cut in two, is worse than an empty field.
#include "delo/formats/citation/credit_names.hpp"

#include "delo/base/utf8.hpp"
#include "delo/formats/citation/credit_titles.hpp"
#include "delo/formats/citation/folded_text.hpp"

#include <algorithm>
#include <array>

namespace delo {
namespace {

constexpr auto npos = std::string_view::npos;
constexpr std::size_t kLongestName = 80;

constexpr std::array<std::string_view, 24> kAbbreviations{
    "dr",  "mr", "ms", "mrs", "prof", "jr", "sr", "st", "col", "gen", "lt", "maj",
    "rev", "yu", "ya", "ye",  "zh",   "kh", "ch", "sh", "ts",  "ph",  "th", "shch"};

/// Small words inside names of people and institutions.
constexpr std::array<std::string_view, 42> kParticles{
    "de",   "da",   "di",   "del",  "der", "den", "van", "von", "zu",   "la",   "le",
    "al",   "el",   "bin",  "ibn",  "ben", "y",   "e",   "dos", "das",  "du",   "of",
    "the",  "for",  "in",   "at",   "af",  "ter", "ten", "zur", "ogly", "oglu", "kyzy",
    "qizi", "оглы", "оглу", "кызы", "де",  "фон", "ван", "ибн", "аль"};

constexpr std::array<std::string_view, 45> kInstitutionWords{
    "universit", "archiv",    "institut", "program",   "project",     "center",   "centre",
    "library",   "museum",    "ministr",  "foundat",   "academy",     "society",  "departm",
    "policy",    "committee", "office",   "college",   "school",      "press",    "television",
    "associat",  "embassy",   "council",  "service",   "agency",      "facult",   "scienc",
    "studies",   "relations", "histor",   "group",     "университет", "институт", "архив",
    "академи",   "центр",     "музей",    "библиотек", "министерств", "комитет",  "общество",
    "кафедр",    "наук",      "истор"};

/// What joins the last name of a list to the others.
constexpr std::array<std::string_view, 7> kJoints{"and", "with", "&", "и", "та", "і", "und"};

template <std::size_t N>
bool is_one_of(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool names_institution(std::string_view name) {
  const std::string lower = fold_name(name);
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

/// The name without its brackets, which may hold the institution of a person.
std::string words_joined(std::string_view name) {
  std::string joined;
  for (const std::string& word : words_outside_brackets(name))
    joined += word + " ";
  return joined;
}

/// Small words that only institutions have: "Center for Ships", never "Ada Weber for CWIHP".
bool is_of_institutions(std::string_view word) {
  constexpr std::array<std::string_view, 5> kWords{"of", "the", "for", "in", "at"};
  return is_one_of(kWords, word);
}

bool is_initial(const std::string& word) {
  const FoldedText letters(word);
  return letters.size() == 2 && letters[1] == U'.' && is_upper(letters.cased(0));
}

bool is_all_capitals(std::string_view word) {
  const FoldedText letters(word);
  for (std::size_t i = 0; i < letters.size(); ++i)
    if (!is_upper(letters.cased(i)))
      return false;
  return letters.size() > 2;
}

/// "A. One B. Two": two names that lost the comma between them.
bool runs_on(const std::vector<std::string>& words) {
  bool name = false; // a full name has been read since the first initial
  for (std::size_t i = 1; i < words.size(); ++i) {
    if (name && is_initial(words[i]))
      return true;
    name = name || (is_initial(words[0]) && !is_initial(words[i]) && words[i].size() > 1);
  }
  return false;
}

bool is_name(std::string_view name) {
  constexpr std::string_view kNever = "0123456789:;/\"?!=<>{}";
  const FoldedText text(name);
  // "7Brands" is a company.
  const bool digit_name = is_digit(text[0]) && is_upper(text.cased(1)) && is_letter(text[2]);
  const bool begins_well =
      (is_letter(text[0]) && (is_upper(text.cased(0)) || name.starts_with("the "))) || digit_name;
  name.remove_prefix(digit_name ? 1 : 0);
  const std::size_t bracket = name.find_first_of("([");
  const bool goes_on = bracket != npos && !name.ends_with(')') && !name.ends_with(']');
  if (!begins_well || goes_on || name.size() > kLongestName ||
      name.find_first_of(kNever) != std::string_view::npos ||
      std::count(name.begin(), name.end(), '(') != std::count(name.begin(), name.end(), ')') ||
      std::count(name.begin(), name.end(), '[') != std::count(name.begin(), name.end(), ']'))
    return false;
  const auto words = words_outside_brackets(name);
  const bool person = !names_institution(words_joined(name));
  if (person && runs_on(words))
    return false;
  return std::all_of(words.begin(), words.end(), [&](const std::string& word) {
    if (person && is_of_institutions(word) && word != words.front())
      return false;
    const FoldedText letters(word);
    const bool lower = is_letter(letters[0]) && letters[0] == letters.cased(0);
    return !lower || is_one_of(kParticles, word) || word.find_first_of("-'") != std::string::npos;
  });
}

struct NameItem {
  std::string_view text;
  bool behind_comma = false;
};

struct NameList {
  std::vector<NameItem> items;
  bool ands = false;
};

/// The length of the separator at the beginning of `rest`, 0 for none.
std::size_t separator(std::string_view rest) {
  for (const std::string_view suffix : {", Jr", ", Sr", ", II"})
    if (rest.starts_with(suffix))
      return 0;
  const bool mark = rest.front() == ',' || rest.front() == ';';
  if (!mark && rest.front() != ' ')
    return 0;
  const std::string_view behind = trim(rest.substr(1));
  const std::size_t end = behind.find(' ');
  if (end != npos && is_one_of(kJoints, ascii_lower(behind.substr(0, end))))
    return static_cast<std::size_t>(behind.data() - rest.data()) + end;
  return mark ? 1 : 0;
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
    comma = length == 1;
    cut.ands = cut.ands || !comma;
    begin = i + length;
    i = begin - 1;
  }
  take(list.size());
  return cut;
}

std::size_t capitals_in(std::string_view word) {
  const FoldedText text(word);
  std::size_t count = 0;
  for (std::size_t i = 0; i < text.size(); ++i)
    count += is_upper(text.cased(i)) && !(text[i + 1] == U'.') ? 1 : 0; // initials do not count
  return count;
}

/// Whether nothing in the name looks as if it belonged to another one: "Maddenfor CWIHP",
/// "Vámosand Gwenyth A. Jones".
bool is_whole(std::string_view name) {
  constexpr std::size_t kMostWords = 4;
  const auto words = words_outside_brackets(name);
  const bool code =
      words.size() > 1 && (is_all_capitals(words.back()) || capitals_in(words.back()) > 2);
  // "Csilla Barnawith Martin Burke"; but "Roland Barth".
  const bool joint = words.size() == kMostWords &&
                     std::any_of(words.begin() + 1, words.end() - 1, [](const std::string& word) {
                       return word.size() > 5 && (word.ends_with("and") || word.ends_with("with") ||
                                                  word.ends_with("for"));
                     });
  const bool bracket = words.size() == 1 && name.ends_with(')') && !is_all_capitals(words[0]);
  // "Ina Roth Max Yu": four full words may be two people.
  const auto full = std::count_if(words.begin(), words.end(), [](const std::string& word) {
    return !word.ends_with('.') && !is_one_of(kParticles, word);
  });
  const bool two = full >= 4 && !names_institution(words_joined(name));
  const bool alone =
      words.size() == 1 && !is_all_capitals(words[0]) && !is_digit(FoldedText(words[0])[0]);
  // "KamranVelizade" counts as two.
  const auto glued = std::count_if(words.begin(), words.end(), [](const std::string& word) {
    const FoldedText text(word);
    for (std::size_t i = 2; i < text.size(); ++i)
      if (is_upper(text.cased(i)) && is_letter(text[i - 1]) && !is_upper(text.cased(i - 1)))
        return true;
    return false;
  });
  return words.size() + static_cast<std::size_t>(glued) <= kMostWords && !code && !joint &&
         !bracket && !two && !alone;
}

/// "Ada Weber (Baku State University)": the bracket of a person is the affiliation; the bracket of
/// "NHK (Japanese Television)" belongs to the name.
CreditName apart(std::string_view item) {
  constexpr std::array<std::string_view, 6> kDegrees{"phd",    "ph.d",  "dphil",
                                                     "d.phil", "к.и.н", "д.и.н"};
  if (item.starts_with("the ") || item.starts_with("The "))
    item.remove_prefix(4);
  // "Ada Weber PhD" has lost its comma, or never had one.
  const std::size_t last = item.rfind(' ');
  std::string word = last == npos ? std::string() : fold_name(item.substr(last + 1));
  if (word.ends_with('.'))
    word.pop_back();
  if (is_one_of(kDegrees, word))
    return {trim(item.substr(0, last)), item.substr(last + 1)};
  const std::size_t open = item.find('(');
  if (open == npos || open == 0 || !item.ends_with(')'))
    return {item, {}, is_whole(item)};
  const std::string_view name = trim(item.substr(0, open));
  if (words_outside_brackets(name).size() < 2 || names_institution(name))
    return {item, {}, is_whole(item)};
  return {name, item.substr(open + 1, item.size() - open - 2), is_whole(name)};
}

} // namespace

bool is_abbreviation(std::string_view word) {
  if (word.find('.') != std::string_view::npos)
    return true; // "G.M", "D.C"
  const FoldedText text(word);
  if (text.size() == 1 || is_one_of(kAbbreviations, ascii_lower(word)))
    return true;
  // "JamesH.", "LW.": the initial has lost what stood before it.
  const std::size_t last = text.size() - 1;
  return text.size() > 1 && is_upper(text.cased(last)) && is_letter(text[last - 1]) &&
         (text.size() == 2 || !is_upper(text.cased(last - 1)));
}

std::optional<std::vector<CreditName>> split_names(std::string_view list) {
  const NameList cut = cut_list(trim(list));
  std::vector<CreditName> names;
  bool institution = false;
  bool one_word = false;
  bool doubtful_comma = false;
  bool titled = false; // the last item belongs to the name before it
  for (const NameItem& item : cut.items) {
    const bool title = item.behind_comma && is_title(item.text);
    if (!title && !is_name(item.text))
      return std::nullopt;
    const bool is_institution = names_institution(words_joined(item.text));
    // "A, University of B": whose affiliation it is, only the comma says. "Doctor of Political and
    // Historical Sciences" goes on behind its "and".
    const bool of_person = title || (is_institution && (item.behind_comma || titled));
    const bool person = !names.empty() && !names_institution(names.back().name);
    if (of_person && person && (titled || names.back().affiliation.empty())) {
      std::string_view& whole = names.back().affiliation;
      const char* begin = whole.empty() ? item.text.data() : whole.data();
      const char* end = item.text.data() + item.text.size();
      whole = {begin, static_cast<std::size_t>(end - begin)};
      titled = true;
      continue;
    }
    if (title)
      return std::nullopt;
    titled = false;
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
