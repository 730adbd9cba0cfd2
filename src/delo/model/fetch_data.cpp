#include "delo/model/fetch_data.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace delo {
namespace {

constexpr std::array<std::pair<FetchEnd, std::string_view>, 5> kWords{{
    {FetchEnd::planned, "planned"},
    {FetchEnd::fetched, "fetched"},
    {FetchEnd::wrong, "wrong"},
    {FetchEnd::refused, "refused"},
    {FetchEnd::failed, "failed"},
}};

} // namespace

std::string_view to_word(FetchEnd end) {
  for (const auto& [known, word] : kWords)
    if (known == end)
      return word;
  return "";
}

std::uint64_t FetchResult::count(FetchEnd end) const {
  return static_cast<std::uint64_t>(std::count_if(
      files.begin(), files.end(), [end](const FetchedFile& file) { return file.end == end; }));
}

ExitCode exit_code(const FetchResult& result) {
  if (result.count(FetchEnd::failed) > 0 || result.count(FetchEnd::refused) > 0)
    return ExitCode::could_not_finish;
  return result.count(FetchEnd::wrong) > 0 ? ExitCode::bad : ExitCode::good;
}

} // namespace delo
