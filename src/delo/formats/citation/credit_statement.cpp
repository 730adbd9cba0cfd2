// Verbs and fixed phrases are tables; a clause counts only when its head is whole, up to the "by".
#include "delo/formats/citation/credit_statement.hpp"

#include "delo/base/utf8.hpp"
#include "delo/formats/citation/credit_names.hpp"
#include "delo/formats/citation/folded_text.hpp"

#include <algorithm>

namespace delo {
namespace {

std::vector<CreditWord> words_of(std::string_view text) {
  std::vector<CreditWord> words;
  std::size_t i = 0;
  while (i < text.size()) {
    const std::size_t begin = i;
    while (i < text.size() && text[i] != ' ')
      ++i;
    std::size_t end = i;
    while (end > begin && std::string_view(".,;:").find(text[end - 1]) != std::string_view::npos)
      --end;
    if (i > begin)
      words.push_back({begin, end, ascii_lower(text.substr(begin, end - begin)),
                       std::string(text.substr(end, i - end))});
    ++i;
  }
  return words;
}

struct Verb {
  std::string_view word;
  CreditRole role;
};

constexpr std::array kVerbs{
    Verb{"contributed", &Credits::contributors}, Verb{"obtained", &Credits::contributors},
    Verb{"provided", &Credits::contributors},    Verb{"donated", &Credits::contributors},
    Verb{"acquired", &Credits::contributors},    Verb{"supplied", &Credits::contributors},
    Verb{"submitted", &Credits::contributors},   Verb{"shared", &Credits::contributors},
    Verb{"translated", &Credits::translators},   Verb{"translation", &Credits::translators},
    Verb{"translations", &Credits::translators}, Verb{"translator", &Credits::translators},
    Verb{"trans", &Credits::translators},        Verb{"retranslated", &Credits::translators},
    Verb{"transcribed", &Credits::transcribers}, Verb{"transcription", &Credits::transcribers},
    Verb{"edited", &Credits::editors},           Verb{"revised", &Credits::editors},
    Verb{"annotated", &Credits::editors},        Verb{"compiled", &Credits::compilers},
    Verb{"selected", &Credits::compilers},       Verb{"collected", &Credits::compilers},
};

/// What may stand before a verb: "Document obtained by", "English translation by".
constexpr std::array<std::string_view, 14> kBeforeVerb{
    "copy",       "document", "documents", "photocopy", "text",   "english", "unofficial",
    "originally", "kindly",   "first",     "also",      "copies", "item",    "scan"};

constexpr std::array kPhrases{
    CreditPhrase{{"provided", "to", ""}, true, false},
    CreditPhrase{{"on", "file", "at"}, false, true},
    CreditPhrase{{"on", "file", "with"}, false, true},
    CreditPhrase{{"copy", "courtesy", "of"}, false, true},
    CreditPhrase{{"photocopy", "courtesy", "of"}, false, true},
    CreditPhrase{{"courtesy", "of", ""}, false, true},
    CreditPhrase{{"copy", "on", "file"}, false, false},
    CreditPhrase{{"with", "the", "assistance"}, false, false},
    CreditPhrase{{"with", "assistance", "from"}, false, false},
    CreditPhrase{{"introduced", "by", ""}, false, false},
    CreditPhrase{{"introduction", "by", ""}, false, false},
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
  std::size_t k = i;
  while (k < words_.size() && k < i + 3 && words_[k].tail.empty() &&
         std::find(kBeforeVerb.begin(), kBeforeVerb.end(), words_[k].lower) != kBeforeVerb.end())
    ++k;
  while (const Verb* verb = verb_at(words_, k)) {
    head.roles.push_back(verb->role);
    const bool noun = verb->word.starts_with("transl") && words_[k].tail == ":";
    const bool shortened = verb->word == "trans" && words_[k].tail == ".";
    if (noun || (shortened && !is(k + 1, "by")))
      return k + 1 < words_.size() && starts_with_capital(k + 1)
                 ? (head.names = k + 1, std::optional(head))
                 : std::nullopt;
    if (shortened) {
      head.names = k + 2;
      return head.names < words_.size() ? std::optional(head) : std::nullopt;
    }
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
  // "Jr." and "D.C." keep their stop at the end; an initial is no end of a name.
  const bool keeps_stop = last.tail.starts_with('.') && (last.lower == "jr" || last.lower == "sr" ||
                                                         last.lower.find('.') != std::string::npos);
  return text_.substr(words_[begin].begin, last.end + (keeps_stop ? 1 : 0) - words_[begin].begin);
}

std::size_t CreditStatement::end_of_sentence(std::size_t i, std::size_t limit) const {
  for (; i < limit; ++i) {
    const CreditWord& word = words_[i];
    // "Karl P . Benziger": the stop stands apart from its initial.
    const CreditWord& abbreviated = word.lower.empty() && i > 0 ? words_[i - 1] : word;
    const bool stop =
        word.tail.find('.') != std::string::npos &&
        !is_abbreviation(text_.substr(abbreviated.begin, abbreviated.end - abbreviated.begin));
    const bool suffix = is(i + 1, "jr") || is(i + 1, "sr") || is(i + 1, "iii"); // "Stile. Jr."
    if ((stop && !suffix) || word.tail.find_first_of(";:") != std::string::npos)
      return i + 1;
  }
  return limit;
}

bool CreditStatement::is(std::size_t i, std::string_view word) const {
  return i < words_.size() && words_[i].lower == word;
}

/// "to CWIHP": one word of capitals.
bool CreditStatement::is_code_word(std::size_t begin, std::size_t end) const {
  const std::string_view word = words_text(begin, end);
  return word.size() > 2 &&
         std::all_of(word.begin(), word.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

bool CreditStatement::starts_with_capital(std::size_t i) const {
  return is_upper(FoldedText(text_.substr(words_[i].begin, 4)).cased(0));
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
  const auto is_preposition = [this](std::size_t at) {
    return is(at, "for") || is(at, "from") || is(at, "to") || is(at, "into") || is(at, "with");
  };
  while (is_preposition(k)) {
    const std::size_t preposition = k++;
    const std::size_t begin = k;
    while (k < words_.size() && k < begin + 12 && !is_preposition(k) && !is(k, "by"))
      if (!words_[k++].tail.empty())
        return false;
    if (k == begin)
      return false;
    const bool to_programme = is(preposition, "to") && is_code_word(begin, k);
    if (is(preposition, "for") || to_programme)
      head.programmes.push_back(words_text(begin, k));
    else
      head.notes.emplace_back(words_text(preposition, k));
  }
  return true;
}

} // namespace delo
