// What differs between two packages or folders.
#pragma once

#include "delo/model/digest.hpp"
#include "delo/model/report_data.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace delo {

enum class Difference { added, removed, changed, renamed };

std::string_view to_word(Difference difference);

/// One side of a difference; empty when the file is on the other side only.
struct DiffSide {
  std::string path;
  std::uint64_t bytes = 0;
  std::string digest; ///< "sha512:…", or "link to …"
};

struct DiffEntry {
  Difference difference;
  DiffSide before;
  DiffSide after;
};

struct DiffResult {
  std::string before; ///< as the user gave them
  std::string after;
  std::vector<DiffEntry> entries; ///< by path: that of the older side, where there is one
  std::uint64_t same = 0;         ///< files that are equal in name and content
  std::vector<Unreadable> unreadable;

  std::uint64_t count(Difference difference) const;
};

/// 0 the same, 1 different, 3 when something could not be read and so was not compared.
ExitCode exit_code(const DiffResult& result);

} // namespace delo
