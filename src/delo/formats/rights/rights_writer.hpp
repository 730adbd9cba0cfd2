// The rights in a document as METSRights, for the rightsMD of a METS file.
#pragma once

#include "delo/base/byte_sink.hpp"
#include "delo/model/record.hpp"

#include <string_view>

namespace delo {

/// Whether there is anything to declare: a rights text, an address, or an access rule.
bool has_rights_declaration(const DocumentRecord& record);

/// Writes one RightsDeclarationMD: the category, the paragraphs verbatim with the statement or
/// licence that stands for them, and who may do what. What nobody has said is neither allowed nor
/// forbidden. `schemas_folder`: see schema_location().
void write_rights_declaration(ByteSink& sink, const DocumentRecord& record,
                              std::string_view schemas_folder = {});

} // namespace delo
