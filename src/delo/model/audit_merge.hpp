// What came of merging what several hosts found out, each with a catalogue of its own.
#pragma once

#include "delo/model/audit_data.hpp"
#include "delo/model/audit_evidence.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace delo {

/// A run as the event log of a shard tells of it.
struct ShardRun {
  std::int64_t id = 0; ///< in the shard
  std::string host;
  std::string version;
  std::string selection; ///< as RunStart::selection
  Timestamp started;
  std::optional<Timestamp> ended; ///< nothing: it was killed
  int exit = 0;
  bool is_broken_off = false;
  std::uint64_t first_line = 0; ///< of the log, from 1
  std::uint64_t last_line = 0;  ///< the last that tells of it
};

/// A check that stayed out, because nobody can say that it is about the same bytes.
struct LeftOutCheck {
  std::string package; ///< its path in the shard
  std::string outcome; ///< as code_of(): "passed", "package_missing"
  std::string reason;
  bool is_finding = false; ///< somebody has to see to it
};

/// What became of one catalogue that was to be merged.
struct MergedShard {
  enum class State : std::uint8_t {
    merged,
    refused,   ///< it is not what was written, or not of these holdings
    unreadable ///< nothing is known of it
  };
  std::string catalogue;
  State state = State::merged;
  std::string problem;             ///< why nothing of it was taken; empty when it was
  std::string hint;                ///< what to do about it
  bool is_busy = false;            ///< unreadable, because a run holds it
  std::uint64_t lines = 0;         ///< of its event log
  std::string head;                ///< SHA-256 of the last of them
  std::uint64_t parted = 0;        ///< the last line of this log that it knows
  std::uint64_t merged_before = 0; ///< lines that an earlier merge has taken
  std::uint64_t checks = 0;        ///< that came in, and are the last result of their package
  std::uint64_t older = 0;         ///< that came in behind a newer result
  std::vector<ShardRun> runs;      ///< all since it parted
  std::vector<LeftOutCheck> left_out;
  std::vector<LostChange> changes;     ///< made there, which are to be made here
  std::vector<std::string> incomplete; ///< why it is not known of all its part how it stands
  std::uint64_t unread = 0; ///< packages of its part that it did not read since it parted

  bool is_new() const { return lines > merged_before; }
  bool is_new(const ShardRun& run) const { return run.last_line > merged_before; }
};

/// Parts that nobody brought.
struct MissingParts {
  std::string names;           ///< of the collections, or "all"
  unsigned of = 0;             ///< how many parts there are
  std::vector<unsigned> parts; ///< those that are not there, from 1
};

struct AuditMerge {
  AuditReport report; ///< what came in, as if a run had found it
  std::vector<MergedShard> shards;
  std::vector<MissingParts> missing;
};

/// 3 (a shard is unknown or incomplete, or as a run) beats 1 (a shard was refused, a check stayed
/// out, or as a run), which beats 75 (a run holds a shard), 3 for parts that nobody brought, and 6
/// and 5 as a run.
ExitCode exit_code(const AuditMerge& merge);

} // namespace delo
