// Times as inventories write them (OCFL 1.1, 3.5.3.1).
#pragma once

#include <string_view>

namespace delo {

/// Whether the text is a date and time of RFC 3339 5.6, to the second or finer, with a time zone.
bool is_ocfl_date(std::string_view text);

} // namespace delo
