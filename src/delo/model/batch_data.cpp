#include "delo/model/batch_data.hpp"

#include <algorithm>
#include <array>

namespace delo {

std::string_view to_word(Outcome outcome) {
  static constexpr std::array<std::string_view, 5> kWords{"planned", "packed", "identical",
                                                          "failed", "skipped"};
  return kWords[static_cast<std::size_t>(outcome)];
}

std::string_view to_word(Likeness likeness) {
  static constexpr std::array<std::string_view, 3> kWords{"payload", "record id", "match key"};
  return kWords[static_cast<std::size_t>(likeness)];
}

std::uint64_t BatchResult::count(Outcome outcome) const {
  return static_cast<std::uint64_t>(
      std::count_if(documents.begin(), documents.end(),
                    [outcome](const BatchDocument& d) { return d.outcome == outcome; }));
}

std::vector<FoundProblem> BatchResult::all_problems() const {
  std::vector<FoundProblem> all = problems;
  for (const BatchDocument& document : documents)
    all.insert(all.end(), document.problems.begin(), document.problems.end());
  return all;
}

ExitCode exit_code(const BatchResult& result) {
  if (result.interrupted)
    return ExitCode::interrupted;
  const auto problems = result.all_problems();
  if (problems.empty())
    return result.documents.empty() ? ExitCode::nothing_to_check : ExitCode::good;
  if (result.kept_going)
    return ExitCode::bad;
  const bool unreadable =
      std::any_of(problems.begin(), problems.end(),
                  [](const FoundProblem& problem) { return problem.kind == ErrorKind::io; });
  return unreadable ? ExitCode::could_not_finish : ExitCode::usage;
}

} // namespace delo
