// The only place where files are read whole: reader and hasher threads with bounded buffers.
#pragma once

#include "delo/base/error.hpp"
#include "delo/io/package_source.hpp"
#include "delo/model/digest.hpp"

#include <cstddef>
#include <cstdint>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>

namespace delo {

/// What became of one file.
struct HashResult {
  DigestSet digests;
  std::uint64_t bytes = 0;         ///< read and hashed
  std::string head;                ///< its first bytes, as many as were asked for
  std::optional<Error> unreadable; ///< the disk failed: digests are empty, nothing is proven
  std::optional<ContainerDamaged> damaged; ///< the container failed, likewise
};

/// One file to read once.
struct HashJob {
  /// Opens it. Called once, on the thread that will read.
  EntryOpener open;
  AlgorithmSet algorithms;
  std::size_t head = 0; ///< how many of the first bytes are kept for the result
  /// Sees the bytes in order while they pass, on the thread that calls add(). What it throws comes
  /// out of add().
  std::function<void(std::string_view)> tee;
  /// Called with the result, on the thread that calls add() or finish(), in the order of adding.
  std::function<void(HashResult)> done;
  /// Read on the calling thread, because the reader is tied to its source.
  bool read_here = false;
};

/// Reads files and computes their digests with several files in flight, side by side where the
/// processor can do that (delo/io/lanes/engine.hpp).
class HashPipeline {
public:
  struct Options {
    unsigned readers = 2;
    unsigned hashers = 2;
    std::size_t buffer_bytes = std::size_t{128} * 1024;
    std::size_t buffers = 64; ///< in all: memory is buffers x buffer_bytes, whatever the files are
    std::size_t files_in_flight = 512;
    /// Whether a reader hashes small files itself; decided by the cores of the machine unless it
    /// is said.
    std::optional<bool> readers_hash = {};
    std::stop_token stop;
  };

  explicit HashPipeline(Options options);
  ~HashPipeline();
  HashPipeline(const HashPipeline&) = delete;
  HashPipeline& operator=(const HashPipeline&) = delete;

  /// Takes a job; waits while too many are in flight. It may be begun only when more have come, or
  /// finish() is called. A job with a tee, or one that reads here, is
  /// read before add() returns, and add() returns the disk's trouble with it, if there was any (its
  /// result says so, too). Throws Error(interrupted) after a stop was asked for, Error(internal)
  /// when the crypto library has not one of the algorithms.
  std::optional<Error> add(HashJob job);
  /// Waits until every job is done.
  void finish();

private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

} // namespace delo
