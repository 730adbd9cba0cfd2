// What the threads of a hash pipeline share: buffers, the lines of what waits, and one lock. How
// bytes travel: a reader fills a buffer with file after file. A file that ends in the buffer in
// which it began is whole: the buffer goes to a hasher, or stays with a reader that hashes, and all
// of its files are done side by side. The bytes of a longer file go, buffer by buffer, to its
// strands, one for each digest, so that the digests of one file can be computed on several threads;
// a hasher takes as many strands as it has lanes.
#pragma once

#include "delo/io/hash_pipeline.hpp"
#include "delo/io/hasher.hpp"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <exception>
#include <memory>
#include <mutex>
#include <vector>

namespace delo {

struct FileInFlight;

/// A file that lies in one buffer, or that could not be read.
struct WholeFile {
  FileInFlight* file = nullptr;
  std::size_t at = 0;
  std::size_t size = 0;
};

struct HashBuffer {
  std::unique_ptr<char[]> bytes;
  std::size_t used = 0;
  std::vector<WholeFile> wholes;
  std::size_t users = 0; ///< who reads into it or has to hash from it; free without any
};

/// A part of a buffer; without a buffer, nothing but an end.
struct HashSlice {
  HashBuffer* buffer = nullptr;
  std::size_t at = 0;
  std::size_t size = 0;
  bool is_last = false; ///< of its file
};

/// One digest of a file that does not lie in one buffer. With one hasher at a time, so that the
/// bytes stay in order.
struct HashStrand {
  FileInFlight* file = nullptr;
  Hasher hasher;
  std::deque<HashSlice> slices;
  bool is_busy = false; ///< stands in line, or is with a hasher
  DigestSet digests;
};

struct FileInFlight {
  HashJob job;
  HashResult result;
  std::unique_ptr<EntryReader> reader;
  std::vector<std::unique_ptr<HashStrand>> strands;
  std::size_t running = 0; ///< strands that have not ended
  std::atomic<bool> is_finished = false;

  bool is_readable() const { return !result.unreadable && !result.damaged; }
};

/// What a hasher does at a time.
struct HashLoad {
  struct Turn {
    HashStrand* strand = nullptr;
    HashSlice slice;
  };
  std::vector<HashBuffer*> buffers;
  std::vector<Turn> turns;
};

class HashFlow {
public:
  explicit HashFlow(const HashPipeline::Options& options);

  /// Whoever waits, or comes to wait, gets nothing from now on.
  void close();

  // For who adds files.

  /// A file to be read by a reader thread. Those that sleep are woken when there are some of them.
  void to_read(FileInFlight& file);
  void wake_readers();
  void wait_until_finished(const FileInFlight& file);
  /// The same, but not longer than that.
  void wait_until_finished(const FileInFlight& file, std::chrono::milliseconds longest);

  // For who reads.

  /// The next file to read or to go on with; `mine` are some that are set aside for this reader.
  /// `before_waiting` is called unlocked when there is none for now. Nothing when the flow closes.
  template <class Before>
  FileInFlight* next_file(std::deque<FileInFlight*>& mine, const Before& before_waiting);
  /// An empty buffer, with its reader as its user; waits for one. Nothing when the flow closes.
  HashBuffer* take_buffer();
  /// The reader is through with the buffer: its whole files get in line.
  void hand_over(HashBuffer& buffer);
  /// Bytes for the strands of the file, which are made now if this is its first slice. Returns
  /// whether one of them still had something to do.
  bool queue(FileInFlight& file, const HashSlice& slice);
  /// The reader leaves the file to be gone on with by whoever has time; not when there is no other
  /// file to read. Returns whether it did.
  bool leave(FileInFlight& file);
  /// Files that were set aside, and that others may read now.
  void return_files(std::deque<FileInFlight*>& mine);

  // For who hashes.

  /// Takes what was done and gives what to do next; waits for it. False when the flow closes.
  bool exchange(HashLoad& load);
  /// Takes what a reader has hashed itself.
  void give_back(HashLoad& load);

private:
  /// Files that a reader sets aside at a time, and that are worth waking one.
  static constexpr std::size_t kSetAside = 8;
  /// Files that are open and not in one buffer: twice as many as two hashers have lanes, so that a
  /// hasher finds its lanes full while others of them wait for bytes.
  static constexpr std::size_t kMostStreams = 32;

  bool has_file_to_read() const { return !to_read_.empty() || !left_.empty(); }
  static FileInFlight* take_first(std::deque<FileInFlight*>& line);
  FileInFlight* choose_file(std::deque<FileInFlight*>& mine);
  void make_buffer();
  void make_strands(FileInFlight& file);
  void release(HashBuffer& buffer);
  void settle(HashLoad& load);
  void end_strand(HashStrand& strand);
  void finish(FileInFlight& file);
  void fill(HashLoad& load);

  const HashPipeline::Options& options_;
  std::mutex mutex_;
  bool closing_ = false;

  std::condition_variable buffer_free_;
  std::vector<std::unique_ptr<HashBuffer>> buffers_; ///< made when there is need of one more
  std::vector<HashBuffer*> free_;

  std::condition_variable file_to_read_;
  std::deque<FileInFlight*> to_read_;
  std::deque<FileInFlight*> left_; ///< begun, and left to whoever has time
  std::size_t streams_ = 0;        ///< files begun that did not end in their first buffer
  std::size_t idle_readers_ = 0;

  std::condition_variable work_ready_;
  std::deque<HashBuffer*> ready_buffers_;
  std::deque<HashStrand*> ready_strands_;
  std::vector<std::unique_ptr<HashStrand>> spare_strands_; ///< their contexts are costly to make

  std::condition_variable file_finished_;
  const FileInFlight* awaited_ = nullptr;
};

template <class Before>
FileInFlight* HashFlow::next_file(std::deque<FileInFlight*>& mine, const Before& before_waiting) {
  if (!mine.empty())
    return take_first(mine);
  std::unique_lock lock(mutex_);
  if (!has_file_to_read() && !closing_) {
    lock.unlock();
    before_waiting();
    lock.lock();
    ++idle_readers_;
    file_to_read_.wait(lock, [this] { return closing_ || has_file_to_read(); });
    --idle_readers_;
  }
  return closing_ ? nullptr : choose_file(mine);
}

} // namespace delo
