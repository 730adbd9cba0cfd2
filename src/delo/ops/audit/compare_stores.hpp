// Two copies of a store, byte by byte, without a catalogue.
#pragma once

#include "delo/model/compare_data.hpp"
#include "delo/model/expansion_limit.hpp"

#include <filesystem>
#include <stop_token>

namespace delo {

struct CompareOptions {
  std::filesystem::path first;  ///< a folder of packages
  std::filesystem::path second; ///< its copy
  std::stop_token stop{};
  ExpansionLimit expansion{};
};

/// Reads every package of both folders and compares those of one name by the digests of their
/// files; an archive also as the file that it is. Throws Error(io) when a folder cannot be listed,
/// Error(interrupted).
StoreComparison compare_stores(const CompareOptions& options);

} // namespace delo
