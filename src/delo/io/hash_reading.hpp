// One thread's reading of files into buffers.
#pragma once

#include "delo/io/hash_computing.hpp"
#include "delo/io/hash_flow.hpp"

#include <cstddef>
#include <deque>
#include <exception>
#include <optional>

namespace delo {

class HashReading {
public:
  /// `computing`, where it is given, hashes what a hasher thread would.
  HashReading(HashFlow& flow, const HashPipeline::Options& options,
              HashComputing* computing = nullptr)
      : flow_(flow), options_(options), computing_(computing) {}

  /// What a reader thread does: reads file after file until the flow closes. A file whose hashing
  /// lags behind is left for others, so that as many can be hashed as there are lanes; a slow disk
  /// reads on where it is.
  void run();

  /// What became of a reading that its caller has to know at once.
  struct Outcome {
    std::optional<Error> trouble; ///< of the file; stands in its result as well
    std::exception_ptr thrown;    ///< by the tee, or by nobody who should
  };
  /// Reads the file from its start to its end.
  Outcome read(FileInFlight& file);

  /// Brings what was read to be hashed, which may otherwise wait until the buffer is full.
  void hand_over();

private:
  /// Begins with the file or goes on with it. Troubles go into its result.
  Outcome go_on_with(FileInFlight& file);
  /// Returns whether the file was left before its end.
  bool read_some_of(FileInFlight& file);
  std::size_t room() const;
  /// How much the calling thread asks for at a time.
  std::size_t unit() const;
  /// With less room in the buffer than this the file goes on in the next one.
  std::size_t least_room(const FileInFlight& file) const;
  /// Gives the buffer away, with what it has of the file, which does not end there. Returns whether
  /// the file was left.
  bool pass_on(FileInFlight& file);
  bool take_buffer();
  void take(FileInFlight& file, std::size_t size);
  void end(FileInFlight& file);

  HashFlow& flow_;
  const HashPipeline::Options& options_;
  HashComputing* computing_;
  bool may_leave_ = false;
  std::deque<FileInFlight*> set_aside_; ///< to be read after this one
  HashBuffer* buffer_ = nullptr;        ///< with room in it
  std::size_t begin_ = 0;               ///< where the bytes of this file begin in it
};

} // namespace delo
