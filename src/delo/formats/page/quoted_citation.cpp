#include "delo/formats/page/quoted_citation.hpp"

#include "delo/base/utf8.hpp"
#include "delo/formats/page/page_dates.hpp"

#include <algorithm>
#include <array>

namespace delo {
namespace {

constexpr std::string_view kArchiveWords = "Digital Archive";
constexpr std::size_t kMostTries = 4; ///< places that may be the publisher's name
constexpr std::string_view kHost = "digitalarchive.";

constexpr std::array<std::string_view, 3> kOpening{"\"", "\u201C", "\u201E"};
constexpr std::array<std::string_view, 3> kClosing{"\"", "\u201D", "\u201C"};

std::size_t opening_quote(std::string_view text) {
  for (const std::string_view quote : kOpening)
    if (text.starts_with(quote))
      return quote.size();
  return 0;
}

struct Found {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// The last closing quotation mark that has a comma beside it, inside or outside.
std::optional<Found> closing_quote(std::string_view text) {
  std::optional<Found> best;
  for (const std::string_view quote : kClosing)
    for (std::size_t at = text.rfind(quote); at != std::string_view::npos && at > 0;
         at = text.rfind(quote, at - 1)) {
      const std::size_t end = at + quote.size();
      const bool comma = text[at - 1] == ',' || text.substr(end).starts_with(',') ||
                         trim(text.substr(end)).starts_with(',');
      if (!comma)
        continue;
      if (!best || at > best->begin)
        best = Found{at, end};
      break;
    }
  return best;
}

/// The last closing quotation mark before a date: the comma was lost.
std::optional<Found> quote_before_date(std::string_view text) {
  for (const std::string_view quote : kClosing) {
    const std::size_t at = text.rfind(quote);
    if (at == std::string_view::npos || at == 0)
      continue;
    const std::size_t end = at + quote.size();
    if (leading_date(trim(text.substr(end))) > 0)
      return Found{at, end};
  }
  return std::nullopt;
}

bool is_address(std::string_view word) {
  const std::string lower = ascii_lower(word.substr(0, 64));
  const bool address = lower.starts_with("http") || lower.starts_with("www.") ||
                       lower.starts_with(kHost) || lower.starts_with("<http");
  return address && lower.find(kHost) != std::string::npos;
}

std::string_view bare_address(std::string_view word) {
  while (!word.empty() && std::string_view(".,;>)").find(word.back()) != std::string_view::npos)
    word.remove_suffix(1);
  if (word.starts_with('<'))
    word.remove_prefix(1);
  return word;
}

/// The source line, and the address of the page behind it.
void cut_address(std::string_view rest, QuotedCitation& citation) {
  citation.source = trim(rest);
  const std::size_t space = citation.source.find_last_of(" \t");
  const std::string_view last =
      citation.source.substr(space == std::string_view::npos ? 0 : space + 1);
  if (!is_address(last)) {
    if (last == "http://" || last == "https://") // what is left of a lost address
      citation.source = trim(citation.source.substr(0, citation.source.size() - last.size()));
    return;
  }
  citation.address = bare_address(last);
  citation.source = trim(citation.source.substr(0, citation.source.size() - last.size()));
}

} // namespace

bool begins_with_quote(std::string_view text) {
  return opening_quote(trim(text)) > 0;
}

std::optional<QuotedCitation> parse_quoted_citation(std::string_view text) {
  text = trim(text);
  const std::size_t begin = opening_quote(text);
  if (begin == 0)
    return std::nullopt;
  // Titles may speak of a digital archive too: the publisher is the first one behind the quotes.
  std::size_t tries = 0;
  for (std::size_t at = text.find(kArchiveWords, begin);
       at != std::string_view::npos && tries < kMostTries;
       at = text.find(kArchiveWords, at + 1), ++tries) {
    auto quote = closing_quote(text.substr(0, at));
    if (!quote)
      quote = quote_before_date(text.substr(0, at));
    if (!quote || quote->begin <= begin)
      continue;
    QuotedCitation citation;
    citation.title = trim(text.substr(begin, quote->begin - begin));
    if (citation.title.ends_with(','))
      citation.title = trim(citation.title.substr(0, citation.title.size() - 1));
    std::string_view between = trim(text.substr(quote->end, at - quote->end));
    while (between.starts_with(','))
      between = trim(between.substr(1));
    const std::size_t date = leading_date(between);
    const std::size_t comma = between.rfind(',');
    if (comma != std::string_view::npos)
      citation.date = trim(between.substr(0, comma));
    if (date == 0 || edtf_date(citation.date).empty())
      citation.date = date > 0 ? between.substr(0, date) : std::string_view();
    const std::size_t publisher = comma == std::string_view::npos ? 0 : comma + 1;
    const std::size_t end = at + kArchiveWords.size();
    const std::size_t start = static_cast<std::size_t>(between.data() - text.data()) + publisher;
    citation.publisher = trim(text.substr(start, end - start));
    std::string_view rest = text.substr(end);
    while (rest.starts_with(',') || rest.starts_with('.') || rest.starts_with(' '))
      rest.remove_prefix(1);
    cut_address(rest, citation);
    return citation;
  }
  return std::nullopt;
}

std::string record_id_in(std::string_view address) {
  constexpr std::string_view kDocument = "/document/";
  const std::size_t at = address.find(kDocument);
  if (at == std::string_view::npos)
    return {};
  std::string_view id = address.substr(at + kDocument.size());
  id = id.substr(0, id.find_first_of("/?#."));
  const bool digits = !id.empty() && id.find_first_not_of("0123456789") == std::string_view::npos;
  return digits ? std::string(id) : std::string();
}

} // namespace delo
