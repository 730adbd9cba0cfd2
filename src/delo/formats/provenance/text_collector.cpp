#include "delo/formats/provenance/text_collector.hpp"

#include "delo/base/utf8.hpp"
#include "delo/formats/mets/mets_reader.hpp"
#include "delo/formats/premis/premis_reader.hpp"

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

void IdCollector::start_element(std::string_view uri, std::string_view name,
                                std::span<const XmlAttribute> attributes, std::uint64_t) {
  text_.clear();
  if (uri == kMetsNamespace && name == "mets") {
    for (const XmlAttribute& attribute : attributes)
      if (attribute.uri.empty() && attribute.name == "OBJID")
        ids_.insert(attribute.value);
  } else if (is_premis_namespace(uri)) {
    if (name == "object")
      in_file_ = is_file_object(attributes);
    in_id_ = name == "objectIdentifierValue" && !in_file_;
  }
}

void IdCollector::characters(std::string_view text) {
  if (in_id_)
    text_ += text;
}

void IdCollector::end_element(std::string_view, std::string_view) {
  if (in_id_)
    ids_.insert(comparable_text(text_));
  in_id_ = false;
}

} // namespace delo
