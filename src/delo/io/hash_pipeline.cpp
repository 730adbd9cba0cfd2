// How bytes travel: a reader takes a free buffer, fills it and queues it at its file; a file with
// queued buffers stands in the ready line; a hasher takes a file from the line, hashes what is
// queued and gives the buffers back. One file is with one hasher at a time, so its bytes stay in
// order; several files are in flight, so that every thread has work.
#include "delo/io/hash_pipeline.hpp"

#include "delo/io/hasher.hpp"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace delo {
namespace {

/// A filled buffer, or, without one, the end of its file.
struct Chunk {
  std::unique_ptr<char[]> buffer;
  std::size_t size = 0;
};

struct FileInFlight {
  HashJob job;
  Hasher hasher;
  HashResult result;
  std::deque<Chunk> chunks;
  bool in_line = false; ///< stands in the ready line, or is with a hasher
  bool finished = false;
};

} // namespace

class HashPipeline::Impl {
public:
  explicit Impl(Options options) : options_(std::move(options)) {
    for (std::size_t i = 0; i < options_.buffers; ++i)
      free_.push_back(std::make_unique<char[]>(options_.buffer_bytes));
    try {
      for (unsigned i = 0; i < options_.hashers; ++i)
        threads_.emplace_back([this] { hash_files(); });
      for (unsigned i = 0; i < options_.readers; ++i)
        threads_.emplace_back([this] { read_files(); });
    } catch (...) { // the system gives no more threads: those that wait already would do so forever
      close();
      throw;
    }
  }

  ~Impl() { close(); }

  std::optional<Error> add(HashJob job) {
    check_stop();
    deliver(options_.files_in_flight);
    auto file = std::make_shared<FileInFlight>();
    file->job = std::move(job);
    const bool here = file->job.read_here || file->job.tee;
    file->hasher = take_hasher();
    file->hasher.start(file->job.algorithms);
    {
      const std::lock_guard lock(mutex_);
      in_flight_.push_back(file);
      if (!here)
        to_read_.push_back(file);
    }
    if (!here) {
      file_to_read_.notify_one();
      return std::nullopt;
    }
    std::optional<Error> trouble;
    if (const std::exception_ptr thrown = read_file(*file, file, &trouble))
      std::rethrow_exception(thrown);
    check_stop();
    return trouble;
  }

  void finish() {
    deliver(0);
    check_stop();
  }

private:
  using FilePtr = std::shared_ptr<FileInFlight>;

  void close() {
    {
      const std::lock_guard lock(mutex_);
      closing_ = true;
    }
    for (auto* changed : {&buffer_free_, &file_to_read_, &file_to_hash_, &file_finished_})
      changed->notify_all();
  }

  void check_stop() const {
    if (options_.stop.stop_requested())
      throw Error(ErrorKind::interrupted, "stopped on request");
  }

  /// Hands out results in order, until at most `most` files are in flight.
  void deliver(std::size_t most) {
    for (;;) {
      FilePtr file;
      {
        std::unique_lock lock(mutex_);
        if (in_flight_.empty())
          return;
        if (!in_flight_.front()->finished && in_flight_.size() <= most)
          return;
        file_finished_.wait(lock, [this] { return in_flight_.front()->finished; });
        file = std::move(in_flight_.front());
        in_flight_.pop_front();
      }
      if (file->job.done)
        file->job.done(std::move(file->result));
    }
  }

  /// Contexts of the crypto library cost more to make than a small file costs to hash.
  Hasher take_hasher() {
    const std::lock_guard lock(mutex_);
    if (spare_hashers_.empty())
      return {};
    Hasher hasher = std::move(spare_hashers_.back());
    spare_hashers_.pop_back();
    return hasher;
  }

  Chunk take_buffer() {
    std::unique_lock lock(mutex_);
    buffer_free_.wait(lock, [this] { return !free_.empty() || closing_; });
    if (free_.empty())
      return {};
    Chunk chunk{std::move(free_.back()), 0};
    free_.pop_back();
    return chunk;
  }

  void queue(const FilePtr& file, Chunk chunk) {
    {
      const std::lock_guard lock(mutex_);
      file->chunks.push_back(std::move(chunk));
      if (std::exchange(file->in_line, true))
        return; // its hasher finds the chunk
      ready_.push_back(file);
    }
    file_to_hash_.notify_one();
  }

  void give_back(Chunk chunk) {
    {
      const std::lock_guard lock(mutex_);
      free_.push_back(std::move(chunk.buffer));
    }
    buffer_free_.notify_one();
  }

  /// Reads a file to its end. Troubles of the file go into its result; what a tee throws is
  /// returned, because it is the caller's.
  std::exception_ptr read_file(FileInFlight& file, const FilePtr& shared,
                               std::optional<Error>* trouble = nullptr) {
    std::exception_ptr thrown;
    try {
      const auto reader = file.job.open();
      while (!options_.stop.stop_requested()) {
        Chunk chunk = take_buffer();
        if (!chunk.buffer)
          break;
        chunk.size = fill(*reader, chunk);
        if (chunk.size == 0)
          break;
        const std::string_view bytes(chunk.buffer.get(), chunk.size);
        if (file.result.bytes == 0)
          file.result.head = bytes.substr(0, kHead);
        file.result.bytes += chunk.size;
        if (file.job.tee)
          thrown = show(file.job.tee, bytes);
        queue(shared, std::move(chunk));
        if (thrown) { // what follows was never read
          file.result.unreadable = Error(ErrorKind::internal, "reading was given up");
          break;
        }
      }
      if (options_.stop.stop_requested()) // perhaps in the middle: nothing is known of the rest
        file.result.unreadable = Error(ErrorKind::interrupted, "stopped on request");
    } catch (const ContainerDamaged& damage) {
      file.result.damaged = damage;
    } catch (const Error& error) {
      file.result.unreadable = error;
      if (trouble)
        *trouble = error;
    }
    queue(shared, {});
    return thrown;
  }

  /// Fills the buffer; gives it back at the end of the file and when reading fails.
  std::size_t fill(EntryReader& reader, Chunk& chunk) {
    std::size_t size = 0;
    try {
      size = reader.read(chunk.buffer.get(), options_.buffer_bytes);
    } catch (...) {
      give_back(std::move(chunk));
      throw;
    }
    if (size == 0)
      give_back(std::move(chunk));
    return size;
  }

  static std::exception_ptr show(const std::function<void(std::string_view)>& tee,
                                 std::string_view bytes) {
    try {
      tee(bytes);
      return nullptr;
    } catch (...) {
      return std::current_exception();
    }
  }

  /// Waits for a file in `line`; nothing when the pipeline closes.
  FilePtr take_file(std::deque<FilePtr>& line, std::condition_variable& changed) {
    std::unique_lock lock(mutex_);
    changed.wait(lock, [&] { return closing_ || !line.empty(); });
    if (closing_)
      return nullptr;
    FilePtr file = std::move(line.front());
    line.pop_front();
    return file;
  }

  void read_files() {
    while (const FilePtr file = take_file(to_read_, file_to_read_))
      read_file(*file, file);
  }

  void hash_files() {
    while (const FilePtr file = take_file(ready_, file_to_hash_))
      hash_queued(file);
  }

  void hash_queued(const FilePtr& file) {
    for (;;) {
      Chunk chunk;
      {
        const std::lock_guard lock(mutex_);
        if (file->chunks.empty()) {
          file->in_line = false;
          return;
        }
        chunk = std::move(file->chunks.front());
        file->chunks.pop_front();
      }
      if (!chunk.buffer)
        return end_file(file);
      file->hasher.update({chunk.buffer.get(), chunk.size});
      give_back(std::move(chunk));
    }
  }

  void end_file(const FilePtr& file) {
    DigestSet digests = file->hasher.finish();
    {
      const std::lock_guard lock(mutex_);
      if (!file->result.unreadable && !file->result.damaged)
        file->result.digests = std::move(digests);
      spare_hashers_.push_back(std::move(file->hasher));
      file->finished = true;
    }
    file_finished_.notify_one();
  }

  static constexpr std::size_t kHead = 64 * 1024;

  Options options_;
  std::mutex mutex_;
  std::condition_variable buffer_free_;
  std::condition_variable file_to_read_;
  std::condition_variable file_to_hash_;
  std::condition_variable file_finished_;
  bool closing_ = false;
  std::vector<std::unique_ptr<char[]>> free_;
  std::vector<Hasher> spare_hashers_;
  std::deque<FilePtr> in_flight_; ///< in the order of adding
  std::deque<FilePtr> to_read_;
  std::deque<FilePtr> ready_;
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
