// The readers of foreign bytes, each as one function that takes any bytes at all. libFuzzer invents
// the bytes (main.cpp, scripts/fuzz); the unit tests give the kept ones.
#pragma once

#include "delo/base/error.hpp"

#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace delo::fuzz {

/// Something that a reader promises did not hold.
class Broken : public std::logic_error {
public:
  using std::logic_error::logic_error;
};

struct Target {
  std::string_view name; ///< as its folder in corpus/ is called
  void (*read)(std::string_view bytes);
  std::string_view holds; ///< what must hold besides that nothing but Error is thrown
};

// One table for each family.
std::span<const Target> page_targets();
std::span<const Target> bag_targets();
std::span<const Target> table_targets();
std::span<const Target> document_targets();
std::span<const Target> archive_targets();
std::span<const Target> audit_targets();

/// All of them.
std::vector<Target> targets();

/// Gives bytes to a target. That they are refused is a right answer. Throws Broken, and whatever
/// else a reader lets out that it should not, an internal Error included.
void run(const Target& target, std::string_view bytes);

/// Throws Broken unless it holds.
void must(bool holds, const std::string& what);

/// Reads what delo itself wrote, which must never be refused.
template <typename Read>
auto own(Read read, const std::string& what) {
  try {
    return read();
  } catch (const Error& error) {
    throw Broken(what + " is refused: " + error.message());
  }
}

} // namespace delo::fuzz
