// Cuts a source line into holdings, a published source and credits, in that order of evidence.
#include "delo/formats/citation/citation_parser.hpp"

#include "delo/base/utf8.hpp"
#include "delo/formats/citation/credits.hpp"
#include "delo/formats/citation/holding_parser.hpp"
#include "delo/formats/citation/holding_splitter.hpp"
#include "delo/formats/citation/plain_line.hpp"
#include "delo/formats/citation/publication.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace delo {
namespace {

constexpr auto npos = std::string_view::npos;

/// The longest real source lines have a few hundred bytes; a whole page in one line is none.
constexpr std::size_t kLongestLine = 4000;

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

/// "[Source: …]": brackets around the whole line.
std::string_view without_brackets(std::string_view text) {
  const bool square = text.starts_with('[') && text.ends_with(']');
  const bool round = text.starts_with('(') && text.ends_with(')');
  if (!square && !round)
    return text;
  const std::string_view inside = text.substr(1, text.size() - 2);
  const std::size_t close = inside.find(square ? ']' : ')');
  const std::size_t open = inside.find(square ? '[' : '(');
  return close == npos || open < close ? trim(inside) : text;
}

/// "“RGASPI, f. 17, op. 3, d. 12.”": a citation, not a title, in quotation marks.
std::string_view without_quotes(std::string_view text, const ArchiveTable& table) {
  using Pair = std::pair<std::string_view, std::string_view>;
  constexpr std::array<Pair, 4> kPairs{
      {{"\"", "\""}, {"\u201C", "\u201D"}, {"\u00AB", "\u00BB"}, {"\u201E", "\u201C"}}};
  for (const auto& [open, close] : kPairs) {
    const std::string_view quoted = trim_end(text);
    if (!quoted.starts_with(open) || !quoted.ends_with(close) ||
        quoted.size() <= open.size() + close.size())
      continue;
    const std::string_view inside =
        quoted.substr(open.size(), quoted.size() - open.size() - close.size());
    const auto parsed = inside.find(close) == npos ? parse_holding(inside, table) : std::nullopt;
    if (parsed && (begins_with_archive(inside, table) || parsed->holding.find(Level::fond)))
      return trim(inside);
  }
  return text;
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

void add_all(std::vector<std::string>& to, const std::vector<std::string>& from) {
  for (const std::string& value : from)
    if (std::find(to.begin(), to.end(), value) == to.end())
      to.push_back(value);
}

/// Reads the pieces of one line; all offsets are of the whole line.
class LineReader {
public:
  LineReader(std::string_view whole, const ArchiveTable& table) : whole_(whole), table_(table) {}

  SourceLine read() {
    const std::string_view text = without_quotes(without_brackets(trim(whole_)), table_);
    if (text.size() > kLongestLine) {
      line_.unparsed = text.substr(0, text.find(' ', kLongestLine));
      return std::move(line_);
    }
    const PublicationMark publication = find_publication(text);
    read_front(text.substr(0, publication.begin), publication.begin != npos);
    if (publication.begin != npos) {
      const std::string_view tail = text.substr(publication.text);
      const std::size_t end = start_of_credits(tail, StatementStart::sentence);
      line_.published_in = trim_end(tail.substr(0, end));
      read_holding_in_brackets(tail.substr(0, end));
      read_credits(tail.substr(end));
    }
    return std::move(line_);
  }

private:
  /// What stands before a publication: holdings, or a publication without its announcement.
  void read_front(std::string_view front, bool published_elsewhere) {
    const std::size_t sentence = start_of_credits(front, StatementStart::sentence);
    const bool book = !begins_with_archive(front, table_) &&
                      is_published_source(front.substr(0, sentence)) &&
                      !names_file(front.substr(0, sentence));
    if (book && !published_elsewhere) {
      line_.published_in = trim_end(front.substr(0, sentence));
      read_holding_in_brackets(front.substr(0, sentence));
      read_credits(front.substr(sentence));
      return;
    }
    const std::size_t credits = start_of_credits(front, StatementStart::anywhere);
    const std::string_view source = trim_end(front.substr(0, credits));
    if (book)
      append_unparsed(line_.unparsed, source);
    else
      read_holdings(source);
    read_credits(front.substr(credits));
  }

  /// "Embassy journal, RGANI, f. 5, op. 49, d. 136": a journal may be a diary in an archive.
  bool names_file(std::string_view text) const {
    const auto parsed = parse_holding(text, table_);
    return parsed && parsed->holding.find(Level::archive) && parsed->holding.find(Level::fond) &&
           parsed->holding.find(Level::delo);
  }

  /// "Some Journal 5 (1995), p. 7 (APRF, f. 3, op. 6, d. 483)".
  void read_holding_in_brackets(std::string_view text) {
    for (std::size_t open = text.find('('); open != npos; open = text.find('(', open + 1)) {
      const std::size_t close = text.find(')', open);
      if (close == npos)
        return;
      const std::string_view inside = text.substr(open + 1, close - open - 1);
      if (!begins_with_archive(inside, table_))
        continue;
      auto parsed = parse_holding(inside, table_, offset_of(inside));
      if (parsed && parsed->holding.find(Level::fond) && line_.holdings.empty())
        line_.holdings.push_back(std::move(parsed->holding));
    }
  }

  void read_holdings(std::string_view text) {
    for (const std::string_view segment : split_holdings(text, table_)) {
      auto parsed = parse_holding(segment, table_, offset_of(segment));
      if (!parsed && !line_.holdings.empty())
        parsed = continue_holding(line_.holdings.back(), segment, table_, offset_of(segment));
      if (!parsed) {
        append_unparsed(line_.unparsed, segment);
        continue;
      }
      if (line_.published_in.empty())
        line_.published_in = parsed->published_in;
      append_unparsed(line_.unparsed, parsed->unparsed);
      // "RGASPI, f. 17, …; f. 82, …": the second one is in the same archive.
      if (!line_.holdings.empty() && !parsed->holding.find(Level::archive))
        inherit_archive(line_.holdings.back(), parsed->holding);
      line_.holdings.push_back(std::move(parsed->holding));
    }
  }

  static void inherit_archive(const ArchivalCitation& from, ArchivalCitation& to) {
    if (const CitationPart* archive = from.find(Level::archive))
      to.parts.insert(to.parts.begin(),
                      {Level::archive, archive->value, "", Confidence::likely, {}});
  }

  void read_credits(std::string_view text) {
    if (trim(text).empty())
      return;
    static constexpr std::array kLists{
        &Credits::contributors, &Credits::translators, &Credits::transcribers, &Credits::editors,
        &Credits::compilers,    &Credits::programmes,  &Credits::notes};
    const Credits read = parse_credits(text, offset_of(text));
    line_.statement += (line_.statement.empty() ? "" : " ") + std::string(trim(text));
    for (const auto list : kLists)
      add_all(line_.credits.*list, read.*list);
    line_.credits.list.insert(line_.credits.list.end(), read.list.begin(), read.list.end());
    add_all(line_.notes, read.notes);
    for (const std::string& compiler : read.compilers)
      line_.notes.push_back("compiled by " + compiler);
    for (const std::string& editor : read.editors)
      line_.notes.push_back("edited by " + editor);
    append_unparsed(line_.credits.unparsed, read.unparsed);
    append_unparsed(line_.unparsed, read.unparsed);
  }

  std::size_t offset_of(std::string_view piece) const {
    return static_cast<std::size_t>(piece.data() - whole_.data());
  }

  std::string_view whole_;
  const ArchiveTable& table_;
  SourceLine line_;
};

} // namespace

SourceLine parse_source_line(std::string_view whole, const ArchiveTable& table) {
  const PlainLine plain(whole);
  SourceLine line = LineReader(plain.text(), table).read();
  for (ArchivalCitation& holding : line.holdings) {
    holding.raw = plain.as_printed(holding.raw);
    for (CitationPart& part : holding.parts) {
      if (!part.raw.empty())
        part.raw = plain.as_printed(part.span);
      part.span = plain.span_in_line(part.span);
    }
  }
  for (Credit& credit : line.credits.list)
    credit.span = plain.span_in_line(credit.span);
  line.statement = plain.as_printed(line.statement);
  line.published_in = plain.as_printed(line.published_in);
  line.unparsed = plain.as_printed(line.unparsed);
  return line;
}

} // namespace delo
