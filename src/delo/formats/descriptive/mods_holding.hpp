// One holding as a relatedItem of MODS.
#pragma once

#include "delo/io/xml_writer.hpp"
#include "delo/model/citation.hpp"

namespace delo {

/// The original of the document: archive, levels, sheets, and what the citation says besides. The
/// package holds a copy or a translation, so that the type is "original" and not "host".
void write_mods_holding(XmlWriter& xml, const ArchivalCitation& holding);

} // namespace delo
