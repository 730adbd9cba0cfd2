// Registers of 256 bits: 4 messages of SHA-512, 8 of SHA-256.
#if defined(__x86_64__)

#include <immintrin.h>

#define DELO_LANES __attribute__((target("avx2"), always_inline)) inline
#include "delo/io/lanes/sha2_kernel.hpp"

namespace delo::lanes {
namespace {

/// What does not depend on the width of the words.
struct Avx2 {
  using V = __m256i;
  DELO_LANES static V xor3(V a, V b, V c) { return _mm256_xor_si256(_mm256_xor_si256(a, b), c); }
  DELO_LANES static V choose(V a, V b, V c) {
    return _mm256_xor_si256(c, _mm256_and_si256(a, _mm256_xor_si256(b, c)));
  }
  DELO_LANES static V majority(V a, V b, V c) {
    return _mm256_xor_si256(b, _mm256_and_si256(_mm256_xor_si256(a, b), _mm256_xor_si256(b, c)));
  }
  DELO_LANES static V load(const void* from) {
    return _mm256_load_si256(static_cast<const V*>(from));
  }
  DELO_LANES static void store(void* to, V value) {
    _mm256_store_si256(static_cast<V*>(to), value);
  }
  /// Half a row of a message or less, its words in the order of this processor.
  DELO_LANES static V row(const std::uint8_t* from, __m128i order) {
    return _mm256_shuffle_epi8(_mm256_loadu_si256(reinterpret_cast<const __m256i_u*>(from)),
                               _mm256_broadcastsi128_si256(order));
  }
  /// Halves of two registers change places; the results lie `step` apart.
  DELO_LANES static void turn_halves(V a, V b, V* to, std::size_t step) {
    to[0] = _mm256_permute2x128_si256(a, b, 0x20);
    to[step] = _mm256_permute2x128_si256(a, b, 0x31);
  }
};

struct Avx2x64 : Avx2 {
  using Word = std::uint64_t;
  static constexpr std::size_t kLanes = 4;
  DELO_LANES static V add(V a, V b) { return _mm256_add_epi64(a, b); }
  DELO_LANES static V all(Word word) { return _mm256_set1_epi64x(static_cast<long long>(word)); }
  template <int kBits>
  DELO_LANES static V shift(V x) {
    return _mm256_srli_epi64(x, kBits);
  }
  template <int kBits>
  DELO_LANES static V rotate(V x) {
    return _mm256_or_si256(_mm256_srli_epi64(x, kBits), _mm256_slli_epi64(x, 64 - kBits));
  }
  DELO_LANES static void load_columns(const std::uint8_t* const* data, std::size_t at, V* w) {
    const __m128i order = _mm_set_epi64x(0x08090A0B0C0D0E0F, 0x0001020304050607);
    const V a = row(data[0] + at, order);
    const V b = row(data[1] + at, order);
    const V c = row(data[2] + at, order);
    const V d = row(data[3] + at, order);
    turn_halves(_mm256_unpacklo_epi64(a, b), _mm256_unpacklo_epi64(c, d), w, 2);
    turn_halves(_mm256_unpackhi_epi64(a, b), _mm256_unpackhi_epi64(c, d), w + 1, 2);
  }
};

struct Avx2x32 : Avx2 {
  using Word = std::uint32_t;
  static constexpr std::size_t kLanes = 8;
  DELO_LANES static V add(V a, V b) { return _mm256_add_epi32(a, b); }
  DELO_LANES static V all(Word word) { return _mm256_set1_epi32(static_cast<int>(word)); }
  template <int kBits>
  DELO_LANES static V shift(V x) {
    return _mm256_srli_epi32(x, kBits);
  }
  template <int kBits>
  DELO_LANES static V rotate(V x) {
    return _mm256_or_si256(_mm256_srli_epi32(x, kBits), _mm256_slli_epi32(x, 32 - kBits));
  }
  DELO_LANES static void load_columns(const std::uint8_t* const* data, std::size_t at, V* w) {
    const __m128i order = _mm_set_epi64x(0x0C0D0E0F08090A0B, 0x0405060700010203);
    V column[4][2]; // of each four rows, what belongs into columns 0, 1, 2, 3, and 4 further
    for (std::size_t i = 0; i < 2; ++i) {
      const V a = row(data[4 * i] + at, order);
      const V b = row(data[4 * i + 1] + at, order);
      const V c = row(data[4 * i + 2] + at, order);
      const V d = row(data[4 * i + 3] + at, order);
      const V low_ab = _mm256_unpacklo_epi32(a, b);
      const V low_cd = _mm256_unpacklo_epi32(c, d);
      const V high_ab = _mm256_unpackhi_epi32(a, b);
      const V high_cd = _mm256_unpackhi_epi32(c, d);
      column[0][i] = _mm256_unpacklo_epi64(low_ab, low_cd);
      column[1][i] = _mm256_unpackhi_epi64(low_ab, low_cd);
      column[2][i] = _mm256_unpacklo_epi64(high_ab, high_cd);
      column[3][i] = _mm256_unpackhi_epi64(high_ab, high_cd);
    }
    for (std::size_t i = 0; i < 4; ++i)
      turn_halves(column[i][0], column[i][1], w + i, 4);
  }
};

} // namespace

__attribute__((target("avx2"))) void compress_avx2(LaneStates<std::uint32_t>& states,
                                                   const std::uint8_t* const* data,
                                                   std::size_t blocks) {
  compress_blocks<Avx2x32>(states, data, blocks);
}

__attribute__((target("avx2"))) void compress_avx2(LaneStates<std::uint64_t>& states,
                                                   const std::uint8_t* const* data,
                                                   std::size_t blocks) {
  compress_blocks<Avx2x64>(states, data, blocks);
}

} // namespace delo::lanes

#endif
