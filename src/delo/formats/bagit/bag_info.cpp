#include "delo/formats/bagit/bag_info.hpp"

#include "delo/base/utf8.hpp"

#include <algorithm>

namespace delo {

std::vector<std::string_view> split_lines(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of("\r\n"), text.size());
    lines.push_back(text.substr(0, end));
    const bool pair = text.substr(end).starts_with("\r\n");
    text.remove_prefix(std::min(text.size(), end + (pair ? 2 : 1)));
  }
  return lines;
}

void BagInfo::add(std::string_view label, std::string_view value) {
  std::string one_line;
  for (const std::string_view line : split_lines(value)) {
    if (!one_line.empty())
      one_line += ' ';
    one_line += trim(line);
  }
  tags_.push_back({std::string(label), std::move(one_line), 0});
}

void BagInfo::add_if(std::string_view label, std::string_view value) {
  if (!value.empty())
    add(label, value);
}

std::vector<const Tag*> BagInfo::find(std::string_view label) const& {
  const std::string wanted = ascii_lower(label);
  std::vector<const Tag*> found;
  for (const Tag& tag : tags_)
    if (ascii_lower(tag.label) == wanted)
      found.push_back(&tag);
  return found;
}

namespace {

/// A value may begin on the line behind its label.
void add_folded(std::string& value, std::string_view line) {
  if (!value.empty())
    value += ' ';
  value += trim(line);
}

} // namespace

ParsedBagInfo parse_bag_info(std::string_view text) {
  ParsedBagInfo parsed;
  if (text.starts_with("\xEF\xBB\xBF"))
    text.remove_prefix(3);
  std::uint64_t number = 0;
  for (const std::string_view line : split_lines(text)) {
    ++number;
    const std::size_t colon = line.find(':');
    auto& tags = parsed.info.tags_;
    if (is_blank(line))
      continue;
    if (line.front() == ' ' || line.front() == '\t') {
      if (tags.empty())
        parsed.bad_lines.push_back(number);
      else
        add_folded(tags.back().value, line);
    } else if (colon == std::string_view::npos || trim(line.substr(0, colon)).empty()) {
      parsed.bad_lines.push_back(number);
    } else {
      const std::string_view label = line.substr(0, colon);
      const std::string_view value = line.substr(colon + 1);
      const bool has_space = is_blank(value) || value.front() == ' ' || value.front() == '\t';
      if (trim(label) != label || !has_space)
        parsed.loose_lines.push_back(number);
      tags.push_back({std::string(trim(label)), std::string(trim(value)), number});
    }
  }
  return parsed;
}

std::string to_text(const BagInfo& info) {
  std::string text;
  for (const Tag& tag : info.tags())
    ((text += tag.label) += ": ") += tag.value + "\n";
  return text;
}

} // namespace delo
