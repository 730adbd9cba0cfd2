// Which package a user means.
#pragma once

#include "delo/ops/audit/catalogue.hpp"

#include <string>

namespace delo {

/// The one package that has this path, name or citation. Throws Error(usage) when none, or more
/// than one, is called so.
CatalogueEntry named_package(Catalogue& catalogue, const std::string& called);

} // namespace delo
