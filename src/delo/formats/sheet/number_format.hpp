// What a number format shows of a number: a workbook holds dates as numbers, and only the format
// tells them apart (ECMA-376 part 1, 18.8.30).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace delo {

/// What a format code shows.
struct NumberFormat {
  bool year = false;
  bool month = false;
  bool day = false;
  bool time = false;
  std::size_t zeros = 0; ///< "0000": at least so many digits are shown

  bool is_date() const { return year || month || day; }
};

/// Reads the first section of a format code, such as "dd\.mm\.yyyy;@".
NumberFormat parse_number_format(std::string_view code);

/// The code of a built-in format; "" for those that show plain numbers or text.
std::string_view built_in_format(unsigned id);

/// Which day is day 1, or day 0.
enum class DateSystem : std::uint8_t {
  from_1900, ///< with a 29 February 1900 that never was
  from_1904,
};

/// A number as its format shows it; `fault` says why it must not be used.
struct ShownNumber {
  std::string text;
  bool is_date = false; ///< then `text` is EDTF, as exact as the format shows it
  std::string fault = {};
};
ShownNumber show_number(double value, const NumberFormat& format, DateSystem system);

} // namespace delo
