#include "delo/formats/page/source_line.hpp"

#include "delo/base/utf8.hpp"
#include "delo/formats/page/page_dates.hpp"

#include <algorithm>
#include <array>

namespace delo {
namespace {

constexpr std::array<std::string_view, 10> kCredits{
    "contributed", "obtained", "translated", "translation", "transcribed",
    "provided",    "courtesy", "compiled",   "edited",      "donated"};

constexpr std::array<std::string_view, 12> kPlaces{
    "archive",   "fond",      "collection", "library",
    "museum",    "papers",    "record",     "\u0430\u0440\u0445\u0438\u0432",
    "published", "reprinted", "institute",  "ministry"};

template <std::size_t N>
bool holds_any(std::string_view text, const std::array<std::string_view, N>& words) {
  const std::string lower = ascii_lower(text);
  return std::any_of(words.begin(), words.end(), [&lower](std::string_view word) {
    return lower.find(word) != std::string::npos;
  });
}

/// Whether `next` plainly goes on with what `above` began.
bool goes_on(std::string_view above, std::string_view next) {
  above = trim(above);
  next = trim(next);
  const char first = next.front();
  const bool small = (first >= 'a' && first <= 'z') || (first >= '0' && first <= '9') ||
                     first == '(' || first == ',' || first == ';';
  const bool open_end = above.ends_with(',') || above.ends_with(';') || above.ends_with(':') ||
                        above.ends_with('-') || above.ends_with(" and") || above.ends_with(" by");
  const std::string begin = ascii_lower(next.substr(0, next.find_first_of(" ,")));
  const bool credits = std::find(kCredits.begin(), kCredits.end(), begin) != kCredits.end();
  return small || open_end || credits;
}

/// A number or a credit, as all but the shortest source lines have. A sentence that tells something
/// has numbers too.
bool has_proof(std::string_view line) {
  constexpr std::array<std::string_view, 6> kTelling{" was ", " were ", " had ",
                                                     " has ", " are ",  " will "};
  const bool number = line.find_first_of("0123456789") != std::string_view::npos;
  return holds_any(line, kCredits) || (number && !holds_any(line, kTelling));
}

/// A line that stands where a source line stands, under its label or not.
bool may_be_source(std::string_view line, bool labelled) {
  const std::string_view bare = trim(line);
  const bool number = bare.find_first_not_of("0123456789-./ ") == std::string_view::npos;
  if (number || is_date_line(bare) || is_language(bare)) // the value of another label
    return false;
  return labelled || looks_like_source(line) || !names_donor(line);
}

} // namespace

bool names_donor(std::string_view line) {
  constexpr std::size_t kLongestName = 200; // bytes
  constexpr std::array<std::string_view, 18> kBodies{
      "foundation", "fund",     "corporation", "endowment", "ministry",   "university",
      "institute",  "council",  "trust",       "agency",    "society",    "commission",
      "academy",    "associat", "bank",        "family",    "government", "library"};
  return line.size() <= kLongestName && holds_any(line, kBodies);
}

bool looks_like_source(std::string_view line) {
  return has_proof(line) || (holds_any(line, kPlaces) && !names_donor(line));
}

SourceText join_source(const PageView& page, const std::vector<LineRange>& paragraphs,
                       bool labelled) {
  SourceText source;
  std::vector<std::size_t> taken;
  for (const LineRange paragraph : paragraphs)
    for (std::size_t i = paragraph.begin; i < paragraph.end; ++i) {
      const std::string_view line = page.lines[i].text;
      const bool first = taken.empty();
      const std::string_view last = first ? std::string_view() : page.lines[taken.back()].text;
      if (!first && trim(line) == trim(last))
        continue; // the same line twice
      const bool joins =
          !first && source.rest.empty() &&
          ((i == taken.back() + 1 && is_wrapped(page, taken.back())) || goes_on(last, line));
      if (joins || (first && may_be_source(line, labelled)))
        taken.push_back(i);
      else
        source.rest.push_back({i, i + 1});
    }
  if (taken.empty())
    return source;
  std::string value;
  for (const std::size_t i : taken) {
    value += (value.empty() ? "" : " ") + std::string(trim(page.lines[i].text));
    source.field.raw += (source.field.raw.empty() ? "" : "\n") + std::string(page.lines[i].text);
  }
  source.field.line = page.lines[taken.front()].number;
  const bool sure = taken.size() == 1 && source.rest.empty() && has_proof(value);
  source.field.values.push_back(std::move(value));
  source.field.confidence = sure ? Confidence::certain : Confidence::likely;
  return source;
}

} // namespace delo
