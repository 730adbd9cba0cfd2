// Where a package is that is not in its place any more.
#pragma once

#include "delo/ops/audit/check.hpp"

#include <optional>
#include <span>
#include <string>

namespace delo {

/// The one of `places`, which are paths of packages that nobody has taken in, that holds every byte
/// of this package and nothing else. Only a place in which every catalogued file is there and as
/// long as it was is read; `bytes` grows by what was read. Throws as check_package() does.
std::optional<std::string> find_moved_package(const CatalogueEntry& package,
                                              const CataloguedFiles& files,
                                              std::span<const std::string> places,
                                              const CheckTools& tools, std::uint64_t& bytes);

} // namespace delo
