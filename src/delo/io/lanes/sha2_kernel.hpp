// SHA-2 once for all widths of registers (FIPS 180-4 6.2.2 and 6.4.2). A file that includes this
// says in DELO_LANES which instructions its functions may use, and gives an Ops: a register V of
// `kLanes` words, and what can be done with it.
#pragma once

#include "delo/io/lanes/kernels.hpp"

#if !defined(DELO_LANES)
#define DELO_LANES inline
#endif

namespace delo::lanes {
namespace {

/// By how many bits a function rotates a word; known to the compiler, as the instructions want it.
template <int A, int B, int C>
struct Turns {};

/// FIPS 180-4 4.1.2 and 4.1.3. The last number of the small ones is a shift.
template <class Word>
struct Functions;
template <>
struct Functions<std::uint32_t> {
  static constexpr Turns<2, 13, 22> kBig0{};
  static constexpr Turns<6, 11, 25> kBig1{};
  static constexpr Turns<7, 18, 3> kSmall0{};
  static constexpr Turns<17, 19, 10> kSmall1{};
};
template <>
struct Functions<std::uint64_t> {
  static constexpr Turns<28, 34, 39> kBig0{};
  static constexpr Turns<14, 18, 41> kBig1{};
  static constexpr Turns<1, 8, 7> kSmall0{};
  static constexpr Turns<19, 61, 6> kSmall1{};
};

template <class Ops, int A, int B, int C>
DELO_LANES typename Ops::V big(typename Ops::V x, Turns<A, B, C> /*turns*/) {
  return Ops::xor3(Ops::template rotate<A>(x), Ops::template rotate<B>(x),
                   Ops::template rotate<C>(x));
}

template <class Ops, int A, int B, int C>
DELO_LANES typename Ops::V small(typename Ops::V x, Turns<A, B, C> /*turns*/) {
  return Ops::xor3(Ops::template rotate<A>(x), Ops::template rotate<B>(x),
                   Ops::template shift<C>(x));
}

/// One round. What would move on by one place stays, and the next round gets the places in another
/// order.
template <class Ops>
DELO_LANES void round(typename Ops::V a, typename Ops::V b, typename Ops::V c, typename Ops::V& d,
                      typename Ops::V e, typename Ops::V f, typename Ops::V g, typename Ops::V& h,
                      typename Ops::V word, const typename Ops::Word& constant) {
  using F = Functions<typename Ops::Word>;
  const auto known = Ops::add(Ops::add(word, Ops::all(constant)), h);
  const auto first = Ops::add(Ops::add(known, Ops::choose(e, f, g)), big<Ops>(e, F::kBig1));
  d = Ops::add(d, first);
  h = Ops::add(first, Ops::add(big<Ops>(a, F::kBig0), Ops::majority(a, b, c)));
}

/// A word of the message schedule. After the first 16 it is made of those before, right when its
/// round needs it, since registers are few; it takes the place of the one 16 before it.
template <class Ops, bool kMakes>
DELO_LANES typename Ops::V word(typename Ops::V* w, std::size_t i) {
  using F = Functions<typename Ops::Word>;
  if constexpr (kMakes)
    w[i] = Ops::add(Ops::add(w[i], small<Ops>(w[(i + 1) % 16], F::kSmall0)),
                    Ops::add(w[(i + 9) % 16], small<Ops>(w[(i + 14) % 16], F::kSmall1)));
  return w[i];
}

template <class Ops, bool kMakes>
DELO_LANES void eight_rounds(typename Ops::V* s, typename Ops::V* w, std::size_t first,
                             const typename Ops::Word* constants) {
  round<Ops>(s[0], s[1], s[2], s[3], s[4], s[5], s[6], s[7], word<Ops, kMakes>(w, first),
             constants[0]);
  round<Ops>(s[7], s[0], s[1], s[2], s[3], s[4], s[5], s[6], word<Ops, kMakes>(w, first + 1),
             constants[1]);
  round<Ops>(s[6], s[7], s[0], s[1], s[2], s[3], s[4], s[5], word<Ops, kMakes>(w, first + 2),
             constants[2]);
  round<Ops>(s[5], s[6], s[7], s[0], s[1], s[2], s[3], s[4], word<Ops, kMakes>(w, first + 3),
             constants[3]);
  round<Ops>(s[4], s[5], s[6], s[7], s[0], s[1], s[2], s[3], word<Ops, kMakes>(w, first + 4),
             constants[4]);
  round<Ops>(s[3], s[4], s[5], s[6], s[7], s[0], s[1], s[2], word<Ops, kMakes>(w, first + 5),
             constants[5]);
  round<Ops>(s[2], s[3], s[4], s[5], s[6], s[7], s[0], s[1], word<Ops, kMakes>(w, first + 6),
             constants[6]);
  round<Ops>(s[1], s[2], s[3], s[4], s[5], s[6], s[7], s[0], word<Ops, kMakes>(w, first + 7),
             constants[7]);
}

template <class Ops>
DELO_LANES void add_eight(typename Ops::V* to, const typename Ops::V* from) {
  for (std::size_t i = 0; i < 8; ++i)
    to[i] = Ops::add(to[i], from[i]);
}

template <class Ops>
DELO_LANES void compress_blocks(LaneStates<typename Ops::Word>& states,
                                const std::uint8_t* const* data, std::size_t blocks) {
  using Word = typename Ops::Word;
  using V = typename Ops::V;
  const Word* const constants = kRoundConstants<Word>.data();
  V sums[8];
  for (std::size_t i = 0; i < 8; ++i)
    sums[i] = Ops::load(states.words + i * Ops::kLanes);
  for (std::size_t at = 0; at < blocks * kBlockBytes<Word>; at += kBlockBytes<Word>) {
    V w[16];
    for (std::size_t i = 0; i < 16; i += Ops::kLanes)
      Ops::load_columns(data, at + i * sizeof(Word), w + i);
    V s[8] = {sums[0], sums[1], sums[2], sums[3], sums[4], sums[5], sums[6], sums[7]};
    eight_rounds<Ops, false>(s, w, 0, constants);
    eight_rounds<Ops, false>(s, w, 8, constants + 8);
    for (std::size_t i = 16; i < kRounds<Word>; i += 16) {
      eight_rounds<Ops, true>(s, w, 0, constants + i);
      eight_rounds<Ops, true>(s, w, 8, constants + i + 8);
    }
    add_eight<Ops>(sums, s);
  }
  for (std::size_t i = 0; i < 8; ++i)
    Ops::store(states.words + i * Ops::kLanes, sums[i]);
}

} // namespace
} // namespace delo::lanes
