#include "delo/formats/page/foot_values.hpp"

#include "delo/base/utf8.hpp"
#include "delo/formats/page/page_dates.hpp"
#include "delo/formats/page/page_parts.hpp"
#include "delo/formats/page/source_line.hpp"

#include <algorithm>
#include <array>

namespace delo {
namespace {

constexpr std::size_t kIsoDate = 10;  ///< characters of "2011-11-20"
constexpr std::size_t kLongestId = 9; ///< digits

} // namespace

std::string upload_date(std::string_view line) {
  std::string date = edtf_date(line);
  return date.size() == kIsoDate ? date : std::string();
}

std::string record_number(std::string_view line) {
  const bool digits = line.find_first_not_of("0123456789") == std::string_view::npos;
  return digits && line.size() <= kLongestId ? std::string(line) : std::string();
}

std::string language_name(std::string_view line) {
  return languages_in(line).empty() ? std::string() : std::string(line);
}

std::string type_words(std::string_view line) {
  constexpr std::size_t kLongestType = 60; // bytes
  const bool other = line.size() > kLongestType || names_donor(line) || is_language(line) ||
                     line.find_first_of("0123456789.") != std::string_view::npos;
  return other ? std::string() : std::string(line);
}

std::string secrecy_mark(std::string_view line) {
  constexpr std::array<std::string_view, 9> kMarks{"secret",     "confidential", "classified",
                                                   "restricted", "official use", "folder",
                                                   "eyes only",  "personal",     "importance"};
  const std::string lower = ascii_lower(line);
  const bool mark = line.size() <= kLongestFootValue &&
                    std::any_of(kMarks.begin(), kMarks.end(), [&lower](std::string_view word) {
                      return lower.find(word) != std::string::npos;
                    });
  return mark ? std::string(line) : std::string();
}

} // namespace delo
