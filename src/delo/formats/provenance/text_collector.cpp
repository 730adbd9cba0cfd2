#include "delo/formats/provenance/text_collector.hpp"

#include "delo/base/utf8.hpp"

#include <algorithm>

namespace delo {

std::string comparable_text(std::string_view text) {
  std::string words;
  for_each_word(text, [&words](std::string_view word) {
    words.append(words.empty() ? "" : " ").append(word);
  });
  return words;
}

void TextCollector::start_element(std::string_view, std::string_view,
                                  std::span<const XmlAttribute> attributes, std::uint64_t) {
  open_.emplace_back();
  for (const XmlAttribute& attribute : attributes)
    texts_.insert(comparable_text(attribute.value));
}

void TextCollector::characters(std::string_view text) {
  if (!open_.empty())
    open_.back() += text;
}

void TextCollector::end_element(std::string_view, std::string_view) {
  if (open_.empty())
    return;
  if (std::string text = comparable_text(open_.back()); !text.empty())
    texts_.insert(std::move(text));
  open_.pop_back();
}

bool TextCollector::says(std::string_view text) const {
  const std::string words = comparable_text(text);
  if (texts_.contains(words))
    return true;
  return std::any_of(texts_.begin(), texts_.end(), [&words](const std::string& known) {
    return known.find(words) != std::string::npos;
  });
}

} // namespace delo
