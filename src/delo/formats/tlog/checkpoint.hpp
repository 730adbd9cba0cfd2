// Checkpoints of a log, signed: what its tree was at one size (C2SP tlog-checkpoint), in a note
// with Ed25519 signatures (C2SP signed-note).
#pragma once

#include "delo/formats/tlog/merkle.hpp"
#include "delo/io/signing_key.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace delo {

/// A note that is longer, or has more signatures, is malformed.
inline constexpr std::size_t kLongestNote = std::size_t{1024} * 1024;
inline constexpr std::size_t kMostNoteSignatures = 100;

/// What a log says of itself.
struct Checkpoint {
  std::string origin;     ///< the log: one line that is not empty, such as "archive.example/audit"
  std::uint64_t size = 0; ///< leaves in its tree
  TreeHash root{};
  bool operator==(const Checkpoint&) const = default;
};

/// One signature line, not verified.
struct NoteSignature {
  std::string name;     ///< of the key
  std::string key_hash; ///< four bytes
  std::string bytes;    ///< of the signature, as its kind of key has them
  bool operator==(const NoteSignature&) const = default;
};

/// A note with a checkpoint. Nothing in it is verified.
struct SignedCheckpoint {
  Checkpoint checkpoint;
  std::vector<std::string> extensions; ///< further lines, which are signed as well
  std::string body;                    ///< the bytes that are signed
  std::vector<NoteSignature> signatures;
};

enum class NoteVerdict {
  good,                ///< signed by the key
  no_signature_of_key, ///< others may have signed
  bad_signature,       ///< a signature that bears the key's name and hash is not by the key
  malformed            ///< no checkpoint in a note
};

/// The text that is signed (tlog-checkpoint, "Note text"). Throws Error(usage) when the origin is
/// empty, is more than one line, is not UTF-8 or holds control characters.
std::string checkpoint_body(const Checkpoint& checkpoint);

/// The whole note, with one signature. Throws like checkpoint_body().
std::string sign_checkpoint(const Checkpoint& checkpoint, const SigningKey& key);

/// Reads a note, strictly; nothing when it is malformed. Signatures of any kind are let through.
std::optional<SignedCheckpoint> parse_checkpoint(std::string_view text);

/// Whether the key signed the note. Signatures of other keys do not count, good or bad.
NoteVerdict verify_checkpoint(std::string_view text, const VerifierKey& key);

} // namespace delo
