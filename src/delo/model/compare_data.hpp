// What two copies of a store have in common, package by package.
#pragma once

#include "delo/model/report_data.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace delo {

enum class CopyState {
  same,
  differs,
  only_first,  ///< the second copy lacks it
  only_second, ///< the first copy lacks it
  unproven     ///< one of them could not be read
};

std::string_view to_word(CopyState state);

/// A file of a package that is in both copies.
struct ComparedFile {
  std::string path;
  CopyState state = CopyState::same;
};

struct ComparedPackage {
  std::string name;
  CopyState state = CopyState::same;
  std::vector<ComparedFile> files; ///< that are not the same
  std::string reason;              ///< why nothing is proven
};

struct StoreComparison {
  std::string first;
  std::string second;
  std::vector<ComparedPackage> packages; ///< all, by name
  std::uint64_t bytes = 0;               ///< of the packages that were read, in both copies

  std::uint64_t count(CopyState state) const;
};

/// 3 (something could not be read) beats 1 (the copies differ), which beats 4 (there is no
/// package).
ExitCode exit_code(const StoreComparison& comparison);

} // namespace delo
