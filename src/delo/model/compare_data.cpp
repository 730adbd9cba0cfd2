#include "delo/model/compare_data.hpp"

#include <algorithm>
#include <array>

namespace delo {

std::string_view to_word(CopyState state) {
  static constexpr std::array<std::string_view, 5> kWords{"same", "differs", "only in the first",
                                                          "only in the second", "unreadable"};
  return kWords[static_cast<std::size_t>(state)];
}

std::uint64_t StoreComparison::count(CopyState state) const {
  return static_cast<std::uint64_t>(
      std::count_if(packages.begin(), packages.end(),
                    [state](const ComparedPackage& each) { return each.state == state; }));
}

ExitCode exit_code(const StoreComparison& comparison) {
  if (comparison.count(CopyState::unproven) > 0)
    return ExitCode::could_not_finish;
  if (comparison.packages.empty())
    return ExitCode::nothing_to_check;
  return comparison.count(CopyState::same) == comparison.packages.size() ? ExitCode::good
                                                                         : ExitCode::bad;
}

} // namespace delo
