#include "delo/model/diff_data.hpp"

#include <algorithm>
#include <array>

namespace delo {

std::string_view to_word(Difference difference) {
  static constexpr std::array<std::string_view, 4> kWords{"added", "removed", "changed", "renamed"};
  return kWords[static_cast<std::size_t>(difference)];
}

std::uint64_t DiffResult::count(Difference difference) const {
  return static_cast<std::uint64_t>(
      std::count_if(entries.begin(), entries.end(),
                    [difference](const DiffEntry& e) { return e.difference == difference; }));
}

ExitCode exit_code(const DiffResult& result) {
  if (!result.unreadable.empty())
    return ExitCode::could_not_finish;
  return result.entries.empty() ? ExitCode::good : ExitCode::bad;
}

} // namespace delo
