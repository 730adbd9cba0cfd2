// Proving afterwards what an audit found: its log, its checkpoints, and the time-stamps on them.
#pragma once

#include "delo/base/timestamp.hpp"
#include "delo/io/http_client.hpp"
#include "delo/model/audit_evidence.hpp"

#include <filesystem>
#include <optional>
#include <string>

namespace delo {

struct VerifyLogOptions {
  std::filesystem::path catalogue; ///< empty: the log is read alone
  const Clock& clock;
  std::filesystem::path log{};        ///< empty: that of the catalogue
  std::filesystem::path checkpoint{}; ///< a note that was kept elsewhere; may be empty
  std::string key{}; ///< the text of a VerifierKey, or a file with it; empty: of the catalogue
};

/// Reads the event log and compares it with its checkpoints and with the catalogue; lists all that
/// differs. Throws Error(nothing_to_check) when there is no catalogue, Error(busy) while a run
/// writes, Error(io) when log, checkpoint or catalogue cannot be read, Error(usage) for a key that
/// is none.
LogCheck audit_verify_log(const VerifyLogOptions& options);

struct ProveOptions {
  std::filesystem::path catalogue;
  std::string package;           ///< its path, name or citation
  std::filesystem::path since{}; ///< an older checkpoint; empty: none
};

/// Proves that the last check of a package is among the lines that the latest checkpoint signs, and
/// that these begin with those of an older checkpoint. The proof is verified before it is returned;
/// when log and checkpoints do not fit, AuditProof::problem says so. Throws Error(nothing_to_check)
/// when there is no catalogue, or no check of the package was signed yet, Error(usage) for an
/// unknown package, Error(io).
AuditProof audit_prove(const ProveOptions& options);

struct AnchorOptions {
  std::filesystem::path catalogue;
  const Clock& clock;
  std::filesystem::path ca{};        ///< certificates of authorities that are trusted, PEM
  std::filesystem::path untrusted{}; ///< certificates between; empty: none
};

/// Asks for a time-stamp on the latest checkpoint: writes a request (RFC 3161) to `file`, which
/// must not be there, and keeps it beside the checkpoint. Asked again, the same request comes.
/// Throws Error(nothing_to_check) when there is no checkpoint, Error(busy), Error(io), Error(usage)
/// when the file is there.
AnchorReport anchor_request(const AnchorOptions& options, const std::filesystem::path& file);

/// Takes the reply to a request that waits for one: keeps it beside the checkpoint and logs it. A
/// reply that is not good is told, and not kept. Throws Error(nothing_to_check) when no request
/// waits, Error(busy), Error(io), Error(usage).
AnchorReport anchor_reply(const AnchorOptions& options, const std::filesystem::path& file);

/// Asks the authority at an address and takes its reply, as the two above do. Throws Error(io) when
/// it gives none, and otherwise as they do.
AnchorReport anchor_online(const AnchorOptions& options, const std::string& url,
                           const HttpOptions& http);

/// Judges all kept replies again, and looks for those that the log knows. Throws
/// Error(nothing_to_check) when there are none, Error(busy), Error(io), Error(usage).
AnchorReport anchor_verify(const AnchorOptions& options);

struct DoctorOptions {
  std::filesystem::path catalogue;
  const Clock& clock;
  bool adopt_log = false; ///< takes over lines of the log that the catalogue does not know
};

/// Says what is wrong with a catalogue and its log, and what to do. After the catalogue was brought
/// back from an older copy, `adopt_log` goes on behind the last line of the log, if it begins with
/// the lines that the copy knows; what these lines changed is listed, because the catalogue cannot
/// know the digests. Throws Error(nothing_to_check) when there is no catalogue, Error(busy),
/// Error(io) when it cannot be written.
DoctorReport audit_doctor(const DoctorOptions& options);

} // namespace delo
