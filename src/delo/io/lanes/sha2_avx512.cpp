// Registers of 512 bits: 8 messages of SHA-512, 16 of SHA-256.
#if defined(__x86_64__)

#include <immintrin.h>

// GCC 12 takes what its own header leaves open on purpose for a mistake of ours (GCC bug 105593).
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#pragma GCC diagnostic ignored "-Wuninitialized"
#endif

#define DELO_LANES __attribute__((target("avx512f,avx512bw"), always_inline)) inline
#include "delo/io/lanes/sha2_kernel.hpp"

namespace delo::lanes {
namespace {

/// What does not depend on the width of the words.
struct Avx512 {
  using V = __m512i;
  DELO_LANES static V xor3(V a, V b, V c) { return _mm512_ternarylogic_epi32(a, b, c, 0x96); }
  DELO_LANES static V choose(V a, V b, V c) { return _mm512_ternarylogic_epi32(a, b, c, 0xCA); }
  DELO_LANES static V majority(V a, V b, V c) { return _mm512_ternarylogic_epi32(a, b, c, 0xE8); }
  DELO_LANES static V load(const void* from) { return _mm512_load_si512(from); }
  DELO_LANES static void store(void* to, V value) { _mm512_store_si512(to, value); }
  /// One row of a message, its words in the order of this processor.
  DELO_LANES static V row(const std::uint8_t* from, __m128i order) {
    return _mm512_shuffle_epi8(_mm512_loadu_si512(from), _mm512_broadcast_i32x4(order));
  }
  /// Quarters of four registers change places as a square is turned over its diagonal; the results
  /// lie `step` apart.
  DELO_LANES static void turn_quarters(V a, V b, V c, V d, V* to, std::size_t step) {
    const V even_ab = _mm512_shuffle_i64x2(a, b, 0x88);
    const V even_cd = _mm512_shuffle_i64x2(c, d, 0x88);
    const V odd_ab = _mm512_shuffle_i64x2(a, b, 0xDD);
    const V odd_cd = _mm512_shuffle_i64x2(c, d, 0xDD);
    to[0] = _mm512_shuffle_i64x2(even_ab, even_cd, 0x88);
    to[step] = _mm512_shuffle_i64x2(odd_ab, odd_cd, 0x88);
    to[2 * step] = _mm512_shuffle_i64x2(even_ab, even_cd, 0xDD);
    to[3 * step] = _mm512_shuffle_i64x2(odd_ab, odd_cd, 0xDD);
  }
};

struct Avx512x64 : Avx512 {
  using Word = std::uint64_t;
  static constexpr std::size_t kLanes = 8;
  DELO_LANES static V add(V a, V b) { return _mm512_add_epi64(a, b); }
  DELO_LANES static V all(Word word) { return _mm512_set1_epi64(static_cast<long long>(word)); }
  template <int kBits>
  DELO_LANES static V rotate(V x) {
    return _mm512_ror_epi64(x, kBits);
  }
  template <int kBits>
  DELO_LANES static V shift(V x) {
    return _mm512_srli_epi64(x, kBits);
  }
  DELO_LANES static void load_columns(const std::uint8_t* const* data, std::size_t at, V* w) {
    const __m128i order = _mm_set_epi64x(0x08090A0B0C0D0E0F, 0x0001020304050607);
    V even[4];
    V odd[4];
    for (std::size_t i = 0; i < 4; ++i) {
      const V a = row(data[2 * i] + at, order);
      const V b = row(data[2 * i + 1] + at, order);
      even[i] = _mm512_unpacklo_epi64(a, b);
      odd[i] = _mm512_unpackhi_epi64(a, b);
    }
    turn_quarters(even[0], even[1], even[2], even[3], w, 2);
    turn_quarters(odd[0], odd[1], odd[2], odd[3], w + 1, 2);
  }
};

struct Avx512x32 : Avx512 {
  using Word = std::uint32_t;
  static constexpr std::size_t kLanes = 16;
  DELO_LANES static V add(V a, V b) { return _mm512_add_epi32(a, b); }
  DELO_LANES static V all(Word word) { return _mm512_set1_epi32(static_cast<int>(word)); }
  template <int kBits>
  DELO_LANES static V rotate(V x) {
    return _mm512_ror_epi32(x, kBits);
  }
  template <int kBits>
  DELO_LANES static V shift(V x) {
    return _mm512_srli_epi32(x, kBits);
  }
  DELO_LANES static void load_columns(const std::uint8_t* const* data, std::size_t at, V* w) {
    const __m128i order = _mm_set_epi64x(0x0C0D0E0F08090A0B, 0x0405060700010203);
    V column[4][4]; // of each four rows, what belongs into columns 0, 1, 2, 3, and 4 further, ...
    for (std::size_t i = 0; i < 4; ++i) {
      const V a = row(data[4 * i] + at, order);
      const V b = row(data[4 * i + 1] + at, order);
      const V c = row(data[4 * i + 2] + at, order);
      const V d = row(data[4 * i + 3] + at, order);
      const V low_ab = _mm512_unpacklo_epi32(a, b);
      const V low_cd = _mm512_unpacklo_epi32(c, d);
      const V high_ab = _mm512_unpackhi_epi32(a, b);
      const V high_cd = _mm512_unpackhi_epi32(c, d);
      column[0][i] = _mm512_unpacklo_epi64(low_ab, low_cd);
      column[1][i] = _mm512_unpackhi_epi64(low_ab, low_cd);
      column[2][i] = _mm512_unpacklo_epi64(high_ab, high_cd);
      column[3][i] = _mm512_unpackhi_epi64(high_ab, high_cd);
    }
    for (std::size_t i = 0; i < 4; ++i)
      turn_quarters(column[i][0], column[i][1], column[i][2], column[i][3], w + i, 4);
  }
};

} // namespace

__attribute__((target("avx512f,avx512bw"))) void compress_avx512(LaneStates<std::uint32_t>& states,
                                                                 const std::uint8_t* const* data,
                                                                 std::size_t blocks) {
  compress_blocks<Avx512x32>(states, data, blocks);
}

__attribute__((target("avx512f,avx512bw"))) void compress_avx512(LaneStates<std::uint64_t>& states,
                                                                 const std::uint8_t* const* data,
                                                                 std::size_t blocks) {
  compress_blocks<Avx512x64>(states, data, blocks);
}

} // namespace delo::lanes

#endif
