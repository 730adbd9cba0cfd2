// One broken rule in one place of a package.
#pragma once

#include "delo/model/rule.hpp"

#include <cstdint>
#include <string>

namespace delo {

/// A bad package is told in Findings, a broken world in an Error; never the other way round.
struct Finding {
  const Rule* rule = nullptr;
  std::string path;       ///< inside the package, bytes as found; empty for the package as a whole
  std::uint64_t line = 0; ///< 1-based; 0 when there is none
  std::string message;    ///< what is wrong, naming what was found
  std::string expected;   ///< a digest or a size, "" when that makes no sense
  std::string actual;
};

/// Takes findings as they are made.
class FindingSink {
public:
  virtual ~FindingSink() = default;
  virtual void report(Finding finding) = 0;
};

} // namespace delo
