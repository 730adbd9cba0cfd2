// A title is words of rank, and then nothing or what they are of; a name behind them makes a
// person.
#include "delo/formats/citation/credit_titles.hpp"

#include "delo/base/utf8.hpp"
#include "delo/formats/citation/folded_text.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace delo {
namespace {

constexpr std::array<std::string_view, 107> kRanks{"doctor",
                                                   "candidate",
                                                   "phd",
                                                   "ph.d",
                                                   "ph",
                                                   "d",
                                                   "d.phil",
                                                   "dphil",
                                                   "m.a",
                                                   "ma",
                                                   "b.a",
                                                   "ba",
                                                   "m.sc",
                                                   "msc",
                                                   "mphil",
                                                   "m.phil",
                                                   "m.d",
                                                   "md",
                                                   "llm",
                                                   "ll.m",
                                                   "mba",
                                                   "esq",
                                                   "dr",
                                                   "habil",
                                                   "professor",
                                                   "prof",
                                                   "emeritus",
                                                   "emerita",
                                                   "associate",
                                                   "assistant",
                                                   "full",
                                                   "adjunct",
                                                   "senior",
                                                   "junior",
                                                   "chief",
                                                   "principal",
                                                   "leading",
                                                   "research",
                                                   "researcher",
                                                   "fellow",
                                                   "visiting",
                                                   "lecturer",
                                                   "reader",
                                                   "historian",
                                                   "archivist",
                                                   "academician",
                                                   "academic",
                                                   "director",
                                                   "deputy",
                                                   "vice",
                                                   "head",
                                                   "chair",
                                                   "chairman",
                                                   "chairwoman",
                                                   "president",
                                                   "editor",
                                                   "ambassador",
                                                   "student",
                                                   "graduate",
                                                   "undergraduate",
                                                   "doctoral",
                                                   "postdoctoral",
                                                   "scholar",
                                                   "specialist",
                                                   "analyst",
                                                   "coordinator",
                                                   "curator",
                                                   "librarian",
                                                   "former",
                                                   "retired",
                                                   "independent",
                                                   "member",
                                                   "journalist",
                                                   "corresponding",
                                                   "intern",
                                                   "freelance",
                                                   "translator",
                                                   "dsc",
                                                   "d.sc",
                                                   "доктор",
                                                   "кандидат",
                                                   "докт",
                                                   "канд",
                                                   "профессор",
                                                   "проф",
                                                   "академик",
                                                   "доцент",
                                                   "д.и.н",
                                                   "к.и.н",
                                                   "д.ф.н",
                                                   "к.ф.н",
                                                   "к.п.н",
                                                   "старший",
                                                   "младший",
                                                   "ведущий",
                                                   "главный",
                                                   "научный",
                                                   "сотрудник",
                                                   "заведующий",
                                                   "директор",
                                                   "заместитель",
                                                   "аспирант",
                                                   "студент",
                                                   "историк",
                                                   "архивист",
                                                   "кандидатка",
                                                   "член-корреспондент"};

std::string_view next_word(std::string_view& rest) {
  const std::size_t end = std::min(rest.find(' '), rest.size());
  const std::string_view word = rest.substr(0, end);
  rest = trim(rest.substr(end));
  return word;
}

bool is_rank(std::string_view word) {
  while (!word.empty() && (word.back() == '.' || word.back() == ','))
    word.remove_suffix(1);
  return std::find(kRanks.begin(), kRanks.end(), fold_name(word)) != kRanks.end();
}

} // namespace

bool is_title(std::string_view item) {
  std::string_view rest = trim(item);
  std::string_view behind = rest;
  while (!rest.empty() && is_rank(next_word(rest)))
    behind = rest;
  const bool ranks = behind.size() < trim(item).size();
  const FoldedText text(behind);
  return ranks && (behind.empty() || (is_letter(text[0]) && !is_upper(text.cased(0))));
}

} // namespace delo
