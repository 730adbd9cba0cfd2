// Verbs and fixed phrases are tables; a clause counts only when its head is whole, up to the "by".
#include "delo/formats/citation/credit_statement.hpp"

#include "delo/base/utf8.hpp"
#include "delo/formats/citation/credit_names.hpp"

#include <algorithm>

namespace delo {
namespace {

std::vector<CreditWord> words_of(std::string_view text) {
  std::vector<CreditWord> words;
  std::size_t i = 0;
  while (i < text.size()) {
    const std::size_t begin = i;
    while (i < text.size() && text[i] != ' ' && text[i] != '\t' &&
           !text.substr(i).starts_with("\u00A0"))
      ++i;
    std::size_t end = i;
    while (end > begin && std::string_view(".,;:").find(text[end - 1]) != std::string_view::npos)
      --end;
    if (i > begin)
      words.push_back({begin, end, ascii_lower(text.substr(begin, end - begin)),
                       std::string(text.substr(end, i - end))});
    i += i < text.size() && text[i] == '\xC2' ? 2 : 1;
  }
  return words;
}

struct Verb {
  std::string_view word;
  CreditRole role;
};

constexpr std::array kVerbs{
    Verb{"contributed", &Credits::contributors}, Verb{"obtained", &Credits::contributors},
    Verb{"translated", &Credits::translators},   Verb{"translation", &Credits::translators},
    Verb{"transcribed", &Credits::transcribers}, Verb{"edited", &Credits::editors},
    Verb{"compiled", &Credits::compilers},
};

constexpr std::array kPhrases{
    CreditPhrase{{"provided", "to", ""}, true},
    CreditPhrase{{"on", "file", "at"}, false},
    CreditPhrase{{"copy", "courtesy", "of"}, false},
    CreditPhrase{{"courtesy", "of", ""}, false},
};

const Verb* verb_at(const std::vector<CreditWord>& words, std::size_t i) {
  if (i >= words.size())
    return nullptr;
  const auto found = std::find_if(kVerbs.begin(), kVerbs.end(),
                                  [&](const Verb& v) { return v.word == words[i].lower; });
  return found == kVerbs.end() ? nullptr : &*found;
}

} // namespace

CreditStatement::CreditStatement(std::string_view text) : text_(text), words_(words_of(text)) {}

std::optional<ClauseHead> CreditStatement::match_head(std::size_t i) const {
  if (auto head = match_phrase(i))
    return head;
  ClauseHead head;
  std::size_t k = is(i, "copy") ? i + 1 : i;
  while (const Verb* verb = verb_at(words_, k)) {
    head.roles.push_back(verb->role);
    const bool list = words_[k].tail == "," || words_[k].tail.empty();
    if (!list)
      return std::nullopt;
    k += is(k + 1, "and") && verb_at(words_, k + 2) ? 2 : 1;
  }
  if (head.roles.empty() || !words_[k - 1].tail.empty() || !skip_for_and_from(k, head) ||
      !is(k, "by") || k + 1 >= words_.size())
    return std::nullopt;
  head.names = k + 1;
  return head;
}

bool CreditStatement::is_start(std::size_t i, StatementStart start) const {
  if (i == 0)
    return true;
  const CreditWord& before = words_[i - 1];
  const bool ended = before.tail.find_first_of(".;") != std::string::npos;
  if (start == StatementStart::sentence || ended)
    return ended;
  const char first = text_[words_[i].begin];
  return !before.tail.empty() || before.lower == "and" || (first >= 'A' && first <= 'Z');
}

std::size_t CreditStatement::next_head(std::size_t i) const {
  while (i < words_.size() && !(is_start(i, StatementStart::anywhere) && match_head(i)))
    ++i;
  return i;
}

std::string_view CreditStatement::words_text(std::size_t begin, std::size_t end) const {
  if (end < words_.size() && end > begin && words_[end - 1].lower == "and")
    --end;
  if (begin >= end)
    return {};
  const CreditWord& last = words_[end - 1];
  const bool keeps_stop =
      last.tail.starts_with('.') && is_abbreviation(last.lower) && last.lower.size() > 1;
  return text_.substr(words_[begin].begin, last.end + (keeps_stop ? 1 : 0) - words_[begin].begin);
}

std::size_t CreditStatement::end_of_sentence(std::size_t i, std::size_t limit) const {
  for (; i < limit; ++i) {
    const CreditWord& word = words_[i];
    const bool stop = word.tail.find('.') != std::string::npos && !is_abbreviation(word.lower);
    if (stop || word.tail.find_first_of(";:") != std::string::npos)
      return i + 1;
  }
  return limit;
}

bool CreditStatement::is(std::size_t i, std::string_view word) const {
  return i < words_.size() && words_[i].lower == word;
}

std::optional<ClauseHead> CreditStatement::match_phrase(std::size_t i) const {
  // "provided to P, and on file at Y": the "and" belongs to the second phrase.
  for (const CreditPhrase& phrase : kPhrases) {
    std::size_t k = 0;
    while (k < phrase.words.size() && !phrase.words[k].empty() && is(i + k, phrase.words[k]))
      ++k;
    const bool whole = k == phrase.words.size() || phrase.words[k].empty();
    if (whole && i + k < words_.size()) {
      ClauseHead head;
      head.names = i + k;
      head.phrase = &phrase;
      return head;
    }
  }
  return std::nullopt;
}

bool CreditStatement::skip_for_and_from(std::size_t& k, ClauseHead& head) const {
  while (is(k, "for") || is(k, "from")) {
    const std::size_t preposition = k++;
    const std::size_t begin = k;
    while (k < words_.size() && !is(k, "for") && !is(k, "from") && !is(k, "by"))
      if (!words_[k++].tail.empty())
        return false;
    if (k == begin)
      return false;
    if (is(preposition, "for"))
      head.programmes.emplace_back(words_text(begin, k));
    else
      head.notes.emplace_back(words_text(preposition, k));
  }
  return true;
}

} // namespace delo
