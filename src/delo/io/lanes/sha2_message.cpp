#include "delo/io/lanes/sha2_message.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

namespace delo::lanes {
namespace {

template <class Word>
using Starts = std::span<const std::pair<Algorithm, const State<Word>*>>;

template <class Word>
Starts<Word> starts();

template <>
Starts<std::uint32_t> starts<std::uint32_t>() {
  static constexpr std::array<std::pair<Algorithm, const State<std::uint32_t>*>, 2> kList{{
      {Algorithm::sha224, &kStart224},
      {Algorithm::sha256, &kStart256},
  }};
  return kList;
}

template <>
Starts<std::uint64_t> starts<std::uint64_t>() {
  static constexpr std::array<std::pair<Algorithm, const State<std::uint64_t>*>, 4> kList{{
      {Algorithm::sha384, &kStart384},
      {Algorithm::sha512, &kStart512},
      {Algorithm::sha512_224, &kStart512_224},
      {Algorithm::sha512_256, &kStart512_256},
  }};
  return kList;
}

/// The most significant byte first.
template <class Number>
void put(std::uint8_t* to, Number number) {
  for (std::size_t i = 0; i < sizeof(Number); ++i)
    to[i] = static_cast<std::uint8_t>(number >> (8 * (sizeof(Number) - 1 - i)));
}

} // namespace

template <class Word>
const State<Word>* Sha2Message<Word>::start_of(Algorithm algorithm) {
  for (const auto& [known, state] : starts<Word>())
    if (known == algorithm)
      return state;
  return nullptr;
}

template <class Word>
void Sha2Message<Word>::start(Algorithm algorithm) {
  state_ = *start_of(algorithm);
  algorithm_ = algorithm;
  length_ = begun_ = 0;
}

template <class Word>
Work<Word> Sha2Message<Word>::take(std::string_view bytes, bool ends) {
  Work<Word> work{.state = &state_};
  length_ += bytes.size();
  if (begun_ > 0 && !bytes.empty()) {
    const std::size_t more = std::min(bytes.size(), kBlock - begun_);
    std::memcpy(tails_[turn_].data() + begun_, bytes.data(), more);
    bytes.remove_prefix(more);
    begun_ += more;
    if (begun_ == kBlock) {
      work.add(tails_[turn_].data(), 1);
      turn_ = 1 - turn_;
      begun_ = 0;
    }
  }
  work.add(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size() / kBlock);
  bytes.remove_prefix(bytes.size() / kBlock * kBlock);
  std::uint8_t* const tail = tails_[turn_].data();
  if (!bytes.empty()) {
    std::memcpy(tail + begun_, bytes.data(), bytes.size());
    begun_ += bytes.size();
  }
  if (ends)
    work.add(tail, pad(tail));
  return work;
}

template <class Word>
std::size_t Sha2Message<Word>::pad(std::uint8_t* tail) {
  const std::size_t blocks = begun_ + 1 + kLengthBytes<Word> <= kBlock ? 1 : 2;
  std::uint8_t* const end = tail + blocks * kBlock;
  tail[begun_] = 0x80;
  std::fill(tail + begun_ + 1, end, std::uint8_t{0});
  put(end - 8, length_ << 3);
  if constexpr (kLengthBytes<Word> == 16)
    put(end - 16, length_ >> 61);
  return blocks;
}

template <class Word>
Digest Sha2Message<Word>::digest() const {
  std::array<std::byte, 8 * sizeof(Word)> bytes{};
  for (std::size_t i = 0; i < state_.size(); ++i)
    put(reinterpret_cast<std::uint8_t*>(bytes.data()) + i * sizeof(Word), state_[i]);
  return Digest(algorithm_, std::span(bytes).first(info(algorithm_).bytes));
}

template class Sha2Message<std::uint32_t>;
template class Sha2Message<std::uint64_t>;

} // namespace delo::lanes
