// One E-ARK package: its METS documents against each other, its folders, and the files they name.
#pragma once

#include "delo/formats/csip/eark_document.hpp"
#include "delo/formats/csip/eark_folders.hpp"
#include "delo/io/seen_files.hpp"

#include <map>
#include <string>
#include <string_view>

namespace delo {

/// A document, where it lies, and the folders around it.
struct PlacedDocument {
  const RelPath& path;
  const EarkDocument& document;
  const LevelFolders& folders;
};

/// What the text of CSIP asks of one document in view of the folders around it (CSIP1, CSIP17,
/// CSIP31, CSIP58, ...). `folder` is the name that OBJID is to have.
void judge_beside_folders(const PlacedDocument& placed, std::string_view folder,
                          const SeenFiles& seen, RuleTally& tally);

/// What the package METS says of representations, against those that are there (CSIP105-109).
void judge_representation_divisions(const PlacedDocument& package, const PackageFolders& folders,
                                    RuleTally& tally);

/// The files that a document mentions: there, with that size, with that digest; and where metadata
/// lies (CSIPSTR6, CSIPSTR7).
void judge_mentions(const PlacedDocument& placed, const SeenFiles& seen, RuleTally& tally);

} // namespace delo
