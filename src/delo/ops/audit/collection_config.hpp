// Collections that are declared in a configuration: the tables [collection.NAME] of a delo.toml.
#pragma once

#include "delo/model/collection.hpp"

#include <filesystem>
#include <vector>

namespace delo {

/// Reads them in the order of the file. Keys are root, kind and list, and the settings of
/// model/collection.hpp; paths are seen from the folder of the configuration. A file without such
/// tables declares none. Throws Error(usage), with the line, for what cannot be used.
std::vector<Collection> read_collections(const std::filesystem::path& config);

} // namespace delo
