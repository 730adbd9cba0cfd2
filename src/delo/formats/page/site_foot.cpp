// The lower part of a page of the site. Labels may have lost their values, so that the next line
// may be anything: each kind of value is taken only when it looks like one.
#include "delo/base/utf8.hpp"
#include "delo/formats/citation/source_fields.hpp"
#include "delo/formats/page/foot_parts.hpp"
#include "delo/formats/page/foot_values.hpp"
#include "delo/formats/page/rights_text.hpp"
#include "delo/formats/page/site_page.hpp"
#include "delo/formats/page/source_line.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace delo {
namespace {

constexpr std::size_t kMostWarnings = 20; ///< about lines

/// Reads the parts one after the other and keeps what belongs to none.
class FootReader {
public:
  FootReader(const PageView& page, DocumentRecord& record) : page_(page), record_(record) {}

  void read(const LabelledLines& part) {
    using enum PageLabel;
    if (!part.label || *part.label == source || *part.label == document_information)
      return read_source(part);
    switch (*part.label) {
    case rights:
      return read_rights(part);
    case uploaded:
      return read_value(part, record_.uploaded, upload_date);
    case record_id:
      return read_value(part, record_.record_id, record_number);
    case language:
    case original_language:
      return read_value(part, record_.language, language_name);
    case document_type:
      return read_value(part, record_.document_type, type_words);
    case classification:
      return read_value(part, record_.classification, secrecy_mark);
    case original_archive:
      return read_list(part, record_.original_archive);
    case authors:
      return read_list(part, record_.authors);
    case people:
      return read_list(part, record_.people);
    case places:
      return read_list(part, record_.places);
    case topics:
    case subjects:
      return read_list(part, record_.subjects);
    case donors:
      return read_list(part, record_.donors);
    default: // what follows is about other documents
      return;
    }
  }

  void finish() {
    rights_.write(record_);
    if (record_.citation_raw.empty())
      record_.warnings.emplace_back(
          "the page has no source line: no holding and no credits are known");
    read_unlabelled_donors();
    for (std::size_t i = 0; i < std::min(left_.size(), kMostWarnings); ++i)
      record_.warnings.push_back(fmt::format("line {} at the foot of the page was not understood",
                                             page_.lines[left_[i].lines.begin].number));
    if (left_.size() > kMostWarnings)
      record_.warnings.push_back(
          fmt::format("{} more lines there were not understood", left_.size() - kMostWarnings));
  }

  bool has_source_label() const { return has_source_label_; }
  bool has_lists() const { return has_lists_; }

private:
  /// The value that a line states, or "" when it is none of its kind.
  using ValueOf = std::string (*)(std::string_view line);

  struct Left {
    LineRange lines;
    std::optional<PageLabel> label; ///< that it stands below
  };

  const PageLines& lines() const { return page_.lines; }

  /// Keeps the first of two values; a second, other one makes it doubtful.
  void put(Field& field, Field value) {
    if (field.empty()) {
      field = std::move(value);
    } else if (field.values != value.values && field.confidence != Confidence::unsure) {
      lower_confidence(field, Confidence::unsure);
      record_.warnings.push_back(fmt::format("line {} says \"{}\", line {} \"{}\"", field.line,
                                             field.joined(), value.line, value.joined()));
    }
  }

  void leave(const LabelledLines& part, LineRange paragraph) {
    left_.push_back({paragraph, part.label});
  }

  void read_value(const LabelledLines& part, Field& field, ValueOf value_of) {
    // Words prove nothing by themselves. Where values are left out, more blank lines follow.
    const bool words = value_of == ValueOf(type_words);
    const Confidence sure = words ? Confidence::likely : Confidence::certain;
    std::size_t first = 0;
    if (const std::string value = value_of(part.inline_value); !value.empty()) {
      put(field, field_from(lines()[part.line], value, sure));
    } else if (!part.paragraphs.empty()) {
      const LineRange paragraph = part.paragraphs.front();
      const bool apart = paragraph.begin - part.line > 2;
      const std::string found = value_of(trim(lines()[paragraph.begin].text));
      if (!found.empty() && !(words && apart)) {
        take_lines(field, paragraph, value_of, sure);
        first = 1;
      }
    }
    for (std::size_t i = first; i < part.paragraphs.size(); ++i)
      if (!take_rights(part.paragraphs[i]))
        leave(part, part.paragraphs[i]);
  }

  void take_lines(Field& field, LineRange paragraph, ValueOf value_of, Confidence sure) {
    std::size_t i = paragraph.begin;
    Field value = field_from(lines()[i], value_of(trim(lines()[i].text)), sure);
    // Several languages or types stand line by line.
    const bool one_only = &field == &record_.record_id || &field == &record_.uploaded;
    for (++i; i < paragraph.end; ++i) {
      const std::string more = value_of(trim(lines()[i].text));
      if (more == value.values.back())
        continue;
      if (one_only || more.empty()) {
        left_.push_back({{i, paragraph.end}, std::nullopt});
        break;
      }
      value.values.push_back(more);
      value.raw += "\n" + std::string(lines()[i].text);
    }
    put(field, std::move(value));
  }

  void read_list(const LabelledLines& part, Field& field) {
    Field list;
    list.confidence = Confidence::likely; // a lost label would put one list into another
    if (!part.inline_value.empty())
      list = field_from(lines()[part.line], std::string(part.inline_value), Confidence::likely);
    const bool at_the_end = part.label == PageLabel::donors;
    for (std::size_t n = 0; n < part.paragraphs.size(); ++n) {
      const LineRange paragraph = part.paragraphs[n];
      if (take_rights(paragraph))
        continue;
      if (at_the_end && !list.empty() &&
          !donors_go_on(lines(), part.paragraphs[0], paragraph)) // words of the site follow
        break;
      // Without blank lines, words of the site may follow a name directly.
      const bool names_only = at_the_end && paragraph.begin == part.line + 1;
      for (std::size_t i = paragraph.begin; i < paragraph.end; ++i) {
        if (names_only && i > paragraph.begin && !names_donor(lines()[i].text)) {
          leave(part, {i, paragraph.end});
          break;
        }
        add_to_list(list, lines()[i]);
      }
    }
    if (!list.empty())
      put(field, std::move(list));
    has_lists_ = has_lists_ || !field.empty();
  }

  void add_to_list(Field& list, const PageLine& line) const {
    const std::string value(without_number(without_bullet(without_link(line.text))));
    if (value.size() > kLongestFootValue || (!list.empty() && list.values.back() == value))
      return;
    if (list.values.empty())
      list.line = line.number;
    list.raw += (list.values.empty() ? "" : "\n") + std::string(line.text);
    list.values.push_back(value);
  }

  void read_rights(const LabelledLines& part) {
    for (const LineRange paragraph : part.paragraphs)
      if (!take_rights(paragraph) && !rights_.take(lines(), paragraph, true))
        leave(part, paragraph);
  }

  /// A paragraph in several lines, or both without a blank line between them.
  bool take_wrapped_rights(LineRange paragraph) {
    constexpr std::size_t kMostLines = 60;
    if (paragraph.end - paragraph.begin > kMostLines)
      return false;
    for (std::size_t i = paragraph.begin + 1; i < paragraph.end; ++i) {
      const LineRange first{paragraph.begin, i};
      const LineRange second{i, paragraph.end};
      if (trim(lines()[i - 1].text).ends_with('.') && kind_of(first) == RightsParagraph::reuse &&
          kind_of(second) == RightsParagraph::enquiry)
        return rights_.take(lines(), first) && rights_.take(lines(), second);
    }
    return rights_.take(lines(), paragraph);
  }

  RightsParagraph kind_of(LineRange range) const {
    return rights_paragraph(field_from(lines(), range).joined());
  }

  /// One paragraph, or several without blank lines in between.
  bool take_rights(LineRange paragraph) {
    bool any = false;
    for (std::size_t i = paragraph.begin; i < paragraph.end; ++i)
      any = any || rights_paragraph(lines()[i].text) != RightsParagraph::none;
    if (!any)
      return take_wrapped_rights(paragraph);
    for (std::size_t i = paragraph.begin; i < paragraph.end; ++i)
      if (!rights_.take(lines(), {i, i + 1}))
        left_.push_back({{i, i + 1}, PageLabel::rights});
    return true;
  }

  void read_source(const LabelledLines& part) {
    const bool labelled = part.label == PageLabel::source;
    has_source_label_ = has_source_label_ || labelled;
    std::vector<LineRange> found;
    for (const LineRange paragraph : part.paragraphs) {
      std::size_t end = paragraph.begin;
      while (end < paragraph.end && rights_paragraph(lines()[end].text) == RightsParagraph::none)
        ++end;
      if (end < paragraph.end || !rights_.take(lines(), paragraph))
        found.push_back({paragraph.begin, end});
      if (end < paragraph.end)
        take_rights({end, paragraph.end});
    }
    std::erase_if(found, [](LineRange r) { return r.begin == r.end; });
    if (labelled && !part.inline_value.empty())
      found.insert(found.begin(), LineRange{part.line, part.line + 1});
    if (found.empty())
      return;
    SourceText source = join_source(page_, found, labelled);
    if (labelled && !part.inline_value.empty() && !source.field.joined().empty())
      source.field.values = {std::string(part.inline_value)};
    for (const LineRange rest : source.rest)
      if (!rights_.take(lines(), rest, true))
        leave(part, rest);
    if (source.field.empty())
      return;
    if (!record_.citation_raw.empty())
      return put(record_.citation_raw, std::move(source.field));
    apply_source_line(source.field, record_, page_.archives);
  }

  /// Donors without a label stand at the very end, below a label without value; only small print
  /// of the site follows.
  void read_unlabelled_donors() {
    std::erase_if(left_, [this](const Left& left) { return is_small_print(lines(), left.lines); });
    if (!record_.donors.empty() || left_.empty())
      return;
    const Left last = left_.back();
    if (!names_donors(lines(), last.lines, record_.support.joined()) || !last.label ||
        *last.label == PageLabel::source || *last.label == PageLabel::rights)
      return;
    for (std::size_t i = last.lines.begin; i < last.lines.end; ++i)
      add_to_list(record_.donors, lines()[i]);
    record_.donors.confidence = Confidence::likely;
    left_.pop_back();
  }

  const PageView& page_;
  DocumentRecord& record_;
  RightsReader rights_;
  std::vector<Left> left_; ///< lines that belong to no label
  bool has_source_label_ = false;
  bool has_lists_ = false;
};

} // namespace

SiteFoot read_site_foot(const PageView& page, const SiteFrame& frame, DocumentRecord& record) {
  FootReader reader(page, record);
  const bool lists_above = frame.labels < frame.information;
  for (const LabelledLines& part :
       cut_at_labels(page, lists_above ? frame.labels : frame.information)) {
    if (part.label == PageLabel::related)
      break; // what follows is about other documents
    reader.read(part);
  }
  reader.finish();
  return {reader.has_source_label(), reader.has_lists()};
}

} // namespace delo
