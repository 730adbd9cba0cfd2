#include "delo/io/hash_pipeline.hpp"

#include "delo/io/hash_flow.hpp"
#include "delo/io/hash_reading.hpp"

#include <string_view>
#include <thread>
#include <utility>
#include <vector>

namespace delo {
namespace {

/// What a hasher thread does: load after load.
class Hashing {
public:
  explicit Hashing(HashFlow& flow) : flow_(flow) {}

  void run() {
    while (flow_.exchange(load_))
      hash();
  }

private:
  void hash() {
    pieces_.clear();
    begin_wholes();
    for (const HashLoad::Turn& turn : load_.turns)
      pieces_.push_back({&turn.strand->hasher, bytes_of(turn.slice), turn.slice.is_last});
    update_side_by_side(pieces_);
    finish_wholes();
    for (const HashLoad::Turn& turn : load_.turns)
      if (turn.slice.is_last)
        turn.strand->digests = turn.strand->hasher.finish();
  }

  void begin_wholes() {
    std::size_t count = 0;
    for (const HashBuffer* buffer : load_.buffers)
      count += buffer->wholes.size();
    if (hashers_.size() < count)
      hashers_.resize(count);
    auto hasher = hashers_.begin();
    for (const HashBuffer* buffer : load_.buffers)
      for (const WholeFile& whole : buffer->wholes) {
        hasher->start(whole.file->is_readable() ? whole.file->job.algorithms : AlgorithmSet());
        pieces_.push_back({&*hasher++, {buffer->bytes.get() + whole.at, whole.size}, true});
      }
  }

  void finish_wholes() {
    auto hasher = hashers_.begin();
    for (const HashBuffer* buffer : load_.buffers)
      for (const WholeFile& whole : buffer->wholes)
        whole.file->result.digests = (hasher++)->finish();
  }

  static std::string_view bytes_of(const HashSlice& slice) {
    if (!slice.buffer)
      return {};
    return {slice.buffer->bytes.get() + slice.at, slice.size};
  }

  HashFlow& flow_;
  HashLoad load_;
  std::vector<Hasher> hashers_; ///< for whole files, used again and again
  std::vector<Piece> pieces_;
};

} // namespace

/// The side of the thread that adds files and gets results.
class HashPipeline::Impl {
public:
  explicit Impl(Options options)
      : options_(std::move(options)), flow_(options_), reading_(flow_, options_) {
    try {
      for (unsigned i = 0; i < options_.hashers; ++i)
        threads_.emplace_back([this] { Hashing(flow_).run(); });
      for (unsigned i = 0; i < options_.readers; ++i)
        threads_.emplace_back([this] { HashReading(flow_, options_).run(); });
    } catch (...) { // the system gives no more threads: those that wait already would do so forever
      flow_.close();
      throw;
    }
  }

  ~Impl() { flow_.close(); }

  std::optional<Error> add(HashJob job) {
    check_stop();
    Hasher::expect(job.algorithms);
    deliver(options_.files_in_flight);
    in_flight_.push_back(std::make_unique<FileInFlight>());
    FileInFlight& file = *in_flight_.back();
    file.job = std::move(job);
    if (!file.job.read_here && !file.job.tee) {
      flow_.to_read(file);
      return std::nullopt;
    }
    flow_.wake_readers();
    HashReading::Outcome outcome = reading_.read(file);
    if (outcome.thrown)
      std::rethrow_exception(outcome.thrown);
    check_stop();
    return std::move(outcome.trouble);
  }

  void finish() {
    deliver(0);
    check_stop();
  }

private:
  using FilePtr = std::unique_ptr<FileInFlight>;

  void check_stop() const {
    if (options_.stop.stop_requested())
      throw Error(ErrorKind::interrupted, "stopped on request");
  }

  /// Hands out results in order, until at most `most` files are in flight.
  void deliver(std::size_t most) {
    while (!in_flight_.empty()) {
      if (!in_flight_.front()->is_finished.load()) {
        if (in_flight_.size() <= most)
          return;
        reading_.hand_over();
        flow_.wake_readers();
        flow_.wait_until_finished(*in_flight_.front());
      }
      const FilePtr file = std::move(in_flight_.front());
      in_flight_.pop_front();
      if (file->job.done)
        file->job.done(std::move(file->result));
    }
  }

  const Options options_;
  HashFlow flow_;
  HashReading reading_;               ///< of what is read on the calling thread
  std::deque<FilePtr> in_flight_;     ///< in the order of adding
  std::vector<std::jthread> threads_; // last: joined before the rest goes
};

HashPipeline::HashPipeline(Options options) : impl_(std::make_unique<Impl>(std::move(options))) {}
HashPipeline::~HashPipeline() = default;
std::optional<Error> HashPipeline::add(HashJob job) {
  return impl_->add(std::move(job));
}
void HashPipeline::finish() {
  impl_->finish();
}

} // namespace delo
