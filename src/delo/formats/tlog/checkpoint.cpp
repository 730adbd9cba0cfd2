#include "delo/formats/tlog/checkpoint.hpp"

#include "delo/base/base64.hpp"
#include "delo/base/error.hpp"
#include "delo/base/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace delo {
namespace {

/// An em dash and a space, before each signature.
constexpr std::string_view kSignatureMark = "\xE2\x80\x94 ";
constexpr std::size_t kKeyHashSize = 4;

/// UTF-8 without ASCII control characters, line ends apart (signed-note, "Format").
bool is_note_text(std::string_view text) {
  return is_utf8(text) && std::none_of(text.begin(), text.end(), [](char c) {
           return static_cast<unsigned char>(c) < 0x20 && c != '\n';
         });
}

/// The lines of a text that ends with a line end.
std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  for (std::size_t end = text.find('\n'); end != std::string_view::npos; end = text.find('\n')) {
    lines.push_back(text.substr(0, end));
    text.remove_prefix(end + 1);
  }
  return lines;
}

std::optional<NoteSignature> parse_signature(std::string_view line) {
  if (!line.starts_with(kSignatureMark))
    return std::nullopt;
  line.remove_prefix(kSignatureMark.size());
  const std::size_t space = line.find(' ');
  if (space == std::string_view::npos || !is_key_name(line.substr(0, space)))
    return std::nullopt;
  const std::optional<std::string> bytes = from_base64(line.substr(space + 1));
  if (!bytes || bytes->size() <= kKeyHashSize)
    return std::nullopt;
  return NoteSignature{std::string(line.substr(0, space)), bytes->substr(0, kKeyHashSize),
                       bytes->substr(kKeyHashSize)};
}

/// All of them, or nothing when there is none, one is malformed, or there are too many.
std::optional<std::vector<NoteSignature>> parse_signatures(std::string_view text) {
  const std::vector<std::string_view> lines = lines_of(text);
  if (!text.ends_with('\n') || lines.size() > kMostNoteSignatures)
    return std::nullopt;
  std::vector<NoteSignature> signatures;
  for (const std::string_view line : lines) {
    std::optional<NoteSignature> signature = parse_signature(line);
    if (!signature)
      return std::nullopt;
    signatures.push_back(std::move(*signature));
  }
  return signatures;
}

/// The text above the blank line.
std::optional<SignedCheckpoint> parse_body(std::string_view body) {
  const std::vector<std::string_view> lines = lines_of(body);
  constexpr std::size_t kFewestLines = 3;
  if (lines.size() < kFewestLines ||
      std::any_of(lines.begin(), lines.end(), [](std::string_view line) { return line.empty(); }))
    return std::nullopt;
  const std::optional<std::uint64_t> size = tree_size_from_text(lines[1]);
  const std::optional<TreeHash> root = hash_from_text(lines[2]);
  if (!size || !root)
    return std::nullopt;
  SignedCheckpoint note;
  note.checkpoint = {std::string(lines[0]), *size, *root};
  note.extensions.assign(lines.begin() + kFewestLines, lines.end());
  note.body = body;
  return note;
}

} // namespace

std::string checkpoint_body(const Checkpoint& checkpoint) {
  const std::string& origin = checkpoint.origin;
  if (origin.empty() || !is_note_text(origin) || origin.find('\n') != std::string::npos)
    throw Error(ErrorKind::usage,
                fmt::format("a log cannot be called \"{}\"", display_name(origin)),
                "its name is one line of text, such as archive.example/audit");
  return fmt::format("{}\n{}\n{}\n", origin, checkpoint.size, hash_text(checkpoint.root));
}

std::string sign_checkpoint(const Checkpoint& checkpoint, const SigningKey& key) {
  const std::string body = checkpoint_body(checkpoint);
  return fmt::format("{}\n{}{} {}\n", body, kSignatureMark, key.name(),
                     base64(key.verifier().hash() + key.sign(body)));
}

std::optional<SignedCheckpoint> parse_checkpoint(std::string_view text) {
  if (text.size() > kLongestNote || !is_note_text(text))
    return std::nullopt;
  const std::size_t blank = text.rfind("\n\n");
  if (blank == std::string_view::npos)
    return std::nullopt;
  std::optional<SignedCheckpoint> note = parse_body(text.substr(0, blank + 1));
  std::optional<std::vector<NoteSignature>> signatures = parse_signatures(text.substr(blank + 2));
  if (!note || !signatures)
    return std::nullopt;
  note->signatures = std::move(*signatures);
  return note;
}

NoteVerdict verify_checkpoint(std::string_view text, const VerifierKey& key) {
  const std::optional<SignedCheckpoint> note = parse_checkpoint(text);
  if (!note)
    return NoteVerdict::malformed;
  const std::string hash = key.hash();
  NoteVerdict verdict = NoteVerdict::no_signature_of_key;
  for (const NoteSignature& signature : note->signatures) {
    if (signature.name != key.name() || signature.key_hash != hash)
      continue;
    if (!key.verifies(note->body, signature.bytes))
      return NoteVerdict::bad_signature;
    verdict = NoteVerdict::good;
  }
  return verdict;
}

} // namespace delo
