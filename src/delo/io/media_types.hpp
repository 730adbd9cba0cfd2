// Names of file types that everybody knows: the IANA list of media types, as far as libmagic speaks
// of it.
#pragma once

#include <span>
#include <string_view>

namespace delo {

/// The registered media type for what libmagic says: the type itself, the registered name of the
/// same type ("image/bmp" for "image/x-ms-bmp"), "text/plain" for its kinds of text ("text/x-c"),
/// and "application/octet-stream" for everything else, "inode/x-empty" and "" among it.
std::string_view registered_media_type(std::string_view said);

/// All that libmagic says and IANA has registered, sorted by their lower case.
std::span<const std::string_view> registered_media_types();

} // namespace delo
