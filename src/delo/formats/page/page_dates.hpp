// Dates as pages print them and their form in the Extended Date/Time Format (EDTF, ISO 8601-2).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace delo {

/// EDTF level 0 or 1 of a text that is nothing but a date, in English or Russian words or numbers:
/// "November 20, 1945" and "20 ноября 1945 г." give "1945-11-20", "August 1949" gives "1949-08",
/// "circa 1950" gives "1950~", "1950?" stays, "March-May 1947" gives "1947-03/1947-05", "1950s"
/// gives "195X", "Spring 1950" gives "1950-21", "between 5 and 7 March 1946" gives the range,
/// "early March 1946" the month that holds it. Numbers with full stops begin with the day
/// ("05.03.1946"). All else gives "": an impossible day, "undated", and what these levels cannot
/// say ("before 1950", "[1949]"), or what can be read in two ways ("5/3/1946").
std::string edtf_date(std::string_view printed);

/// Whether a line is a date and nothing else, exact or not: "August 1949", "early 1950", "undated".
bool is_date_line(std::string_view line);

/// How many bytes of the line are a date that it begins with: 13 in "July 09, 1956 Working Notes".
std::size_t leading_date(std::string_view line);

/// The first full date inside a line, such as "FROM BAKU 20 November 1945", in EDTF form; "" when
/// there is none. Month names may be shortened here ("21 Nov 1945"), or roman ("16.XII.1947").
std::string find_full_date(std::string_view line);

} // namespace delo
