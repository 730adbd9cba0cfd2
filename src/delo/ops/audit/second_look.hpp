// What is bad at first sight is looked at again before it is told.
#pragma once

#include "delo/ops/audit/check.hpp"

namespace delo {

/// Joins what is missing with what is extra and has the same bytes: it was moved. Of several with
/// the same bytes each is used once. Empty files are all alike, so they are never called moved.
void find_moved(const CatalogueEntry& package, PackageCheck& check, const CheckTools& tools);

/// Reads the files of all bad events once more and puts down what came out. Of an archive it is the
/// archive itself that is read again.
void look_again(const CatalogueEntry& package, const CataloguedFiles& files, PackageCheck& check,
                const CheckTools& tools);

/// Where manifests have changed, and the package agrees with itself all the same: says so.
void find_altered_manifests(const CatalogueEntry& package, PackageCheck& check,
                            const CheckTools& tools);

} // namespace delo
