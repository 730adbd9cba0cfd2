// The lower part of a page: the source line, the rights, and the donors at the foot.
#include "delo/base/utf8.hpp"
#include "delo/formats/citation/source_fields.hpp"
#include "delo/formats/page/page_fields.hpp"
#include "delo/formats/page/page_labels.hpp"
#include "delo/formats/page/rights_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace delo {
namespace {

using Lines = std::vector<PageLine>;

/// Lines that are not blank, from `begin` up to a blank line, a label, rights text or `end`.
std::size_t end_of_block(const Lines& lines, std::size_t begin, std::size_t end) {
  std::size_t i = begin;
  while (i < end && !is_blank(lines[i].text) && !page_label(lines[i].text) &&
         rights_paragraph(lines[i].text) == RightsParagraph::none)
    ++i;
  return i;
}

/// A source line, possibly broken into several lines by an editor.
Field source_field(const Lines& lines, std::size_t begin, std::size_t end) {
  std::string value;
  std::string raw;
  for (std::size_t i = begin; i < end; ++i) {
    value += (i > begin ? " " : "") + std::string(trim(lines[i].text));
    raw += (i > begin ? "\n" : "") + std::string(lines[i].text);
  }
  Field field = field_from(lines[begin], std::move(value),
                           end - begin == 1 ? Confidence::certain : Confidence::likely);
  field.raw = std::move(raw);
  return field;
}

/// One more paragraph of the rights statement; false when the line is none.
bool take_rights(const PageLine& line, Field& text) {
  if (rights_paragraph(line.text) == RightsParagraph::none)
    return false;
  if (text.empty())
    text = field_from(line, "");
  else
    text.raw += "\n" + std::string(line.text);
  text.values.emplace_back(trim(line.text));
  return true;
}

/// From the source line to the first label.
std::size_t read_paragraphs(const Lines& lines, std::size_t i, DocumentRecord& record) {
  Field rights;
  bool first = true;
  for (i = next_filled(lines, i); i < lines.size() && !page_label(lines[i].text);
       i = next_filled(lines, i)) {
    if (take_rights(lines[i], rights)) {
      ++i;
    } else if (first) {
      const std::size_t end = end_of_block(lines, i, lines.size());
      apply_source_line(source_field(lines, i, end), record);
      i = end;
    } else {
      record.warnings.push_back(
          fmt::format("line {} below the source line was not understood", lines[i].number));
      ++i;
    }
    first = false;
  }
  if (record.citation_raw.empty())
    record.warnings.emplace_back(
        "the page has no source line: no holding and no credits are known");
  apply_rights_text(rights, record);
  return i;
}

bool has_digit(std::string_view text) {
  return text.find_first_of("0123456789") != std::string_view::npos;
}

/// Whether the line behind a label is its value rather than the donors at the foot of the page.
/// Labels without values are followed by several blank lines.
bool is_value_of(const PageLabel& label, std::size_t blank_lines, std::string_view line) {
  if (label.value == LabelValue::identifier)
    return has_digit(line);
  return blank_lines < 2;
}

/// Labels and the donors behind the last one.
void read_labels(const Lines& lines, std::size_t i, std::string_view name, DocumentRecord& record) {
  const PageLabel* label = nullptr;
  std::size_t label_at = i;
  for (i = next_filled(lines, i); i < lines.size(); i = next_filled(lines, i + 1)) {
    if (const PageLabel* next = page_label(lines[i].text)) {
      if (!record.donors.empty())
        refuse_page(name, fmt::format("line {} is the value of a label: a layout that is not read "
                                      "yet",
                                      record.donors.line));
      label = next;
      label_at = i;
    } else if (record.donors.empty() && label) {
      if (is_value_of(*label, i - label_at - 1, lines[i].text))
        refuse_page(name, fmt::format("the label '{}' on line {} has a value: a layout that is "
                                      "not read yet",
                                      label->text, lines[label_at].number));
      record.donors = field_from(lines[i], std::string(trim(lines[i].text)), Confidence::likely);
    } else if (!record.donors.empty() && !is_blank(lines[i - 1].text)) {
      record.donors.values.emplace_back(trim(lines[i].text));
      record.donors.raw += "\n" + std::string(lines[i].text);
    } else {
      record.warnings.push_back(
          fmt::format("line {} at the foot of the page was not understood", lines[i].number));
    }
  }
}

} // namespace

void read_information(const Lines& lines, const PageFrame& frame, std::string_view name,
                      DocumentRecord& record) {
  const std::size_t labels = read_paragraphs(lines, frame.information + 1, record);
  read_labels(lines, labels, name, record);
}

} // namespace delo
