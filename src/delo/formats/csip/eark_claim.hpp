// Whether a METS document says that it follows E-ARK, told once for all who go by it.
#pragma once

#include "delo/io/xml_reader.hpp"

#include <span>
#include <string_view>

namespace delo {

/// Whether an address in mets/@PROFILE is one of E-ARK's (CSIP6, SIP2), of any age or content type.
bool is_eark_profile(std::string_view profile);

/// Whether any of the attributes of an element is an extension of E-ARK's.
bool has_eark_attribute(std::span<const XmlAttribute> attributes);

} // namespace delo
