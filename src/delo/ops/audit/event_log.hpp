// The event log: everything that ever happened to a catalogue, one JSON object a line, each with
// the SHA-256 of the line before, so that no line can be changed, dropped or put in later without
// all that follow telling of it (ISO 16363 4.4.1.2: logs of the checks).
#pragma once

#include "delo/base/fd.hpp"
#include "delo/base/json.hpp"
#include "delo/base/timestamp.hpp"
#include "delo/formats/tlog/merkle.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace delo {

/// What is known of the log after its last line.
struct LogState {
  std::uint64_t lines = 0;
  std::string head; ///< SHA-256 of the last line, without its line feed; empty before the first
  /// The RFC 6962 tree over all lines, as MerkleRange keeps it: its leaves are the texts of the
  /// lines, without line feeds. Empty before the first line.
  std::string tree;
};

/// SHA-256 of a line without its line feed, in hexadecimal digits.
std::string digest_of_line(std::string_view line);

/// The tree of a state; nothing when its text is no tree, or is one of another size.
std::optional<MerkleRange> tree_of(const LogState& state);

/// The text of the next line, without its line feed.
std::string next_line(const LogState& state, Timestamp time, std::string_view what,
                      const Json& body);
/// The state after that line. Throws Error(internal) when tree_of() gives nothing.
LogState after_line(const LogState& state, std::string_view line);

/// "<catalogue>.events.jsonl"
std::filesystem::path event_log_of(const std::filesystem::path& catalogue);

/// Appends lines to the file, which is `bytes` long as far as is known, and brings them to the
/// disk. What is in the file beyond `bytes` and is the beginning of these lines was written by a
/// run that was killed before it could note it down: it is taken off first, and `torn` says so.
/// Throws Error(io) when the file is shorter, or goes on with something else: then it belongs to
/// another state of the catalogue. Returns the new length.
std::uint64_t append_lines(const std::filesystem::path& file, std::uint64_t bytes,
                           const std::vector<std::string>& lines, bool& torn);

/// Reads a file line by line, in memory for the longest of them.
class LogLines {
public:
  /// Throws Error(io) when the file cannot be opened.
  explicit LogLines(const std::filesystem::path& path);
  ~LogLines();
  LogLines(const LogLines&) = delete;
  LogLines& operator=(const LogLines&) = delete;

  /// Whether there is one more; `ended` is false for a last one without a line feed. Throws
  /// Error(io).
  bool next(std::string& line, bool& ended);

private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

/// Lines of a file once more, by the bytes where they lie.
class LogPlaces {
public:
  /// Throws Error(io) when the file cannot be opened.
  explicit LogPlaces(const std::filesystem::path& path);
  /// Fewer bytes when the file ends before. Throws Error(io).
  std::string at(std::uint64_t begin, std::uint64_t size) const;

private:
  std::string path_;
  Fd fd_;
};

/// How far a log is what it should be.
struct LogVerdict {
  LogState state;                        ///< after the last good line
  std::uint64_t bytes = 0;               ///< of the good lines
  std::optional<std::uint64_t> bad_line; ///< counted from 1
  std::string problem;                   ///< of that line
  bool torn = false; ///< the file ends in the middle of a line: its writer was killed
};

/// Reads a log from its beginning. `each` sees every good line, and where it begins. Throws
/// Error(io) when the file cannot be read.
LogVerdict read_log(const std::filesystem::path& file,
                    const std::function<void(const Json& line, std::string_view text)>& each);

/// The same for a log that something is made of, which must be what was written. Throws
/// Error(nothing_to_check) when there is no such file, and Error(io) for a bad line as well.
void read_good_log(const std::filesystem::path& file,
                   const std::function<void(const Json& line, std::string_view text)>& each);

/// Reads on in the lines that a killed run left in the catalogue: `waiting` are the last of the
/// `lines` that it knows, and are as good as those in the file. Those that are in the file already
/// are passed over. `log` is what read_log() gave. Returns how many there were.
std::uint64_t
read_waiting(LogVerdict& log, std::uint64_t lines, const std::vector<std::string>& waiting,
             const std::function<void(const Json& line, std::string_view text)>& each);

} // namespace delo
