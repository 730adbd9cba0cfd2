// What is wrong with an OCFL object, in the words of its specification (https://ocfl.io/1.1/spec).
#pragma once

#include <string>

namespace delo {

/// One thing that an OCFL object must not have.
struct OcflProblem {
  std::string code;  ///< of the specification's list of validation codes: "E092"
  std::string path;  ///< a name below the object, or a place in the inventory ("versions/v1/state")
  std::string words; ///< what is wrong with it, without the path
  bool operator==(const OcflProblem&) const = default;
};

} // namespace delo
