// Locations in METS: relative URLs, percent-encoded once.
#pragma once

#include "delo/base/rel_path.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace delo {

/// The path as an anyURI: "/" stays, and so do the unreserved characters of RFC 3986 2.3; all other
/// bytes become %XX.
std::string encode_href(const RelPath& path);

/// Undoes percent-encoding once; text that is not well encoded comes back as it is.
std::string decode_href(std::string_view href);

} // namespace delo
