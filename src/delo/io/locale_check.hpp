// libarchive turns names through the locale's character set, and under LANG=C it silently writes
// broken ones or crashes. The program sets LC_CTYPE; this refuses to go on where nobody did.
#pragma once

namespace delo {

/// Throws Error(internal) unless the character set of LC_CTYPE is UTF-8.
void require_utf8_locale();

} // namespace delo
