#include "delo/io/lanes/compress.hpp"

#include "delo/io/lanes/kernels.hpp"

// The block functions of the crypto library are to be had under their old names only: an EVP_MD_CTX
// takes no state from outside.
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/sha.h>

#include <algorithm>

namespace delo::lanes {
namespace {

void compress_run(State<std::uint64_t>& state, const BlockRun& run) {
  SHA512_CTX context{};
  std::copy(state.begin(), state.end(), context.h);
  context.md_len = SHA512_DIGEST_LENGTH;
  SHA512_Update(&context, run.data, run.blocks * kBlockBytes<std::uint64_t>);
  std::copy_n(context.h, state.size(), state.begin());
}

void compress_run(State<std::uint32_t>& state, const BlockRun& run) {
  SHA256_CTX context{};
  std::copy(state.begin(), state.end(), context.h);
  context.md_len = SHA256_DIGEST_LENGTH;
  SHA256_Update(&context, run.data, run.blocks * kBlockBytes<std::uint32_t>);
  std::copy_n(context.h, state.size(), state.begin());
}

/// One message after the other.
template <class Word>
void compress_alone(const Work<Word>& work) {
  for (std::size_t i = 0; i < work.count; ++i)
    if (work.runs[i].blocks > 0)
      compress_run(*work.state, work.runs[i]);
}

/// A message in each lane, for as long as there are enough of them. A lane whose message is through
/// is given the next.
template <class Word>
class Lanes {
public:
  Lanes(std::span<Work<Word>> works, const Kernel<Word>& kernel) : kernel_(kernel), rest_(works) {}

  void run() {
    while (active_ < kernel_.lanes && !rest_.empty())
      take_next(active_++);
    while (active_ >= kernel_.worthwhile) {
      step();
      for (std::size_t lane = 0; lane < active_;)
        lane += is_through(lane) ? 0 : 1;
    }
    for (std::size_t lane = 0; lane < active_; ++lane) {
      put_back(lane);
      compress_alone(*lanes_[lane].work);
    }
    for (const Work<Word>& work : rest_)
      compress_alone(work);
  }

private:
  struct Lane {
    Work<Word>* work = nullptr;
    std::size_t at = 0; ///< which of its runs
  };

  BlockRun& run_of(std::size_t lane) { return lanes_[lane].work->runs[lanes_[lane].at]; }

  void take_next(std::size_t lane) {
    lanes_[lane] = {&rest_.front(), 0};
    rest_ = rest_.subspan(1);
    for (std::size_t i = 0; i < 8; ++i)
      states_.words[i * kernel_.lanes + lane] = (*lanes_[lane].work->state)[i];
  }

  void put_back(std::size_t lane) {
    for (std::size_t i = 0; i < 8; ++i)
      (*lanes_[lane].work->state)[i] = states_.words[i * kernel_.lanes + lane];
  }

  /// As many blocks as every lane has. Lanes without a message compute something that nobody wants.
  void step() {
    std::array<const std::uint8_t*, kMostLanes> data{};
    std::size_t blocks = run_of(0).blocks;
    for (std::size_t lane = 0; lane < active_; ++lane) {
      data[lane] = run_of(lane).data;
      blocks = std::min(blocks, run_of(lane).blocks);
    }
    std::fill(data.begin() + static_cast<std::ptrdiff_t>(active_), data.end(), data[0]);
    kernel_.compress(states_, data.data(), blocks);
    for (std::size_t lane = 0; lane < active_; ++lane) {
      run_of(lane).data += blocks * kBlockBytes<Word>;
      run_of(lane).blocks -= blocks;
    }
  }

  /// Goes on to the next run, to the next message; with none left the last lane moves in here.
  /// Returns whether this lane is to be looked at again.
  bool is_through(std::size_t lane) {
    if (run_of(lane).blocks > 0)
      return false;
    if (++lanes_[lane].at < lanes_[lane].work->count)
      return false;
    put_back(lane);
    if (!rest_.empty()) {
      take_next(lane);
      return false;
    }
    move_last_to(lane);
    return true;
  }

  void move_last_to(std::size_t lane) {
    const std::size_t last = --active_;
    lanes_[lane] = lanes_[last];
    for (std::size_t i = 0; i < 8; ++i)
      states_.words[i * kernel_.lanes + lane] = states_.words[i * kernel_.lanes + last];
  }

  const Kernel<Word>& kernel_;
  std::span<Work<Word>> rest_; ///< not begun
  std::size_t active_ = 0;     ///< the first so many lanes have a message
  std::array<Lane, kMostLanes> lanes_{};
  LaneStates<Word> states_{};
};

} // namespace

template <class Word>
void compress(std::span<Work<Word>> works, DigestEngine engine) {
  const Kernel<Word>* kernel = kernel_of<Word>(engine);
  if (!kernel || works.size() < kernel->worthwhile) {
    for (const Work<Word>& work : works)
      compress_alone(work);
    return;
  }
  // Long messages first: those that are left over in the end are then short.
  std::sort(works.begin(), works.end(),
            [](const auto& a, const auto& b) { return a.blocks() > b.blocks(); });
  Lanes<Word>(works, *kernel).run();
}

template void compress(std::span<Work<std::uint32_t>>, DigestEngine);
template void compress(std::span<Work<std::uint64_t>>, DigestEngine);

} // namespace delo::lanes
