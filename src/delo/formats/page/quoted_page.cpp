// L4, the web page of about 2013 to 2021, and L5, its PDF: a heading that is in capitals or lost,
// and a citation in quotation marks that holds title, date and source line.
#include "delo/base/utf8.hpp"
#include "delo/formats/citation/source_fields.hpp"
#include "delo/formats/page/body_date.hpp"
#include "delo/formats/page/page_dates.hpp"
#include "delo/formats/page/page_labels.hpp"
#include "delo/formats/page/page_shapes.hpp"
#include "delo/formats/page/quoted_citation.hpp"
#include "delo/formats/page/site_page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

namespace delo {
namespace {

constexpr std::size_t kMostLines = 12;       ///< of a citation
constexpr std::size_t kMostBytes = 8 * 1024; ///< of a citation
constexpr std::size_t kMostAbove = 400;      ///< lines above it: menus

/// A citation found on a page: its text in one piece, and where it stands.
struct Place {
  LineRange lines;
  std::string text;
  bool labelled = false; ///< below "Citation" or "get citation"
};

bool is_bullet(std::string_view line) {
  line = trim(line);
  return line.starts_with("\u2022") || line.starts_with("* ") || line.starts_with("\u00B7");
}

/// Whether a line cannot belong to the citation above it.
bool ends_citation(std::string_view line) {
  return is_blank(line) || is_bullet(line) || is_navigation(line) || find_label(line) ||
         begins_with_quote(line) || !supporters_in(line).empty();
}

/// The lines from an opening quotation mark on, up to the page's address.
std::optional<Place> citation_at(const PageLines& lines, std::size_t begin) {
  std::optional<Place> found;
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
      found = Place{{begin, end}, text, false};
    if (citation && !citation->address.empty())
      break;
  }
  return found;
}

bool is_citation_label(std::string_view line) {
  std::string folded = folded_line(line);
  for (const std::string_view bullet : {"\u2022 ", "* ", "\u00B7 "})
    if (folded.starts_with(bullet))
      folded.erase(0, bullet.size());
  return folded == "citation" || folded == "citation:" || folded == "get citation" ||
         folded == "citation share download";
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

/// The page's own citation: the first below the label "Citation", else the only one there is.
std::optional<Place> find_citation(const PageView& page) {
  std::vector<Place> others;
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

/// Date and title above the citation.
struct Heading {
  std::optional<std::size_t> date_line;
  std::string date;
  std::optional<LineRange> title;
  std::string title_text;
  std::optional<LineRange> support;
};

bool ends_heading(const PageLines& lines, std::size_t i) {
  return is_navigation(lines[i].text) || is_citation_label(lines[i].text) ||
         is_bullet(lines[i].text) || find_label(lines[i].text) ||
         !supporters_in(lines[i].text).empty();
}

/// In a PDF the date begins the line of the title: "July 09, 1956 Working Notes from …".
void take_date_line(const PageLines& lines, std::size_t i, Heading& heading) {
  const std::string_view line = trim(lines[i].text);
  heading.date_line = i;
  const std::size_t date = is_date_line(line) ? line.size() : leading_date(line);
  heading.date = line.substr(0, date);
  heading.title_text = trim(line.substr(date));
  if (!heading.title_text.empty())
    heading.title = LineRange{i, i + 1};
}

Heading find_heading(const PageView& page, std::size_t end) {
  const PageLines& lines = page.lines;
  Heading heading;
  std::size_t above = 0;
  std::size_t i = next_filled(lines, 0);
  for (; i < end && above < kMostAbove && !heading.date_line;
       i = next_filled(lines, i + 1), ++above) {
    if (is_citation_label(lines[i].text))
      break;
    const std::string_view line = trim(lines[i].text);
    if (is_date_line(line) || leading_date(line) > 4)
      take_date_line(lines, i, heading);
  }
  const std::size_t begin = heading.date_line ? *heading.date_line + 1 : 0;
  for (i = begin; i < end; ++i) {
    if (is_blank(lines[i].text))
      continue;
    if (!supporters_in(lines[i].text).empty()) {
      heading.support = LineRange{i, end_of_wrapped(page, i, end)};
      break;
    }
    if (!heading.date_line || ends_heading(lines, i) || trim(lines[i].text) == heading.date)
      continue;
    if (heading.title && heading.title->end != i)
      continue; // a line apart from the title
    heading.title_text +=
        (heading.title_text.empty() ? "" : " ") + std::string(trim(lines[i].text));
    heading.title = LineRange{heading.title ? heading.title->begin : i, i + 1};
  }
  return heading;
}

/// The values at the labels of a PDF.
struct LabelledParts {
  Field summary;
  Field credits;
  Field language;
  std::size_t body = 0;
  bool pdf = false;
};

Field* field_for(PageLabel label, LabelledParts& parts) {
  switch (label) {
  case PageLabel::summary:
    return &parts.summary;
  case PageLabel::credits:
    return &parts.credits;
  case PageLabel::language:
  case PageLabel::original_language:
    return &parts.language;
  default:
    return nullptr;
  }
}

LabelledParts find_labels(const PageView& page, std::size_t from) {
  const PageLines& lines = page.lines;
  LabelledParts parts;
  parts.body = from;
  for (std::size_t i = next_filled(lines, from); i < lines.size(); i = next_filled(lines, i)) {
    const auto label = find_label(lines[i].text);
    Field* const field = label ? field_for(label->label, parts) : nullptr;
    if (!field && !(label && label->label == PageLabel::contents))
      break;
    const std::size_t begin = label->value.empty() ? next_filled(lines, i + 1) : i + 1;
    LineRange value{begin, begin};
    while (value.end < lines.size() && !is_blank(lines[value.end].text) &&
           !find_label(lines[value.end].text))
      ++value.end;
    parts.pdf = true;
    parts.body = std::max(value.end, i + 1);
    if (!field)
      break; // the body follows the list of contents
    if (field->empty() && !label->value.empty()) {
      *field = field_from(lines, {i, value.end});
      const std::string whole = field->joined();
      field->values = {std::string(trim(std::string_view(whole).substr(whole.find(':') + 1)))};
    } else if (field->empty() && value.begin < value.end) {
      *field = field_from(lines, value);
    }
    i = parts.body;
  }
  return parts;
}

void read_dates(const PageView& page, const Heading& heading, const QuotedCitation& citation,
                const Field& whole, DocumentRecord& record) {
  const std::string quoted = edtf_date(citation.date);
  std::string iso = edtf_date(heading.date);
  if (!heading.date_line) {
    if (citation.date.empty()) {
      record.warnings.emplace_back("the page has no date");
      return;
    }
    record.date_display = whole;
    record.date_display.values = {std::string(citation.date)};
    iso = quoted;
  } else {
    record.date_display = field_from(page.lines[*heading.date_line], heading.date);
  }
  record.date_iso = record.date_display;
  record.date_iso.values.clear();
  if (iso.empty()) {
    record.date_iso = Field();
    record.warnings.push_back(fmt::format("the date \"{}\" has no exact form: give one by hand",
                                          record.date_display.joined()));
    return;
  }
  record.date_iso.values.push_back(iso);
  if (!quoted.empty() && quoted != iso) {
    lower_confidence(record.date_iso, Confidence::likely);
    record.warnings.push_back(
        fmt::format("the heading says {}, but the citation says {}", iso, quoted));
  }
}

/// The heading may be in capitals, the citation may have lost words. What both say is certain.
void read_title(const PageView& page, const Heading& heading, const QuotedCitation& citation,
                const Field& whole, DocumentRecord& record) {
  const std::string quoted = title_key(citation.title);
  const std::string printed = title_key(heading.title_text);
  record.title = whole;
  record.title.values = {std::string(citation.title)};
  if (printed.empty() || printed == quoted)
    return;
  // Words were lost in the citation when the heading goes on where it stops.
  const bool longer = printed.size() > quoted.size() && printed.starts_with(quoted) &&
                      !is_in_capitals(heading.title_text);
  if (longer && heading.title) {
    record.title = field_from(page.lines, *heading.title);
    record.title.values = {heading.title_text};
  }
  // A page may have lost its title, so that something else stands below the date.
  if (printed.find(quoted) == std::string::npos && quoted.find(printed) == std::string::npos)
    lower_confidence(record.title, Confidence::likely);
  if (longer)
    record.warnings.push_back(
        fmt::format("heading and citation have different titles: \"{}\" and \"{}\"",
                    heading.title_text, citation.title));
}

/// The sentence about the document stands between the label and the citation.
void read_summary_above(const PageView& page, const Place& place, DocumentRecord& record) {
  const auto last = last_filled(page.lines, 0, place.lines.begin);
  if (!place.labelled || !last || is_citation_label(page.lines[*last].text))
    return;
  std::size_t begin = *last;
  while (begin > 0 && !is_blank(page.lines[begin - 1].text) &&
         !is_citation_label(page.lines[begin - 1].text))
    --begin;
  const auto above = last_filled(page.lines, 0, begin);
  if (above && is_citation_label(page.lines[*above].text))
    record.summary = field_from(page.lines, {begin, *last + 1}, Confidence::likely);
}

/// "The X and the Y." is a sentence in a PDF: its full stop is none of the name's.
std::string without_full_stop(std::string text) {
  for (const std::string_view kept : {"Inc.", "Ltd.", "Co.", "Corp."})
    if (text.ends_with(kept))
      return text;
  if (text.ends_with('.'))
    text.pop_back();
  return text;
}

void read_support(const PageView& page, const Heading& heading, const LabelledParts& parts,
                  DocumentRecord& record) {
  Field field = parts.credits;
  if (supporters_in(field.joined()).empty() && heading.support)
    field = field_from(page.lines, *heading.support);
  const bool sentence = !heading.support;
  const std::string supporters(supporters_in(field.joined()));
  if (supporters.empty())
    return;
  field.values = {sentence ? without_full_stop(supporters) : supporters};
  const bool more = !sentence && heading.support->end < page.lines.size() &&
                    !is_blank(page.lines[heading.support->end].text);
  if (more) // it may go on there
    lower_confidence(field, Confidence::likely);
  record.support = std::move(field);
}

void read_labelled(const LabelledParts& parts, DocumentRecord& record) {
  if (!parts.summary.empty()) {
    record.summary = parts.summary;
    record.summary.confidence = Confidence::likely;
  }
  if (!languages_in(parts.language.joined()).empty())
    record.language = parts.language;
}

void read_source(const Place& place, const QuotedCitation& citation, bool is_last,
                 const PageView& page, DocumentRecord& record) {
  // A file that was cut in the middle of the citation ends there.
  const bool sure = !is_last && (!citation.address.empty() || citation.source.ends_with('.'));
  const Confidence confidence = sure ? Confidence::certain : Confidence::likely;
  const Field whole = field_from(page.lines, place.lines, confidence);
  if (!citation.address.empty()) {
    record.url = whole;
    record.url.values = {std::string(citation.address)};
    if (const std::string id = record_id_in(citation.address); !id.empty()) {
      record.record_id = whole;
      record.record_id.values = {id};
    }
  }
  if (citation.source.empty()) {
    record.warnings.emplace_back(
        "the page has no source line: no holding and no credits are known");
    return;
  }
  Field source = whole;
  source.values = {std::string(citation.source)};
  apply_source_line(source, record, page.archives);
}

ShapeEvidence recognise_quoted(const PageView& page) {
  constexpr int kStrong = 70; // less than a page of the site, which may cite itself too
  ShapeEvidence evidence;
  const auto place = find_citation(page);
  if (!place)
    evidence.missing.emplace_back("no quoted citation");
  // Without its label, it may be a footnote.
  if (place)
    evidence.strength = place->labelled ? kStrong : has_site_foot(page) ? 0 : kStrong / 2;
  return evidence;
}

ShapeReading read_quoted(const PageView& page) {
  ShapeReading reading;
  const auto place = find_citation(page);
  const auto citation = place ? parse_quoted_citation(place->text) : std::nullopt;
  if (!citation)
    return reading;
  DocumentRecord& record = reading.record;
  const bool is_last = next_filled(page.lines, place->lines.end) == page.lines.size();
  const Heading heading = find_heading(page, place->lines.begin);
  const LabelledParts parts = find_labels(page, place->lines.end);
  const Field whole = field_from(page.lines, place->lines);
  read_dates(page, heading, *citation, whole, record);
  read_title(page, heading, *citation, whole, record);
  read_support(page, heading, parts, record);
  read_summary_above(page, *place, record);
  read_labelled(parts, record);
  read_source(*place, *citation, is_last, page, record);
  RightsReader rights;
  rights.write(record);
  read_body_date(page.lines, {parts.body, page.lines.size()}, record);
  reading.shape = parts.pdf ? "L5" : "L4";
  return reading;
}

} // namespace

const PageShape kQuotedPage{"page with a quoted citation", recognise_quoted, read_quoted};

} // namespace delo
