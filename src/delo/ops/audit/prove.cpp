#include "delo/base/error.hpp"
#include "delo/base/fd.hpp"
#include "delo/base/utf8.hpp"
#include "delo/ops/audit/catalogue_text.hpp"
#include "delo/ops/audit/checkpoints.hpp"
#include "delo/ops/audit/evidence.hpp"
#include "delo/ops/audit/logged_packages.hpp"
#include "delo/ops/audit/named_package.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

namespace delo {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kOtherLog = "the log is not the one that was signed";

std::vector<std::string> texts_of(const std::vector<TreeHash>& hashes) {
  std::vector<std::string> texts;
  std::transform(hashes.begin(), hashes.end(), std::back_inserter(texts), hash_text);
  return texts;
}

/// The leaves of a log, and the text of one of its lines when it has passed.
class Leaves {
public:
  Leaves(const fs::path& log, std::uint64_t wanted) : lines_(log), wanted_(wanted) {}

  std::optional<TreeHash> next() {
    bool ended = false;
    if (!lines_.next(text_, ended) || !ended)
      return std::nullopt;
    if (number_++ == wanted_)
      line = text_;
    return leaf_hash(text_);
  }

  std::string line;

private:
  LogLines lines_;
  std::uint64_t wanted_;
  std::uint64_t number_ = 0;
  std::string text_;
};

class Prover {
public:
  explicit Prover(const ProveOptions& options)
      : options_(options), log_(event_log_of(options.catalogue)) {}

  AuditProof all() {
    Catalogue catalogue(options_.catalogue, Catalogue::Missing::refuse);
    proof_.package = named_package(catalogue, options_.package).path;
    take_checkpoint(catalogue);
    if (proof_.problem.empty())
      include();
    if (proof_.problem.empty() && !options_.since.empty())
      compare_with_older();
    return std::move(proof_);
  }

private:
  [[noreturn]] void refuse(std::string_view why) const {
    throw Error(
        ErrorKind::nothing_to_check,
        fmt::format("there is nothing to prove of {}: {}", display_name(proof_.package), why),
        "`delo audit run` reads packages, and signs the log at its end");
  }

  void take_checkpoint(Catalogue& catalogue) {
    const auto kept = catalogue.checkpoints();
    if (kept.empty())
      refuse("no run has signed the log yet");
    const auto parsed = parse_checkpoint(kept.back().note);
    if (!parsed) {
      proof_.problem = fmt::format("the checkpoint of run {} is none", kept.back().run);
      return;
    }
    checkpoint_ = parsed->checkpoint;
    proof_.run = kept.back().run;
    proof_.checkpoint = kept.back().note;
    proof_.size = checkpoint_.size;
    proof_.root = hash_text(checkpoint_.root);
    if (is_there(public_key_of(options_.catalogue)))
      proof_.key = public_key_for(options_.catalogue).text();
  }

  /// The last "check" of the package among the signed lines, from 1; 0 when there is none.
  std::uint64_t find_line() const {
    LoggedPackages packages;
    std::uint64_t number = 0;
    read_log(log_, [&](const Json& line, std::string_view) {
      if (++number <= checkpoint_.size)
        packages.take(line);
    });
    const auto found = packages.all().find(to_catalogue_text(proof_.package));
    return found == packages.all().end() ? 0 : found->second.check_line;
  }

  void include() {
    const std::uint64_t number = find_line();
    if (number == 0)
      refuse("it was never checked by a run that signed the log");
    proof_.index = number - 1;
    Leaves leaves(log_, proof_.index);
    const auto found =
        prove_inclusion(proof_.index, proof_.size, [&leaves] { return leaves.next(); });
    if (!found || !verify_inclusion(leaf_hash(leaves.line), *found, checkpoint_.root)) {
      proof_.problem = kOtherLog;
      return;
    }
    proof_.line = leaves.line;
    proof_.hashes = texts_of(found->hashes);
  }

  void compare_with_older() {
    const std::string note = read_file(options_.since, kLongestNote);
    const auto older = parse_checkpoint(note);
    if (!older)
      throw Error(
          ErrorKind::usage,
          fmt::format("--since is no checkpoint: {}", display_name(options_.since.native())),
          "give a file that a run left in the folder .checkpoints beside the catalogue");
    proof_.problem = problem_of(*older, note);
    if (!proof_.problem.empty())
      return;
    const Checkpoint& old = older->checkpoint;
    Leaves leaves(log_, proof_.index);
    const auto hashes =
        prove_consistency(old.size, proof_.size, [&leaves] { return leaves.next(); });
    if (!hashes || !verify_consistency(old.size, old.root, proof_.size, checkpoint_.root, *hashes))
      proof_.problem = "the log was rewritten since the older checkpoint";
    else
      proof_.consistency = {old.size, hash_text(old.root), texts_of(*hashes)};
  }

  std::string problem_of(const SignedCheckpoint& older, const std::string& note) const {
    const auto key = VerifierKey::parse(proof_.key);
    if (older.checkpoint.origin != checkpoint_.origin)
      return fmt::format("the older checkpoint is of another log, {}", older.checkpoint.origin);
    if (older.checkpoint.size == 0 || older.checkpoint.size > checkpoint_.size)
      return fmt::format("the older checkpoint is about {} lines, the newer about {}",
                         older.checkpoint.size, checkpoint_.size);
    if (key && verify_checkpoint(note, *key) != NoteVerdict::good)
      return "the older checkpoint is not signed by the key of this log";
    return {};
  }

  const ProveOptions& options_;
  fs::path log_;
  Checkpoint checkpoint_;
  AuditProof proof_;
};

} // namespace

AuditProof audit_prove(const ProveOptions& options) {
  return Prover(options).all();
}

} // namespace delo
