// A date in EDTF as the parts that EAD3 has for it.
#pragma once

#include "delo/io/xml_writer.hpp"

#include <string_view>

namespace delo {

/// Writes the content of an open unitdatestructured: its certainty, and a datesingle or a
/// daterange. What ISO 8601 has no form for ("194X", seasons) is told as text only.
void write_ead3_date(XmlWriter& xml, std::string_view edtf);

} // namespace delo
