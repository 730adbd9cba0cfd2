// Values of citations in plain Latin letters, for identifiers and for comparison. Never for
// display: there the printed letters stay.
#pragma once

#include <string>
#include <string_view>

namespace delo {

/// Which alphabet a citation is written in. A Cyrillic "Р" in a Latin citation is a slip for the
/// "P" that looks like it; in a Cyrillic citation it is an R.
enum class Script { latin, cyrillic };

/// The alphabet of most letters of the text; Latin when there are none.
Script script_of(std::string_view text);

/// The text in ASCII letters: Cyrillic by sound or by shape as `script` asks, Latin letters without
/// their marks, all dashes as "-", apostrophes and "№" left out, any white space as " ". Characters
/// without a Latin form are left as they are.
std::string latin_text(std::string_view text, Script script);

} // namespace delo
