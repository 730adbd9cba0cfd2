#include "delo/ops/missing_sheets.hpp"

#include "delo/ops/document_match.hpp"
#include "delo/ops/sheet_names.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace delo {
namespace {

/// A file of an archive has a few hundred sheets; names are not read for more than that.
constexpr std::size_t kMost = 1000;

using Numbers = std::set<std::uint32_t>;

/// Nothing for more than anybody would count.
Numbers numbers_in(const std::vector<SheetRange>& ranges) {
  Numbers numbers;
  for (const SheetRange& range : ranges) {
    if (range.last - range.first >= kMost)
      return {};
    for (std::uint32_t number = range.first; number <= range.last; ++number)
      numbers.insert(number);
  }
  return numbers;
}

/// The sheets that the scans are named after; nothing when one of them is not, or is named after
/// something else.
Numbers named(const std::vector<std::string>& scans, const Numbers& cited) {
  std::vector<SheetRange> ranges;
  for (const std::string& scan : scans) {
    const auto name = sheets_in_name(stem_of(scan));
    if (!name)
      return {};
    ranges.push_back(name->sheets);
  }
  const Numbers numbers = numbers_in(ranges);
  return std::includes(cited.begin(), cited.end(), numbers.begin(), numbers.end()) ? numbers
                                                                                   : Numbers();
}

/// "42-43, 45".
std::string in_words(const std::vector<std::uint32_t>& numbers) {
  std::string text;
  for (std::size_t i = 0; i < numbers.size();) {
    std::size_t end = i + 1;
    while (end < numbers.size() && numbers[end] == numbers[end - 1] + 1)
      ++end;
    text += fmt::format("{}{}", text.empty() ? "" : ", ", numbers[i]);
    if (end > i + 1)
      text += fmt::format("-{}", numbers[end - 1]);
    i = end;
  }
  return text;
}

} // namespace

std::string missing_sheets(const DocumentRecord& record, const std::vector<std::string>& scans) {
  if (record.holdings.size() != 1 || scans.empty() || scans.size() > kMost)
    return "";
  const Numbers cited = numbers_in(sheet_ranges(record.holdings.front().value(Level::listy)));
  const Numbers there = named(scans, cited);
  std::vector<std::uint32_t> missing;
  std::set_difference(cited.begin(), cited.end(), there.begin(), there.end(),
                      std::back_inserter(missing));
  if (there.empty() || missing.empty())
    return "";
  return fmt::format("no scan is named after sheet{} {}, which the citation names",
                     missing.size() == 1 ? "" : "s", in_words(missing));
}

} // namespace delo
