// Where things lie in an E-ARK package (CSIP 2.2.0, CSIPSTR1-16), alone or in a bag's payload.
#pragma once

#include "delo/base/rel_path.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace delo {

inline constexpr std::string_view kMetsName = "METS.xml";

/// A path of a package, split at the folder of its SIP.
struct SipPath {
  std::string root; ///< "" at the top of the package, "data", or "data/<folder>"
  RelPath inner;    ///< below that folder
};

/// Splits a path that may belong to a SIP: one at the top of a package, in a bag's "data", or in a
/// folder of it. Whether there is a SIP only the METS.xml at its root tells.
std::optional<SipPath> split_sip_path(const RelPath& path);

/// What follows "representations/<name>/"; nothing elsewhere.
std::optional<RelPath> representation_part(const RelPath& inner);

/// Whether this is the METS.xml of a SIP or of one of its representations; METS files elsewhere
/// are somebody's content.
bool is_package_mets(const RelPath& inner);

/// Whether this is a METS file that describes the package, by anybody's habits: one of an E-ARK
/// package, or "mets.xml" and "METS.<id>.xml" at the top of the package, of a bag's "data", or of a
/// folder of it.
bool is_mets_of_package(const RelPath& path);

} // namespace delo
