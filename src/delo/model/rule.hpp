// What a package is held to. Rules are rows; only the check behind a row is code.
#pragma once

#include <string_view>

namespace delo {

enum class Severity { info, warning, error };

std::string_view to_word(Severity severity);

/// One requirement of a standard, or of ours. Ids are permanent: never renumbered or reused.
struct Rule {
  std::string_view id;      ///< "BAGIT-2.1.3-1", "CSIP59", "DELO-path-1"
  Severity severity;        ///< MUST broken is an error, SHOULD a warning, MAY an info
  std::string_view title;   ///< what must hold, in a few words
  std::string_view section; ///< where the standard says so: "RFC 8493 2.1.3"
  std::string_view help;    ///< why it matters
  std::string_view fix;     ///< what to do about it
};

} // namespace delo
