// Whether a bag that lies in the target already is the one that would be written.
#pragma once

#include "delo/ops/existing_package.hpp"
#include "delo/ops/folder_bag_plan.hpp"

namespace delo {

/// As compare_with_existing(), for the plain bag of a folder: the time comes from its own
/// Delo-Packed-At. The bag must be there.
ExistingPackage compare_with_existing_bag(const FolderBag& bag, const PackOptions& options);

} // namespace delo
