// The statement behind the citation, read clause by clause. A clause begins with its verbs
// ("Contributed, transcribed, and translated by") and ends where the next one begins.
#include "delo/formats/citation/credits.hpp"

#include "delo/base/utf8.hpp"
#include "delo/formats/citation/credit_names.hpp"
#include "delo/formats/citation/credit_statement.hpp"

#include <algorithm>

namespace delo {
namespace {

void add_unique(std::vector<std::string>& list, const std::string& value) {
  if (std::find(list.begin(), list.end(), value) == list.end())
    list.push_back(value);
}

void add_unparsed(Credits& credits, std::string_view text) {
  if (text.empty())
    return;
  credits.unparsed += credits.unparsed.empty() ? "" : "; ";
  credits.unparsed += text;
}

/// One clause: its head at word `begin`, its names up to word `end`.
void read_clause(const CreditStatement& statement, const ClauseHead& head, std::size_t begin,
                 std::size_t end, Credits& credits) {
  const bool is_note = head.phrase && !head.phrase->programme;
  if (is_note) {
    credits.notes.emplace_back(statement.words_text(begin, end));
    return;
  }
  const std::size_t stop = statement.end_of_sentence(head.names, end);
  const auto names = split_names(statement.words_text(head.names, stop));
  if (!names) {
    add_unparsed(credits, statement.words_text(begin, end));
    return;
  }
  add_unparsed(credits, statement.words_text(stop, end));
  for (const std::string& name : *names) {
    if (head.phrase)
      add_unique(credits.programmes, name);
    for (const CreditRole role : head.roles)
      add_unique(credits.*role, name);
  }
  for (const std::string& programme : head.programmes)
    add_unique(credits.programmes, programme);
  credits.notes.insert(credits.notes.end(), head.notes.begin(), head.notes.end());
}

} // namespace

std::size_t find_credits(std::string_view text, std::size_t from, StatementStart start) {
  const CreditStatement statement(text);
  for (std::size_t i = 0; i < statement.words().size(); ++i)
    if (statement.words()[i].begin >= from && statement.is_start(i, start) &&
        statement.match_head(i))
      return statement.words()[i].begin;
  return std::string_view::npos;
}

Credits parse_credits(std::string_view text) {
  Credits credits;
  const CreditStatement statement(trim(text));
  std::size_t i = statement.next_head(0);
  if (i > 0)
    add_unparsed(credits, statement.words_text(0, i));
  while (i < statement.words().size()) {
    const auto head = statement.match_head(i);
    const std::size_t end = statement.next_head(head->names);
    read_clause(statement, *head, i, end, credits);
    i = end;
  }
  return credits;
}

} // namespace delo
