// What can be proven of an audit afterwards: that its log is whole, that the catalogue agrees with
// it, that a line is in it, and since when.
#pragma once

#include "delo/base/timestamp.hpp"
#include "delo/model/report_data.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace delo {

/// In what a log, its checkpoints and its catalogue do not agree.
enum class LogFault : std::uint8_t {
  lines,            ///< the log has fewer lines than the catalogue or a checkpoint knows
  older_catalogue,  ///< the log goes on where the catalogue ends: it is an older copy
  head,             ///< another last line
  root,             ///< another tree than the catalogue or a checkpoint has
  checkpoint,       ///< a kept checkpoint is gone, exchanged or no checkpoint
  signature,        ///< a checkpoint is not signed by the key, or the key is gone
  reference,        ///< the digests of a package are not those that were taken in
  outcome,          ///< the last result of a package is not that of its last check
  not_in_catalogue, ///< a package is in the log only
  not_in_log,       ///< a package is in the catalogue only
  damaged           ///< what the catalogue has of a package cannot be read
};

/// The word in reports: "older catalogue".
std::string_view to_word(LogFault fault);
/// What to do about it, as a sentence.
std::string_view advice(LogFault fault);

struct LogDifference {
  LogFault fault = LogFault::lines;
  std::string where; ///< the path of a package or of a checkpoint; empty: the log as a whole
  std::string text;
};

/// What came out when a log was read.
struct LogCheck {
  std::string catalogue; ///< empty when the log was read alone
  std::string log;
  std::uint64_t lines = 0;               ///< good ones, with those that wait
  std::string head;                      ///< SHA-256 of the last of them, in hexadecimal
  std::string root;                      ///< of their RFC 6962 tree, in base64
  std::uint64_t waiting = 0;             ///< in the catalogue, not in the file yet
  std::optional<std::uint64_t> bad_line; ///< the first, counted from 1; nothing behind it was read
  std::string problem;                   ///< of that line
  bool is_torn = false;                  ///< the file ends in the middle of a line
  std::uint64_t packages = 0;            ///< compared
  std::uint64_t checkpoints = 0;         ///< compared
  std::vector<LogDifference> differences;
  std::vector<std::string> notices;
};

/// 1 when a line is bad or something differs.
ExitCode exit_code(const LogCheck& check);

/// That the last check of a package is in the log that a run signed.
struct AuditProof {
  std::string package;             ///< its path
  std::int64_t run = 0;            ///< whose checkpoint it is
  std::uint64_t index = 0;         ///< of the line, from 0
  std::uint64_t size = 0;          ///< lines that were signed
  std::string root;                ///< of their RFC 6962 tree, in base64
  std::string line;                ///< the text
  std::string checkpoint;          ///< the signed note
  std::string key;                 ///< the public half of the key of the log; empty when it is gone
  std::vector<std::string> hashes; ///< the audit path (RFC 6962 2.1.1), each in base64
  /// That the log only grew since an older checkpoint (RFC 6962 2.1.2).
  struct Consistency {
    std::uint64_t size = 0;
    std::string root;
    std::vector<std::string> hashes;
  };
  std::optional<Consistency> consistency;
  std::string problem; ///< why nothing is proven; empty when it is
};

/// 1 when there is a problem.
ExitCode exit_code(const AuditProof& proof);

/// A package whose events were written as PREMIS.
struct AuditPremis {
  std::string package; ///< its path
  std::string file;    ///< what was written; empty: standard output
  std::uint64_t files = 0;
  std::uint64_t events = 0;
  std::string problem; ///< why nothing was written; empty when it was
};

/// 1 when there is a problem with one of them.
ExitCode exit_code(const std::vector<AuditPremis>& documents);

/// The time-stamp of an authority on one checkpoint.
struct Anchor {
  std::int64_t run = 0;  ///< whose checkpoint it is
  std::string file;      ///< the request or the reply
  std::string digest;    ///< SHA-256 of the note, in hexadecimal
  bool is_asked = false; ///< it is a request; nothing else is known
  std::string reason;    ///< why the reply is not good; empty when it is
  Timestamp time;        ///< when the authority saw the digest
  std::string serial;
  std::string policy;
  std::string authority;
};

/// What `anchor` did or found.
struct AnchorReport {
  std::string catalogue;
  std::vector<Anchor> anchors;
};

/// 1 when a reply is not good.
ExitCode exit_code(const AnchorReport& report);

/// What is wrong with a catalogue, and what to do about it.
struct DoctorFinding {
  std::string what;
  std::string advice;
};

/// What an older catalogue does not know, although the log does.
struct LostChange {
  std::string what;    ///< "added", "accepted", "forgotten", "moved" or "collection"
  std::string name;    ///< the path of the package, or the name of the collection
  std::string details; ///< the reason that was given, or the new place; may be empty
};

struct DoctorReport {
  std::string catalogue;
  std::vector<DoctorFinding> findings;
  bool is_unreadable = false;   ///< not all could be looked at
  bool is_adopting = false;     ///< it was asked to take over the lines below
  std::uint64_t adopted = 0;    ///< lines of the log that the catalogue did not know
  std::vector<LostChange> lost; ///< what these lines tell of: it is to be done again
};

/// 3 when something cannot be read, 1 when something is wrong.
ExitCode exit_code(const DoctorReport& report);

} // namespace delo
