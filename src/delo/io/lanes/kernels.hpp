// The compression function of SHA-2 over the blocks of several messages side by side: one message
// in each lane of the processor's wide registers.
#pragma once

#include "delo/io/lanes/engine.hpp"
#include "delo/io/lanes/sha2_constants.hpp"

#include <cstddef>
#include <cstdint>

namespace delo::lanes {

/// The most lanes that any kernel has.
inline constexpr std::size_t kMostLanes = 16;

/// The states of `lanes` messages, the first words of all, then the second words, and so on.
template <class Word>
struct alignas(64) LaneStates {
  Word words[8 * kMostLanes];
};

template <class Word>
struct Kernel {
  std::size_t lanes;
  /// With fewer messages than this, one after the other is quicker.
  std::size_t worthwhile;
  /// Takes `blocks` whole blocks from where each of `lanes` pointers points.
  void (*compress)(LaneStates<Word>& states, const std::uint8_t* const* data, std::size_t blocks);
};

/// Nothing when this engine has none, and for an engine that this processor lacks.
template <class Word>
const Kernel<Word>* kernel_of(DigestEngine engine);

#if defined(__x86_64__)
void compress_avx2(LaneStates<std::uint32_t>&, const std::uint8_t* const*, std::size_t);
void compress_avx2(LaneStates<std::uint64_t>&, const std::uint8_t* const*, std::size_t);
void compress_avx512(LaneStates<std::uint32_t>&, const std::uint8_t* const*, std::size_t);
void compress_avx512(LaneStates<std::uint64_t>&, const std::uint8_t* const*, std::size_t);
#endif

} // namespace delo::lanes
