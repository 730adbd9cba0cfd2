// Cuts a source line into holdings, a published source and credits, in that order of evidence.
#include "delo/formats/citation/citation_parser.hpp"

#include "delo/base/utf8.hpp"
#include "delo/formats/citation/archive_name.hpp"
#include "delo/formats/citation/holding_parser.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace delo {
namespace {

constexpr auto npos = std::string_view::npos;

/// The longest real source lines have a few hundred bytes; a whole page in one line is none.
constexpr std::size_t kLongestLine = 4000;

constexpr std::array<std::string_view, 2> kPublicationWords{"published in ", "reprinted in "};

std::string_view trim_end(std::string_view text) {
  text = trim(text);
  while (!text.empty() && std::string_view(".,; ").find(text.back()) != npos)
    text.remove_suffix(1);
  return text;
}

void append_unparsed(std::string& unparsed, std::string_view text) {
  if (trim_end(text).empty())
    return;
  unparsed += unparsed.empty() ? "" : "; ";
  unparsed += trim_end(text);
}

/// Where a publication is announced, and where its text begins.
struct PublicationMark {
  std::size_t begin = npos;
  std::size_t text = npos;
};

PublicationMark find_publication(std::string_view line) {
  const std::string lower = ascii_lower(line);
  PublicationMark first;
  for (const std::string_view words : kPublicationWords) {
    const std::size_t at = lower.find(words);
    const bool starts = at == 0 || (at != npos && at >= 2 && lower[at - 1] == ' ' &&
                                    std::string_view(".,;").find(lower[at - 2]) != npos);
    if (starts && at < first.begin)
      first = {at, at + words.size()};
  }
  return first;
}

/// Cuts `text` where its credits begin. In a published source only credits that reach its end
/// count: "Translated by B (Moscow: Progress, 1974), p. 12" speaks of the book.
std::size_t start_of_credits(std::string_view text, StatementStart start) {
  std::size_t at = find_credits(text, 0, start);
  while (at != npos && start == StatementStart::sentence) {
    if (parse_credits(text.substr(at)).unparsed.empty())
      return at;
    at = find_credits(text, at + 1, start);
  }
  return std::min(at, text.size());
}

bool begins_with_fond(std::string_view text) {
  const auto parsed = parse_holding(text);
  return parsed && !parsed->holding.find(Level::archive);
}

bool begins_holding(std::string_view text) {
  return match_known_archive(FoldedText(trim(text))) || parse_holding(text);
}

std::string_view skip_word_and(std::string_view text) {
  text = trim(text);
  return text.starts_with("and ") ? trim(text.substr(4)) : text;
}

/// Offsets at which holdings begin. Semicolons and "and" separate them only when a holding follows,
/// because both also join clauses and lists of sheets.
std::vector<std::size_t> holding_starts(std::string_view text) {
  std::vector<std::size_t> starts{0};
  for (std::size_t i = 1; i < text.size(); ++i) {
    const std::string_view rest = text.substr(i);
    const bool semicolon = text[i - 1] == ';';
    const bool word_and = rest.starts_with(" and ");
    if (!semicolon && !word_and)
      continue;
    const std::string_view next = skip_word_and(rest);
    const std::string_view segment = next.substr(0, next.find(';'));
    const bool known = match_known_archive(FoldedText(next)).has_value();
    if (known || (semicolon && parse_holding(segment))) {
      const auto start = static_cast<std::size_t>(next.data() - text.data());
      if (start > starts.back())
        starts.push_back(start);
    }
  }
  return starts;
}

std::string_view drop_trailing_and(std::string_view text) {
  text = trim_end(text);
  if (text.ends_with(" and") || text.ends_with(";and") || text.ends_with(",and"))
    text.remove_suffix(3);
  return trim_end(text);
}

void read_holdings(std::string_view text, SourceLine& line) {
  const auto starts = holding_starts(text);
  for (std::size_t k = 0; k < starts.size(); ++k) {
    const std::size_t end = k + 1 < starts.size() ? starts[k + 1] : text.size();
    const std::string_view segment = drop_trailing_and(text.substr(starts[k], end - starts[k]));
    auto parsed = parse_holding(segment);
    if (!parsed) {
      append_unparsed(line.unparsed, segment);
      continue;
    }
    // "RGASPI, f. 17, …; f. 82, …": the second one is in the same archive.
    if (!line.holdings.empty() && begins_with_fond(segment))
      if (const CitationPart* archive = line.holdings.back().find(Level::archive))
        parsed->holding.parts.insert(parsed->holding.parts.begin(),
                                     {Level::archive, archive->value, "", Confidence::likely});
    append_unparsed(line.unparsed, parsed->unparsed);
    line.holdings.push_back(std::move(parsed->holding));
  }
}

bool is_year_at(std::string_view text, std::size_t i) {
  const std::string_view year = text.substr(i, 4);
  return year.size() == 4 && year.find_first_not_of("0123456789") == npos &&
         (year.starts_with("18") || year.starts_with("19") || year.starts_with("20"));
}

/// A book or article: "(Moscow: Progress, 1974)", or a quoted title and a year at the end.
bool is_published_source(std::string_view text) {
  for (std::size_t close = text.find(')'); close != npos; close = text.find(')', close + 1)) {
    const std::size_t open = text.rfind('(', close);
    if (open == npos || close < open + 8 || !is_year_at(text, close - 4))
      continue;
    if (text.substr(open, close - open).find(": ") != npos)
      return true;
  }
  const bool quoted = text.find("\u201C") != npos || text.find('"') != npos;
  const std::string_view whole = trim_end(text);
  return quoted && whole.size() > 6 && is_year_at(whole, whole.size() - 4) &&
         whole.substr(whole.size() - 6, 2) == ", ";
}

void add_all(std::vector<std::string>& to, const std::vector<std::string>& from) {
  for (const std::string& value : from)
    if (std::find(to.begin(), to.end(), value) == to.end())
      to.push_back(value);
}

void read_credits(std::string_view text, SourceLine& line) {
  if (trim(text).empty())
    return;
  static constexpr std::array kLists{
      &Credits::contributors, &Credits::translators, &Credits::transcribers, &Credits::editors,
      &Credits::compilers,    &Credits::programmes,  &Credits::notes};
  const Credits read = parse_credits(text);
  for (const auto list : kLists)
    add_all(line.credits.*list, read.*list);
  add_all(line.notes, read.notes);
  for (const std::string& compiler : read.compilers)
    line.notes.push_back("compiled by " + compiler);
  for (const std::string& editor : read.editors)
    line.notes.push_back("edited by " + editor);
  append_unparsed(line.credits.unparsed, read.unparsed);
  append_unparsed(line.unparsed, read.unparsed);
}

} // namespace

SourceLine parse_source_line(std::string_view whole) {
  SourceLine line;
  const std::string_view text = trim(whole);
  if (text.size() > kLongestLine) {
    line.unparsed = text;
    return line;
  }
  const PublicationMark publication = find_publication(text);
  const std::string_view front = text.substr(0, publication.begin);
  const bool archival = begins_holding(front);

  const auto start = archival ? StatementStart::anywhere : StatementStart::sentence;
  const std::size_t credits = start_of_credits(front, start);
  const std::string_view source = trim_end(front.substr(0, credits));
  if (archival)
    read_holdings(source, line);
  else if (publication.begin == npos && is_published_source(source))
    line.published_in = source;
  else
    append_unparsed(line.unparsed, source);
  read_credits(front.substr(credits), line);

  if (publication.begin != npos) {
    const std::string_view tail = text.substr(publication.text);
    const std::size_t end = start_of_credits(tail, StatementStart::sentence);
    line.published_in = trim_end(tail.substr(0, end));
    read_credits(tail.substr(end), line);
  }
  return line;
}

} // namespace delo
