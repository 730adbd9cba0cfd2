// Media types and the registry of IANA that CSIP refers to.
#pragma once

#include <string_view>

namespace delo {

enum class MediaTypeStanding {
  registered,
  unknown,      ///< well-formed and of a registered kind: newer than our copy, or never registered
  no_media_type ///< not "kind/subtype" (RFC 6838 4.2), or a kind that does not exist
};

/// What the registry says of a type; parameters behind ";" do not count.
MediaTypeStanding media_type_standing(std::string_view text);

} // namespace delo
