// One thread's hashing of what was read, load after load.
#pragma once

#include "delo/io/hash_flow.hpp"
#include "delo/io/hasher.hpp"

#include <vector>

namespace delo {

class HashComputing {
public:
  explicit HashComputing(HashFlow& flow) : flow_(flow) {}

  /// What a hasher thread does: takes load after load until the flow closes.
  void run();
  /// Hashes the whole files of a buffer and gives it back. Its bytes are still in the cache of the
  /// processor that has read them.
  void do_wholes(HashBuffer& buffer);

private:
  void hash();
  void begin_wholes();
  void finish_wholes();

  HashFlow& flow_;
  HashLoad load_;
  std::vector<Hasher> hashers_; ///< for whole files, used again and again
  std::vector<Piece> pieces_;
};

} // namespace delo
