// The blocks of many messages of different length, through one kernel.
#pragma once

#include "delo/io/lanes/engine.hpp"
#include "delo/io/lanes/sha2_constants.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace delo::lanes {

/// Whole blocks that lie one behind the other.
struct BlockRun {
  const std::uint8_t* data = nullptr;
  std::size_t blocks = 0;
};

/// What has come of one message and is not yet in its state.
template <class Word>
struct Work {
  State<Word>* state = nullptr;
  /// What was begun before, what lies in the caller's bytes, what was begun now: in this order.
  std::array<BlockRun, 3> runs{};
  std::size_t count = 0; ///< of the runs

  void add(const std::uint8_t* data, std::size_t blocks) {
    if (blocks > 0)
      runs[count++] = {data, blocks};
  }
  std::size_t blocks() const { return runs[0].blocks + runs[1].blocks + runs[2].blocks; }
};

/// Does all works, of which no two may be of one message; they are used up. Side by side where the
/// engine has lanes for it and enough messages are left, and one after the other where not.
template <class Word>
void compress(std::span<Work<Word>> works, DigestEngine engine);

} // namespace delo::lanes
