// Texts from pages made comparable: white space, letter case, letters of another script.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace delo {

/// A piece of text and what stands for it.
using Replacement = std::pair<std::string_view, std::string_view>;

/// The text with each piece replaced by the first row that fits, from left to right.
std::string replaced(std::string_view text, std::span<const Replacement> table);

/// One blank for every run of white space, no-break spaces included; soft hyphens and characters
/// without width go.
std::string single_spaced(std::string_view text);

/// Lower case, single spaces, plain apostrophes and hyphens, "reuse" for "re-use", and Latin
/// letters for the Cyrillic ones that look alike. For comparing only.
std::string plain_words(std::string_view text);

} // namespace delo
