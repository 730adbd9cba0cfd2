// What the user says of a document besides its page: corrected records, a statement of rights.
#pragma once

#include "delo/formats/citation/archive_table.hpp"
#include "delo/model/record.hpp"

#include <filesystem>
#include <string_view>

namespace delo {

/// Takes a rights term or an address from the command line: the user's default for a document of
/// which nobody states any rights. What the page, a sheet or a corrected record states stays, with
/// a warning: one option for many documents must not overrule what one of them says. Throws
/// Error(usage) when the text is neither.
void apply_rights_option(std::string_view given, DocumentRecord& record);

/// Reads a corrected record (docs: pack --record) and applies it: fields that differ from the
/// page's are typed, all others keep their origin, a null empties a field. A changed source line is
/// parsed again, unless the holdings were changed, too. Throws Error(io) when the file cannot be
/// read, Error(usage) when it is no record of one document.
void apply_record_file(const std::filesystem::path& file, DocumentRecord& record,
                       const ArchiveTable& archives = ArchiveTable::built_in());

} // namespace delo
