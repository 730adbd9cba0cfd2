// Locations in METS: relative URLs, percent-encoded once.
#pragma once

#include "delo/base/rel_path.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace delo {

/// The path as an anyURI: "/" stays, and so do the unreserved characters of RFC 3986 2.3; all other
/// bytes become %XX.
std::string encode_href(const RelPath& path);

/// Undoes percent-encoding once; text that is not well encoded comes back as it is.
std::string decode_href(std::string_view href);

/// The paths of the package that a location in the document `mets` may mean, the likeliest first:
/// what a URL says, then, since packages in the wild do not always encode, the bytes as they stand.
/// "file:" in front changes nothing. Empty when it means nothing inside the package.
std::vector<RelPath> href_targets(const RelPath& mets, std::string_view href);

} // namespace delo
