#include "delo/ops/sheet_names.hpp"

#include "delo/base/utf8.hpp"

#include <unicode/regex.h>
#include <unicode/unistr.h>

#include <charconv>

namespace delo {
namespace {

/// One number with the side of the sheet, and the end of a range, if it is one.
constexpr std::string_view kRange = "0*(\\d{1,6})SIDE(?:\\s*[-–—_]\\s*0*(\\d{1,6})SIDE)?";
constexpr std::string_view kSide = "(?:[\\s._-]*(?:об|ob|verso|recto|v|r)\\.?(?![\\p{L}\\p{N}]))?";

/// Group 1 is what stands before, 2 and 3 are the numbers.
constexpr std::string_view kBareName = "()RANGE\\s*";
constexpr std::string_view kLabelledName =
    "(.*[^\\p{L}\\p{N}]|)(?:лл?|листы?|ll?|listy?|sheets?)[\\s._-]*RANGE\\s*";
constexpr std::string_view kListy = "()RANGE\\s*(?:[,;]\\s*|$)";

void put_in(std::string& pattern, std::string_view word, std::string_view meaning) {
  for (auto at = pattern.find(word); at != std::string::npos; at = pattern.find(word))
    pattern.replace(at, word.size(), meaning);
}

icu::RegexMatcher matcher(std::string_view form, const icu::UnicodeString& text) {
  std::string pattern(form);
  put_in(pattern, "RANGE", kRange);
  put_in(pattern, "SIDE", kSide);
  UErrorCode status = U_ZERO_ERROR;
  return {icu::UnicodeString::fromUTF8(pattern), text, 0, status};
}

std::string group(const icu::RegexMatcher& found, int number) {
  UErrorCode status = U_ZERO_ERROR;
  std::string text;
  found.group(number, status).toUTF8String(text);
  return text;
}

std::uint32_t number_in(const std::string& text) {
  std::uint32_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

/// Nothing for a range that runs backwards: "12-3" is no range of sheets.
std::optional<SheetRange> range_in(const icu::RegexMatcher& found) {
  const std::string last = group(found, 3);
  const std::uint32_t first = number_in(group(found, 2));
  const SheetRange range{first, last.empty() ? first : number_in(last)};
  return range.last < range.first ? std::nullopt : std::optional(range);
}

std::string without_separator(std::string before) {
  const std::size_t end = before.find_last_not_of(" ._-,");
  before.resize(end == std::string::npos ? 0 : end + 1);
  return before;
}

} // namespace

std::optional<SheetName> sheets_in_name(std::string_view stem) {
  const icu::UnicodeString name = icu::UnicodeString::fromUTF8(fold_name(stem));
  for (const std::string_view pattern : {kBareName, kLabelledName}) {
    icu::RegexMatcher found = matcher(pattern, name);
    UErrorCode status = U_ZERO_ERROR;
    if (found.matches(status) && U_SUCCESS(status))
      if (const auto range = range_in(found))
        return SheetName{*range, without_separator(group(found, 1))};
  }
  return std::nullopt;
}

std::vector<SheetRange> sheet_ranges(std::string_view listy) {
  const icu::UnicodeString text = icu::UnicodeString::fromUTF8(fold_name(listy));
  icu::RegexMatcher found = matcher(kListy, text);
  std::vector<SheetRange> ranges;
  UErrorCode status = U_ZERO_ERROR;
  std::int32_t at = 0;
  while (at < text.length()) {
    // Each piece must begin where the last one ended, or the value holds something else.
    if (!found.find(at, status) || U_FAILURE(status) || found.start(status) != at)
      return {};
    const auto range = range_in(found);
    if (!range)
      return {};
    ranges.push_back(*range);
    at = found.end(status);
  }
  return ranges;
}

} // namespace delo
