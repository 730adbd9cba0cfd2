// L4, the web page of about 2013 to 2021, and L5, its PDF: a heading that is in capitals or lost,
// and a citation in quotation marks that holds title, date and source line.
#include "delo/formats/page/quoted_page.hpp"

#include "delo/base/utf8.hpp"
#include "delo/formats/citation/source_fields.hpp"
#include "delo/formats/page/body_date.hpp"
#include "delo/formats/page/page_dates.hpp"
#include "delo/formats/page/page_labels.hpp"
#include "delo/formats/page/page_shapes.hpp"
#include "delo/formats/page/quoted_citation.hpp"
#include "delo/formats/page/rights_text.hpp"
#include "delo/formats/page/site_page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

namespace delo {
namespace {

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

void read_dates(const PageView& page, const QuotedHeading& heading, const QuotedCitation& citation,
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
void read_title(const PageView& page, const QuotedHeading& heading, const QuotedCitation& citation,
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
void read_summary_above(const PageView& page, const CitationPlace& place, DocumentRecord& record) {
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

void read_support(const PageView& page, const QuotedHeading& heading, const LabelledParts& parts,
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

void read_source(const CitationPlace& place, const QuotedCitation& citation, bool is_last,
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

bool states_usual_rights(const PageLines& lines) {
  return std::any_of(lines.begin(), lines.end(), [](const PageLine& line) {
    return rights_paragraph(line.text) != RightsParagraph::none;
  });
}

ShapeEvidence recognise_quoted(const PageView& page) {
  constexpr int kStrong = 70;    // less than a page of the site, which may cite itself too
  constexpr int kStrongest = 90; // that page states its rights, older ones do not
  ShapeEvidence evidence;
  const auto place = find_quoted_citation(page);
  if (!place)
    evidence.missing.emplace_back("no quoted citation");
  // Without its label, it may be a footnote.
  const bool sure = place && place->labelled;
  if (place)
    evidence.strength = sure ? kStrong : has_site_foot(page) ? 0 : kStrong / 2;
  if (sure && !states_usual_rights(page.lines))
    evidence.strength = kStrongest;
  return evidence;
}

ShapeReading read_quoted(const PageView& page) {
  ShapeReading reading;
  const auto place = find_quoted_citation(page);
  const auto citation = place ? parse_quoted_citation(place->text) : std::nullopt;
  if (!citation)
    return reading;
  DocumentRecord& record = reading.record;
  const bool is_last = next_filled(page.lines, place->lines.end) == page.lines.size();
  const QuotedHeading heading = find_quoted_heading(page, place->lines.begin);
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
