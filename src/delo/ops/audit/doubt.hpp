// When so much fails at once, it is the store that is to be doubted and not the packages: a disk
// that was not mounted, a restore that went wrong, a share that gives out nothing but zeros.
#pragma once

#include "delo/ops/audit/catalogue.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace delo {

/// Counts, for one collection, what fails that did not fail before.
class Doubt {
public:
  /// `share` in hundredths of a percent.
  explicit Doubt(std::uint64_t share) : share_(share) {}

  /// A package was looked at; `failed_before` says what was known of it.
  void add(const PackageCheck& check, bool failed_before);
  /// Why the store is to be doubted; nothing while it is not. Ten packages at least, since in a
  /// small collection every fault is a large share.
  std::optional<std::string> reason() const;

private:
  std::uint64_t share_;
  std::uint64_t looked_at_ = 0;
  std::uint64_t failed_ = 0;
  std::uint64_t emptied_ = 0; ///< files that have become empty
  std::uint64_t other_ = 0;   ///< files that are bad in another way
};

} // namespace delo
