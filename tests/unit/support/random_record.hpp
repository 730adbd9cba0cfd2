// Records at random, with everything that a page, a sheet or a typist can put into them.
#pragma once

#include "delo/model/record.hpp"
#include "unit/support/files.hpp"

namespace delo::test {

/// A text of up to so many characters: Latin, Cyrillic, Georgian and Chinese letters, quotes,
/// markup, line ends. With `controls`, also characters that XML cannot hold.
std::string random_text(Random& random, std::size_t longest, bool controls = false);

/// Any number of fields with any number of values, of every origin and confidence, and up to four
/// holdings of any levels.
DocumentRecord random_record(Random& random, bool controls = false);

} // namespace delo::test
