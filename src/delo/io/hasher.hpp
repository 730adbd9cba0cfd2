// Many digests over one read of the same bytes.
#pragma once

#include "delo/model/digest.hpp"

#include <memory>
#include <string_view>
#include <vector>

namespace delo {

/// Computes several digests at once. Reusable after finish(); use from one thread.
class Hasher {
public:
  Hasher();
  ~Hasher();
  Hasher(Hasher&&) noexcept;
  Hasher& operator=(Hasher&&) noexcept;

  /// Begins anew with these algorithms.
  void start(AlgorithmSet algorithms);
  void update(std::string_view bytes);
  DigestSet finish();

private:
  struct Context;
  std::vector<std::unique_ptr<Context>> contexts_; ///< one for each algorithm met so far
  std::vector<Context*> active_;
};

} // namespace delo
