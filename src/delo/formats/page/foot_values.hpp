// What kind of value a line at the foot of a page is: labels lose theirs, and the next line may be
// anything. Each gives the value, or "" when the line is none of its kind.
#pragma once

#include <string>
#include <string_view>

namespace delo {

/// The longest value of a foot that is no source line, in bytes.
inline constexpr std::size_t kLongestFootValue = 200;

/// A day, in EDTF form.
std::string upload_date(std::string_view line);

/// Digits only.
std::string record_number(std::string_view line);

/// One language or several.
std::string language_name(std::string_view line);

/// "Cable", "Meeting Minutes": any words but those that stand at other labels.
std::string type_words(std::string_view line);

/// "Top Secret": a mark names what may be known.
std::string secrecy_mark(std::string_view line);

} // namespace delo
