// Dates as pages print them, in English words, and their EDTF form.
#pragma once

#include <string>
#include <string_view>

namespace delo {

/// EDTF level 0 of a date that is nothing but a date: "November 20, 1945" and "20 November 1945"
/// give "1945-11-20", "August 1949" gives "1949-08", "1958" gives "1958". All else gives "": a
/// doubtful date ("circa 1950") has no exact form, and an impossible day none at all.
std::string edtf_date(std::string_view printed);

/// Whether a line is a date and nothing else, exact or not: "August 1949", "circa 1950", "undated".
bool is_date_line(std::string_view line);

/// The first full date inside a line, such as "FROM BAKU 20 November 1945", in EDTF form; "" when
/// there is none. Month names may be shortened here ("21 Nov 1945").
std::string find_full_date(std::string_view line);

} // namespace delo
