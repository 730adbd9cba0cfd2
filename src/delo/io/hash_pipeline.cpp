#include "delo/io/hash_pipeline.hpp"

#include "delo/io/hash_computing.hpp"
#include "delo/io/hash_flow.hpp"
#include "delo/io/hash_reading.hpp"

#include <chrono>
#include <thread>
#include <utility>
#include <vector>

namespace delo {
namespace {

/// Where no core is left for the hashers, it costs more to wake one than to do its work.
bool readers_hash(const HashPipeline::Options& options) {
  return options.readers_hash.value_or(std::thread::hardware_concurrency() <= options.readers);
}

/// How long progress may lag behind while many files are done.
constexpr std::chrono::milliseconds kLongestWait{20};

} // namespace

/// The side of the thread that adds files and gets results.
class HashPipeline::Impl {
public:
  explicit Impl(Options options)
      : options_(std::move(options)), flow_(options_), reading_(flow_, options_) {
    try {
      for (unsigned i = 0; i < options_.hashers; ++i)
        threads_.emplace_back([this] { HashComputing(flow_).run(); });
      for (unsigned i = 0; i < options_.readers; ++i)
        threads_.emplace_back([this] { read(); });
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

  void read() {
    HashComputing computing(flow_);
    HashReading(flow_, options_, readers_hash(options_) ? &computing : nullptr).run();
  }

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
        wait_for_results();
      }
      const FilePtr file = std::move(in_flight_.front());
      in_flight_.pop_front();
      if (file->job.done)
        file->job.done(std::move(file->result));
    }
  }

  /// For half of the results rather than for one: each waking costs both sides.
  void wait_for_results() {
    flow_.wait_until_finished(*in_flight_[in_flight_.size() / 2], kLongestWait);
    flow_.wait_until_finished(*in_flight_.front());
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
