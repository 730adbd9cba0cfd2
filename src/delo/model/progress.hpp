// How far a long run has come, told as it goes.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace delo {

/// What is being done, in the order in which it is done.
enum class Phase {
  finding,   ///< which documents there are
  checking,  ///< reading pages and rows, before anything is written
  comparing, ///< with a package of the same name
  packing,   ///< copying and hashing
  flushing,  ///< bringing what was written to the disk
  verifying, ///< reading back what was written
  done,
};

std::string_view to_word(Phase phase);

/// The state of a run at one moment. Totals are 0 while they are not known.
struct Progress {
  Phase phase = Phase::finding;
  std::uint64_t documents_done = 0;
  std::uint64_t documents = 0;
  std::uint64_t files_done = 0;
  std::uint64_t files = 0;
  std::uint64_t bytes_done = 0; ///< of the sources, in this phase and those before it
  std::uint64_t bytes = 0;
  std::string current; ///< the file or document at hand
};

/// Called on the thread that does the work, many times a second: whoever shows it, chooses.
using ProgressSink = std::function<void(const Progress&)>;

} // namespace delo
