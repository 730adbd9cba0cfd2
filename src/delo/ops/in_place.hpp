// A folder that becomes a bag where it is: what may be asked for, and what is a bag already.
#pragma once

#include "delo/ops/existing_package.hpp"
#include "delo/ops/pack.hpp"

namespace delo {

/// Throws Error(usage) for options that a bag in place cannot meet: what would leave something of
/// the folder out, or put the bag elsewhere.
void check_in_place(const PackOptions& options);

/// A valid bag is left as it is, whoever made it: Existing::identical, with its size. Throws
/// Error(usage) for what looks like a bag and is no valid one, so that none is ever put into
/// another, Error(io) for a bag that cannot be read.
ExistingPackage bag_in_place(const std::filesystem::path& folder, const PackOptions& options);

/// The folder of `path` itself, for a path with links, "." and "..".
std::filesystem::path folder_itself(const std::filesystem::path& path);

/// The sink that takes the folder's place. Throws Error(io).
std::unique_ptr<PackageSink> open_in_place(const std::filesystem::path& folder);

} // namespace delo
