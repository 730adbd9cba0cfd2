// Names as the catalogue keeps them. A name is bytes and need not be UTF-8, but a database column
// is text that people look at.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace delo {

/// "%" and two hexadecimal digits for "%" itself, for control characters and for bytes that are not
/// well-formed UTF-8; everything else unchanged.
std::string to_catalogue_text(std::string_view name);

/// The exact bytes again; nothing when this is not what to_catalogue_text() writes.
std::optional<std::string> from_catalogue_text(std::string_view text);

} // namespace delo
