#include "delo/model/pack_data.hpp"

#include <array>

namespace delo {

std::string_view to_word(Layout layout) {
  static constexpr std::array<std::string_view, 3> kWords{"bag+sip", "sip", "bag"};
  return kWords[static_cast<std::size_t>(layout)];
}

std::string_view to_word(Description description) {
  static constexpr std::array<std::string_view, 3> kWords{"mods", "dc", "ead3"};
  return kWords[static_cast<std::size_t>(description)];
}

} // namespace delo
