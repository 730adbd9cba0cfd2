#include "delo/formats/premis/premis_reader.hpp"

#include "delo/base/utf8.hpp"

#include <algorithm>
#include <utility>

namespace delo {
namespace {

/// Longer than any path or digest; the text of other elements is of no interest here.
constexpr std::size_t kLongestText = 64 * 1024;

} // namespace

bool is_premis_namespace(std::string_view uri) {
  return uri == "http://www.loc.gov/premis/v3" || uri == "info:lc/xmlns/premis-v2";
}

bool is_file_object(std::span<const XmlAttribute> attributes) {
  static constexpr std::string_view kInstance = "http://www.w3.org/2001/XMLSchema-instance";
  return std::any_of(attributes.begin(), attributes.end(), [](const XmlAttribute& attribute) {
    const std::string_view value = trim(attribute.value);
    return attribute.uri == kInstance && attribute.name == "type" &&
           value.substr(value.rfind(':') + 1) == "file";
  });
}

void PremisReader::start_element(std::string_view uri, std::string_view name,
                                 std::span<const XmlAttribute> attributes, std::uint64_t line) {
  text_.clear();
  is_leaf_ = in_file_ && is_premis_namespace(uri);
  if (!is_premis_namespace(uri))
    return;
  if (name == "object" && !in_file_ && is_file_object(attributes)) {
    file_ = {};
    file_.line = line;
    in_file_ = true;
    has_layer_ = false;
  } else if (in_file_ && name == "objectCharacteristics") {
    layer_ = {};
  } else if (in_file_ && name == "fixity") {
    layer_.fixities.emplace_back();
  }
}

void PremisReader::characters(std::string_view text) {
  if (is_leaf_ && text_.size() + text.size() <= kLongestText)
    text_ += text;
}

void PremisReader::end_element(std::string_view uri, std::string_view name) {
  if (!in_file_ || !is_premis_namespace(uri))
    return;
  if (std::exchange(is_leaf_, false))
    take_text(name);
  if (name == "objectCharacteristics")
    end_characteristics();
  if (name == "object") {
    in_file_ = false;
    take_(std::move(file_));
  }
}

void PremisReader::take_text(std::string_view name) {
  std::string text(trim(text_));
  if (name == "objectIdentifierValue" || name == "contentLocationValue")
    file_.names.push_back(text_); // names may begin and end with spaces
  else if (name == "size")
    layer_.size = std::move(text);
  else if (name == "compositionLevel")
    layer_.level = std::move(text);
  else if (name == "messageDigestAlgorithm" && !layer_.fixities.empty())
    layer_.fixities.back().algorithm = std::move(text);
  else if (name == "messageDigest" && !layer_.fixities.empty())
    layer_.fixities.back().digest = std::move(text);
}

void PremisReader::end_characteristics() {
  if (std::exchange(has_layer_, true) && layer_.level <= best_level_)
    return;
  best_level_ = layer_.level;
  file_.size = std::move(layer_.size);
  file_.fixities = std::move(layer_.fixities);
}

} // namespace delo
