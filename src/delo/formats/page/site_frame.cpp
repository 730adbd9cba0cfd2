// A page is taken only when its whole frame fits. Reading half of another layout would put values
// into the wrong fields.
#include "delo/base/utf8.hpp"
#include "delo/formats/page/rights_text.hpp"
#include "delo/formats/page/site_page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

namespace delo {
namespace {

constexpr std::size_t kLongestListValue = 200; ///< bytes
constexpr std::size_t kWordsOfASentence = 8;

bool is_foot_label(PageLabel label) {
  using enum PageLabel;
  constexpr std::array kFoot{source,   original_archive, rights,         uploaded, document_type,
                             language, record_id,        classification, donors};
  return std::find(kFoot.begin(), kFoot.end(), label) != kFoot.end();
}

bool is_list_label(PageLabel label) {
  using enum PageLabel;
  constexpr std::array kLists{authors, people, places, topics, subjects};
  return std::find(kLists.begin(), kLists.end(), label) != kLists.end();
}

bool is_rights(std::string_view line) {
  return rights_paragraph(line) != RightsParagraph::none;
}

/// Whether something of the foot follows "Document Information" before line `end`.
bool leads_to_a_foot(const PageLines& lines, std::size_t begin, std::size_t end) {
  for (std::size_t i = begin; i < end; ++i) {
    const auto label = find_label(lines[i].text);
    if ((label && is_foot_label(label->label)) || is_rights(lines[i].text))
      return true;
  }
  return false;
}

struct Anchors {
  std::vector<std::size_t> sure; ///< "Document Information" with a foot below
  std::vector<std::size_t> bare; ///< the words alone
};

Anchors find_anchors(const PageLines& lines) {
  std::vector<std::size_t> all;
  for (std::size_t i = 0; i < lines.size(); ++i)
    if (is_label(lines[i].text, PageLabel::document_information))
      all.push_back(i);
  Anchors anchors;
  for (std::size_t n = 0; n < all.size(); ++n) {
    const std::size_t end = n + 1 < all.size() ? all[n + 1] : lines.size();
    (leads_to_a_foot(lines, all[n] + 1, end) ? anchors.sure : anchors.bare).push_back(all[n]);
  }
  return anchors;
}

/// Where the words "Document Information" are lost: the last "Source" with rights below.
std::optional<std::size_t> find_source_label(const PageLines& lines) {
  bool rights_below = false;
  for (std::size_t i = lines.size(); i-- > 0;) {
    const auto label = find_label(lines[i].text);
    rights_below = rights_below || is_rights(lines[i].text);
    if (label && label->label == PageLabel::source && label->value.empty())
      return rights_below ? std::optional(i) : std::nullopt;
  }
  return std::nullopt;
}

/// The first line of what holds the source line.
std::optional<std::size_t> find_information(const PageLines& lines,
                                            std::vector<std::string>& missing) {
  const Anchors anchors = find_anchors(lines);
  if (anchors.sure.size() > 1) {
    missing.push_back(fmt::format("it has two 'Document Information' blocks, on lines {} and {}",
                                  lines[anchors.sure[0]].number, lines[anchors.sure[1]].number));
    return std::nullopt;
  }
  if (!anchors.sure.empty())
    return anchors.sure.front() + 1;
  if (!anchors.bare.empty())
    return anchors.bare.back() + 1;
  if (const auto source = find_source_label(lines))
    return source;
  missing.emplace_back("no 'Document Information' block");
  return std::nullopt;
}

/// The lists above "Document Information", from the topmost label on. A line of the body that only
/// looks like a label has the body's sentences below it.
std::size_t first_list_label(const PageLines& lines, const SiteFrame& frame) {
  std::size_t first = frame.information;
  std::set<PageLabel> seen;
  for (std::size_t i = frame.information; i-- > frame.body;) {
    const std::string_view line = trim(lines[i].text);
    if (line.empty() || is_label(line, PageLabel::document_information))
      continue;
    if (const auto label = find_label(line)) {
      const bool again = first < frame.information && is_label(lines[first].text, label->label);
      if (!is_list_label(label->label) || (seen.contains(label->label) && !again))
        break;
      seen.insert(label->label);
      first = i;
    } else if (line.size() > kLongestListValue ||
               (is_prose(line) && count_words(line) >= kWordsOfASentence)) {
      break;
    }
  }
  return first;
}

std::size_t first_label_line(const PageLines& lines, const SiteFrame& frame) {
  const std::size_t first = first_list_label(lines, frame);
  if (first < frame.information)
    return first;
  const auto anchor = last_filled(lines, frame.body, frame.information);
  return anchor && is_label(lines[*anchor].text, PageLabel::document_information)
             ? *anchor
             : frame.information;
}

} // namespace

bool has_site_foot(const PageView& page) {
  const Anchors anchors = find_anchors(page.lines);
  return !anchors.sure.empty() || !anchors.bare.empty() || find_source_label(page.lines);
}

std::optional<SiteFrame> find_site_frame(const PageView& page, std::vector<std::string>& missing) {
  SiteFrame frame;
  std::vector<std::string> at_the_foot;
  const auto information = find_information(page.lines, at_the_foot);
  const std::size_t end = information.value_or(page.lines.size());
  if (!find_site_heading(page, end, frame))
    missing.emplace_back("no heading date");
  else if (!frame.title && !frame.support)
    missing.emplace_back("no title below the date");
  missing.insert(missing.end(), at_the_foot.begin(), at_the_foot.end());
  if (!missing.empty())
    return std::nullopt;
  frame.information = *information;
  frame.labels = first_label_line(page.lines, frame);
  return frame;
}

} // namespace delo
