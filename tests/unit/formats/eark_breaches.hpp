// How each rule of E-ARK is broken, one change of a good package for each way.
#pragma once

#include "unit/support/eark_package.hpp"

#include <string_view>
#include <vector>

namespace delo::test {

/// How a rule is broken. Some damage breaks more than one.
struct Breach {
  std::string_view rule;
  EarkChange change;
  bool flat = false; ///< in the package without METS in the representation
};

/// All of them, in the order of the rules.
const std::vector<Breach>& breaches();

} // namespace delo::test
