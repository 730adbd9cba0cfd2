#include "delo/base/utf8.hpp"
#include "delo/formats/page/page_labels.hpp"
#include "delo/formats/page/quoted_citation.hpp"
#include "delo/formats/page/quoted_page.hpp"

#include <utility>
#include <vector>

namespace delo {
namespace {

constexpr std::size_t kMostLines = 12;   ///< of a citation
constexpr std::size_t kMostBytes = 8192; ///< of a citation

/// Whether a line cannot belong to the citation above it.
bool ends_citation(std::string_view line) {
  return is_blank(line) || is_bullet(line) || is_navigation(line) || find_label(line) ||
         begins_with_quote(line) || !supporters_in(line).empty();
}

/// The lines from an opening quotation mark on, up to the page's address.
std::optional<CitationPlace> citation_at(const PageLines& lines, std::size_t begin) {
  std::optional<CitationPlace> found;
  for (std::size_t end = begin + 1; end <= lines.size() && end - begin <= kMostLines; ++end) {
    if (end > begin + 1 && ends_citation(lines[end - 1].text))
      break;
    std::string text = field_from(lines, {begin, end}).joined();
    if (text.size() > kMostBytes)
      break;
    if (!begins_with_quote(text)) // "Citation:" stands on the same line
      text.erase(0, text.find(':') + 1);
    const auto citation = parse_quoted_citation(text);
    if (citation)
      found = CitationPlace{{begin, end}, text, false};
    if (citation && !citation->address.empty())
      break;
  }
  return found;
}

/// Whether a citation can begin here: "Citation:" may stand on the same line.
bool may_begin_citation(std::string_view line) {
  const auto label = find_label(line);
  return begins_with_quote(line) ||
         (label && label->label == PageLabel::citation && begins_with_quote(label->value));
}

/// Below the label there is at most the summary of the document.
bool stands_below_label(const PageLines& lines, std::size_t at) {
  constexpr std::size_t kFurthest = 8; ///< filled lines
  std::size_t seen = 0;
  for (std::size_t i = at; i-- > 0 && seen < kFurthest;) {
    if (is_blank(lines[i].text))
      continue;
    if (is_citation_label(lines[i].text))
      return true;
    ++seen;
  }
  return false;
}

} // namespace

bool is_bullet(std::string_view line) {
  line = trim(line);
  return line.starts_with("\u2022") || line.starts_with("* ") || line.starts_with("\u00B7");
}

bool is_citation_label(std::string_view line) {
  std::string folded = folded_line(line);
  for (const std::string_view bullet : {"\u2022 ", "* ", "\u00B7 "})
    if (folded.starts_with(bullet))
      folded.erase(0, bullet.size());
  return folded == "citation" || folded == "citation:" || folded == "get citation" ||
         folded == "citation share download";
}

std::optional<CitationPlace> find_quoted_citation(const PageView& page) {
  std::vector<CitationPlace> others;
  for (std::size_t i = 0; i < page.lines.size() && others.size() < 2;) {
    auto place = may_begin_citation(page.lines[i].text) ? citation_at(page.lines, i) : std::nullopt;
    if (!place) {
      ++i;
      continue;
    }
    if (find_label(page.lines[i].text) || stands_below_label(page.lines, i)) {
      place->labelled = true;
      return place;
    }
    i = place->lines.end;
    if (others.empty() || others.front().text != place->text)
      others.push_back(std::move(*place));
  }
  if (others.size() != 1)
    return std::nullopt;
  return others.front();
}

} // namespace delo
