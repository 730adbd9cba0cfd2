// A citation in one agreed form, which reads back to the same parts.
#pragma once

#include "delo/formats/citation/archive_table.hpp"
#include "delo/model/citation.hpp"
#include "delo/model/latin_text.hpp"

#include <string>

namespace delo {

/// "RGASPI, f. 558, op. 11, d. 99, ll. 0005-0006" or "РГАСПИ. Ф. 558. Оп. 11. Д. 99. Л.
/// 0005-0006.". Archives that do not count by fond, or have no Cyrillic code, keep Latin letters.
/// Unsure parts are left out.
std::string canonical_citation(const ArchivalCitation& citation, Script script,
                               const ArchiveTable& table = ArchiveTable::built_in());

} // namespace delo
