// The statement behind the citation, read clause by clause. A clause begins with its verbs
// ("Contributed, transcribed, and translated by") and ends where the next one begins.
#include "delo/formats/citation/credits.hpp"

#include "delo/base/utf8.hpp"
#include "delo/formats/citation/credit_names.hpp"
#include "delo/formats/citation/credit_statement.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace delo {
namespace {

constexpr auto npos = std::string::npos;

void add_unparsed(Credits& credits, std::string_view text) {
  if (text.empty())
    return;
  credits.unparsed += credits.unparsed.empty() ? "" : "; ";
  credits.unparsed += text;
}

/// The MARC relator code of each list of people.
struct RoleCode {
  CreditRole role;
  std::string_view code;
};
constexpr std::array kRoleCodes{
    RoleCode{&Credits::contributors, "dnr"}, RoleCode{&Credits::translators, "trl"},
    RoleCode{&Credits::transcribers, "trc"}, RoleCode{&Credits::editors, "edt"},
    RoleCode{&Credits::compilers, "com"},    RoleCode{&Credits::programmes, "fnd"},
};

std::string_view code_of(CreditRole role) {
  for (const RoleCode& row : kRoleCodes)
    if (row.role == role)
      return row.code;
  return "";
}

class StatementReader {
public:
  StatementReader(std::string_view text, std::size_t offset)
      : text_(text), offset_(offset), statement_(text) {}

  Credits read() {
    std::size_t i = statement_.next_head(0);
    if (i > 0)
      add_unparsed(credits_, statement_.words_text(0, i));
    while (i < statement_.words().size()) {
      const auto head = statement_.match_head(i);
      const std::size_t end = statement_.next_head(head->names);
      read_clause(*head, i, end);
      i = end;
    }
    return std::move(credits_);
  }

private:
  /// One clause: its head at word `begin`, its names up to word `end`.
  void read_clause(const ClauseHead& head, std::size_t begin, std::size_t end) {
    if (head.phrase && !head.phrase->programme) {
      credits_.notes.emplace_back(statement_.words_text(begin, end));
      if (head.phrase->holder)
        credit(CreditName{statement_.words_text(head.names, end), {}, false}, "own");
      return;
    }
    const std::size_t stop = statement_.end_of_sentence(head.names, end);
    std::string_view list = statement_.words_text(head.names, stop);
    const std::string_view support = cut_support(list);
    const std::string_view programme = cut_programme(list);
    const auto names = split_names(list);
    // "Karl P: Benziger": the name may go on behind the colon.
    const bool cut = stop < end && statement_.words()[stop - 1].tail.find(':') != npos;
    if (!names || cut) {
      add_unparsed(credits_, statement_.words_text(begin, end));
      return;
    }
    add_unparsed(credits_, statement_.words_text(stop, end));
    for (const CreditName& name : *names) {
      if (head.phrase)
        add(&Credits::programmes, name);
      for (const CreditRole role : head.roles)
        add(role, name);
    }
    for (const std::string_view given : head.programmes)
      add_programmes(given);
    add_programmes(programme);
    credits_.notes.insert(credits_.notes.end(), head.notes.begin(), head.notes.end());
    if (!support.empty())
      credits_.notes.emplace_back(support);
  }

  /// "Ada Weber with support from the X Foundation": takes the donor off the end of a list of
  /// names.
  static std::string_view cut_support(std::string_view& list) {
    constexpr std::array<std::string_view, 4> kPhrases{
        " with support from ", " with the support of ", " with support of ", " with funding from "};
    const std::string lower = ascii_lower(list);
    for (const std::string_view phrase : kPhrases)
      if (const std::size_t at = lower.find(phrase); at != npos) {
        const std::string_view support = trim(list.substr(at));
        list = list.substr(0, at);
        return support;
      }
    return {};
  }

  /// "Ada Weber for CWIHP": takes the programme off the end of a list of names.
  static std::string_view cut_programme(std::string_view& list) {
    const std::size_t at = ascii_lower(list).rfind(" for ");
    if (at == npos || !is_programme(without_the(list.substr(at + 5))))
      return {};
    const std::string_view programme = trim(list.substr(at + 5));
    list = list.substr(0, at);
    return programme;
  }

  static std::string_view without_the(std::string_view text) {
    text = trim(text);
    return ascii_lower(text.substr(0, 4)) == "the " ? text.substr(4) : text;
  }

  static bool is_programme(std::string_view text) {
    const bool code =
        !text.empty() && text.size() <= 8 &&
        std::all_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    const bool capital = !text.empty() && text.front() >= 'A' && text.front() <= 'Z';
    return code || (capital && (text.find("Project") != npos || text.find("Program") != npos));
  }

  /// "NKIDP and CWIHP"; "the Cold War International History Project" is one.
  void add_programmes(std::string_view text) {
    while (!text.empty()) {
      const std::size_t joint = text.find(" and ");
      const std::string_view first = trim(text.substr(0, joint));
      const bool apart = joint != std::string_view::npos && is_programme(first) &&
                         is_programme(trim(text.substr(joint + 5)));
      const std::string_view name = without_the(apart ? first : text);
      add(&Credits::programmes, CreditName{name, {}, is_programme(name)});
      text = apart ? trim(text.substr(joint + 5)) : std::string_view();
    }
  }

  void add(CreditRole role, const CreditName& name) {
    if (name.name.empty())
      return;
    auto& names = credits_.*role;
    if (std::find(names.begin(), names.end(), name.name) != names.end())
      return;
    names.emplace_back(name.name);
    credit(name, code_of(role));
  }

  void credit(const CreditName& name, std::string_view code) {
    const std::size_t begin = offset_ + static_cast<std::size_t>(name.name.data() - text_.data());
    credits_.list.push_back({std::string(name.name),
                             code,
                             std::string(name.affiliation),
                             name.certain ? Confidence::certain : Confidence::likely,
                             {begin, begin + name.name.size()}});
  }

  std::string_view text_;
  std::size_t offset_;
  CreditStatement statement_;
  Credits credits_;
};

} // namespace

std::size_t find_credits(std::string_view text, std::size_t from, StatementStart start) {
  const CreditStatement statement(text);
  for (std::size_t i = 0; i < statement.words().size(); ++i)
    if (statement.words()[i].begin >= from && statement.is_start(i, start) &&
        statement.match_head(i))
      return statement.words()[i].begin;
  return std::string_view::npos;
}

Credits parse_credits(std::string_view whole, std::size_t offset) {
  const std::string_view text = trim(whole);
  return StatementReader(text, offset + static_cast<std::size_t>(text.data() - whole.data()))
      .read();
}

} // namespace delo
