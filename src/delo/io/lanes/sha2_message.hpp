// One message of SHA-2 on its way: its state, and the bytes that do not fill a block yet.
#pragma once

#include "delo/io/lanes/compress.hpp"
#include "delo/model/digest.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace delo::lanes {

/// SHA-224 and SHA-256 with words of 32 bits; SHA-384, SHA-512 and its two shorter forms with words
/// of 64. Messages of one size of words share lanes.
template <class Word>
class Sha2Message {
public:
  /// What a message of this algorithm starts from; nothing for an algorithm of another kind.
  static const State<Word>* start_of(Algorithm algorithm);

  void start(Algorithm algorithm);

  /// Takes the next bytes, after which the message may end. What is returned is to be compressed
  /// before the next call, while the bytes are still there; it points into this object.
  Work<Word> take(std::string_view bytes, bool ends);

  /// After the end was compressed.
  Digest digest() const;

private:
  static constexpr std::size_t kBlock = kBlockBytes<Word>;

  /// Fills the last block, or the last two, as FIPS 180-4 5.1 says; returns how many they are.
  std::size_t pad(std::uint8_t* tail);

  State<Word> state_{};
  Algorithm algorithm_{};
  std::uint64_t length_ = 0; ///< bytes so far
  std::size_t begun_ = 0;    ///< bytes in the tail
  std::size_t turn_ = 0;     ///< which tail is being filled: the other may wait to be compressed
  std::array<std::array<std::uint8_t, 2 * kBlock>, 2> tails_{};
};

} // namespace delo::lanes
