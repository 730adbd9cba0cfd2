#include "delo/formats/csip/eark_claim.hpp"

#include "delo/base/utf8.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace delo {

bool is_eark_profile(std::string_view profile) {
  static constexpr std::array<std::string_view, 2> kWords{"eark", "e-ark"};
  const std::string text = ascii_lower(profile);
  return std::any_of(kWords.begin(), kWords.end(), [&text](std::string_view word) {
    return text.find(word) != std::string::npos;
  });
}

bool has_eark_attribute(std::span<const XmlAttribute> attributes) {
  return std::any_of(attributes.begin(), attributes.end(), [](const XmlAttribute& attribute) {
    return ascii_lower(attribute.uri).find("dilcis.eu/xml/mets/") != std::string::npos;
  });
}

} // namespace delo
