#include "delo/model/progress.hpp"

#include <array>
#include <cstddef>

namespace delo {

std::string_view to_word(Phase phase) {
  static constexpr std::array<std::string_view, 7> kWords{
      "finding", "checking", "comparing", "packing", "flushing", "verifying", "done"};
  return kWords[static_cast<std::size_t>(phase)];
}

} // namespace delo
