#include "delo/formats/page/foot_parts.hpp"

#include "delo/base/utf8.hpp"
#include "delo/formats/page/foot_values.hpp"
#include "delo/formats/page/source_line.hpp"

#include <algorithm>
#include <string>

namespace delo {

std::vector<LabelledLines> cut_at_labels(const PageView& page, std::size_t begin) {
  const PageLines& lines = page.lines;
  const auto is_gap = [](const PageLine& line) {
    return line.place == LinePlace::site || is_blank(line.text);
  };
  std::vector<LabelledLines> parts(1);
  for (std::size_t i = next_filled(lines, begin); i < lines.size();) {
    if (is_gap(lines[i])) {
      ++i;
      continue;
    }
    const auto label = find_label(lines[i].text);
    if (label) {
      parts.push_back({label->label, i, label->value, {}});
      i = next_filled(lines, i + 1);
      continue;
    }
    LineRange paragraph{i, i + 1};
    while (paragraph.end < lines.size() && !is_gap(lines[paragraph.end]) &&
           !find_label(lines[paragraph.end].text))
      ++paragraph.end;
    parts.back().paragraphs.push_back(paragraph);
    i = next_filled(lines, paragraph.end);
  }
  return parts;
}

bool donors_go_on(const PageLines& lines, LineRange first, LineRange paragraph) {
  const PageLine& line = lines[paragraph.begin];
  if (line.block > 0)
    return lines[first.begin].block == line.block;
  return paragraph.end - paragraph.begin == 1 && names_donor(line.text) && !is_prose(line.text) &&
         !is_of_the_site(line);
}

bool is_small_print(const PageLines& lines, LineRange range) {
  return std::all_of(lines.begin() + static_cast<std::ptrdiff_t>(range.begin),
                     lines.begin() + static_cast<std::ptrdiff_t>(range.end),
                     [](const PageLine& line) {
                       const std::string text = folded_line(line.text.substr(0, kLongestFootValue));
                       return is_of_the_site(line) || text.starts_with("\u00A9") ||
                              text.starts_with("copyright") || text.starts_with("(c)");
                     });
}

bool names_donors(const PageLines& lines, LineRange range, std::string_view support) {
  return std::any_of(
      lines.begin() + static_cast<std::ptrdiff_t>(range.begin),
      lines.begin() + static_cast<std::ptrdiff_t>(range.end), [support](const PageLine& line) {
        return support.find(trim(line.text)) != std::string::npos || names_donor(line.text);
      });
}

} // namespace delo
