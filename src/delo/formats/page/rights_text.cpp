// All words of a row must occur. "welcome" alone would also fit a greeting, "copyright" alone a
// notice at the foot of any page.
#include "delo/formats/page/rights_text.hpp"

#include "delo/base/utf8.hpp"

#include <algorithm>
#include <array>

namespace delo {
namespace {

constexpr std::array<std::string_view, 6> kReuse{"welcomes", "reuse",  "digital archive",
                                                 "research", "educat", "copyright"};
constexpr std::array<std::string_view, 4> kEnquiry{"rights", "status", "commercial", "contact"};

/// Words of another statement: a licence makes the standard reading wrong.
constexpr std::array<std::string_view, 5> kOtherTerms{
    "creativecommons", "creative commons", "public domain", "all rights reserved", "does not"};

constexpr std::size_t kLongestPublisher = 80;

template <std::size_t N>
bool holds_all(std::string_view text, const std::array<std::string_view, N>& words) {
  return std::all_of(words.begin(), words.end(),
                     [text](std::string_view w) { return text.find(w) != text.npos; });
}

} // namespace

RightsParagraph rights_paragraph(std::string_view text) {
  const std::string lower = ascii_lower(text);
  const bool other = std::any_of(kOtherTerms.begin(), kOtherTerms.end(), [&](std::string_view w) {
    return lower.find(w) != std::string::npos;
  });
  if (other)
    return RightsParagraph::none;
  if (holds_all(lower, kReuse))
    return RightsParagraph::reuse;
  return holds_all(lower, kEnquiry) ? RightsParagraph::enquiry : RightsParagraph::none;
}

std::string publisher_named_in(std::string_view paragraph) {
  constexpr std::string_view kThe = "The ";
  paragraph = trim(paragraph);
  const std::size_t end = paragraph.find(" welcomes ");
  if (!paragraph.starts_with(kThe) || end == std::string_view::npos || end <= kThe.size())
    return {};
  const std::string_view name = paragraph.substr(kThe.size(), end - kThe.size());
  // "The Program gladly welcomes": a name does not end in a word like that.
  const char last_word = name[name.rfind(' ') + 1];
  const bool whole = name.find_first_of(".,;") == name.npos && last_word >= 'A' && last_word <= 'Z';
  return whole && name.size() <= kLongestPublisher ? std::string(name) : std::string();
}

} // namespace delo
