#include "delo/ops/audit/log_check.hpp"

#include "delo/base/error.hpp"
#include "delo/base/fd.hpp"
#include "delo/base/utf8.hpp"
#include "delo/ops/audit/catalogue_text.hpp"
#include "delo/ops/audit/checkpoints.hpp"
#include "delo/ops/audit/logged_packages.hpp"
#include "delo/ops/audit/record_json.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace delo {
namespace {

namespace fs = std::filesystem;

/// A note, and what the log says to it.
struct Compared {
  std::string where;
  Checkpoint checkpoint;
  std::optional<TreeHash> root; ///< of the log at this size; nothing when it is shorter
};

std::string note_in(const fs::path& file) {
  return read_file(file, kLongestNote);
}

class Comparison {
public:
  Comparison(Catalogue* catalogue, fs::path path, const LogCheckOptions& options)
      : catalogue_(catalogue), path_(std::move(path)), options_(options) {
    if (catalogue_) {
      check_.catalogue = path_.native();
      known_ = catalogue_->log_state();
      waiting_ = catalogue_->log_waiting();
    }
    check_.log = (options_.log.empty() ? event_log_of(path_) : options_.log).native();
  }

  LogCheck all() {
    collect_checkpoints();
    read();
    if (catalogue_)
      compare_states();
    for (const Compared& each : compared_)
      compare_root(each);
    if (catalogue_)
      compare_packages();
    return std::move(check_);
  }

private:
  void tell(LogFault fault, std::string where, std::string text) {
    check_.differences.push_back({fault, std::move(where), std::move(text)});
  }

  void collect_checkpoints() {
    if (!options_.checkpoint.empty()) {
      need_key();
      add_note(options_.checkpoint.native(), note_in(options_.checkpoint));
    }
    if (!catalogue_)
      return;
    const auto kept = catalogue_->checkpoints();
    const auto files = runs_with(path_, ".checkpoint");
    if (options_.is_copy) {
      for (const KeptCheckpoint& each : kept)
        add_note(fmt::format("checkpoint of run {}", each.run), each.note);
      return;
    }
    if (kept.empty() && files.empty())
      return;
    need_key();
    std::set<std::int64_t> runs(files.begin(), files.end());
    for (const KeptCheckpoint& each : kept)
      add_kept(each, runs.erase(each.run) > 0);
    for (const std::int64_t run : runs) { // those of a catalogue that is newer than this one
      const std::string file = checkpoint_of(path_, run).native();
      add_note(file, note_in(file));
    }
  }

  void need_key() {
    if (is_key_sought_)
      return;
    is_key_sought_ = true;
    try {
      key_ = options_.key ? *options_.key : public_key_for(path_);
    } catch (const Error& error) {
      tell(LogFault::signature, public_key_of(path_).native(),
           "no signature can be checked: " + error.message());
    }
  }

  void add_kept(const KeptCheckpoint& kept, bool has_file) {
    const std::string file = checkpoint_of(path_, kept.run).native();
    if (!has_file) {
      tell(LogFault::checkpoint, file, "it is not there any more");
    } else if (const std::string note = note_in(file); note != kept.note) {
      tell(LogFault::checkpoint, file, "it is not the one that the catalogue kept");
      add_note(file, note);
    }
    add_note(fmt::format("{} (in the catalogue)", file), kept.note);
  }

  void add_note(const std::string& where, const std::string& note) {
    ++check_.checkpoints;
    const auto parsed = parse_checkpoint(note);
    if (!parsed)
      return tell(LogFault::checkpoint, where, "it is no signed checkpoint");
    if (key_)
      judge_signature(where, verify_checkpoint(note, *key_));
    places_.emplace(parsed->checkpoint.size, compared_.size());
    compared_.push_back({where, parsed->checkpoint, std::nullopt});
  }

  void judge_signature(const std::string& where, NoteVerdict verdict) {
    if (verdict == NoteVerdict::good)
      return;
    tell(LogFault::signature, where,
         fmt::format("{} by the key {}",
                     verdict == NoteVerdict::bad_signature ? "its signature was not made"
                                                           : "it is not signed",
                     key_->name()));
  }

  void read() {
    const auto each = [this](const Json& line, std::string_view text) { take(line, text); };
    LogVerdict verdict = read_log(check_.log, each);
    check_.bad_line = verdict.bad_line;
    check_.problem = verdict.problem;
    check_.is_torn = verdict.torn;
    if (catalogue_)
      check_.waiting = read_waiting(verdict, known_.lines, waiting_, each);
    check_.lines = verdict.state.lines;
    check_.head = verdict.state.head;
    check_.root = hash_text(tree_.root());
  }

  void take(const Json& line, std::string_view text) {
    if (options_.each)
      options_.each(line, text);
    tree_.add(leaf_hash(text));
    const auto [first, last] = places_.equal_range(tree_.size());
    for (auto place = first; place != last; ++place)
      compared_[place->second].root = tree_.root();
    if (!catalogue_ || tree_.size() > known_.lines)
      return;
    packages_.take(line);
    if (tree_.size() == known_.lines) {
      head_ = after_line({}, text).head;
      is_same_tree_ = known_.tree.empty() || tree_.state() == known_.tree;
    }
  }

  void compare_states() {
    if (check_.lines < known_.lines) {
      if (!check_.bad_line)
        tell(
            LogFault::lines, {},
            fmt::format("the log has {} lines, but the catalogue knows of {}: the last {} are gone",
                        check_.lines, known_.lines, known_.lines - check_.lines));
      return;
    }
    if (known_.lines > 0 && head_ != known_.head)
      tell(LogFault::head, {},
           fmt::format("line {} is not the one that the catalogue knows", known_.lines));
    if (known_.lines > 0 && !is_same_tree_)
      tell(LogFault::root, {},
           fmt::format("the tree over {} lines is not the one of the catalogue", known_.lines));
    if (check_.lines > known_.lines)
      tell(LogFault::older_catalogue, {},
           fmt::format("the log goes on for {} lines behind line {}, the last that the catalogue "
                       "knows",
                       check_.lines - known_.lines, known_.lines));
  }

  void compare_root(const Compared& each) {
    if (each.checkpoint.size == 0)
      return;
    if (!each.root) {
      if (!check_.bad_line)
        tell(LogFault::lines, each.where,
             fmt::format("it is about {} lines, but the log has {}", each.checkpoint.size,
                         check_.lines));
      else
        check_.notices.push_back(
            fmt::format("not compared with the log, which is bad before its end: {}",
                        display_name(each.where)));
    } else if (*each.root != each.checkpoint.root) {
      tell(LogFault::root, each.where,
           fmt::format("the first {} lines of the log are not those that were signed",
                       each.checkpoint.size));
    }
  }

  void compare_packages() {
    const bool is_read = tree_.size() >= known_.lines;
    if (!is_read)
      check_.notices.emplace_back(
          "packages were not compared with the log, since it cannot be read to its end");
    std::set<std::string, std::less<>> here;
    for (const CatalogueEntry& entry : catalogue_->packages()) {
      const std::string path = to_catalogue_text(entry.path);
      ++check_.packages;
      const auto found = packages_.all().find(path);
      const bool is_logged = is_read && found != packages_.all().end();
      if (is_logged)
        compare_results(entry, found->second);
      else if (is_read && !entry.reference.empty())
        tell(LogFault::not_in_log, entry.path, "no line says that it was taken in");
      else if (is_read)
        ++unread_;
      compare_digests(entry, is_logged ? &found->second : nullptr);
      here.insert(path);
    }
    if (unread_ > 0)
      check_.notices.push_back(fmt::format(
          "{} of the packages are older than the log, and are not in it before their next check",
          unread_));
    if (!is_read)
      return;
    for (const auto& [path, logged] : packages_.all())
      if (!here.contains(path))
        tell(LogFault::not_in_catalogue, from_catalogue_text(path).value_or(path),
             "the log knows it, and has no line that it was forgotten");
  }

  void compare_digests(const CatalogueEntry& entry, const LoggedPackage* logged) {
    std::string digests;
    try {
      digests = reference_of(catalogue_->files_of(entry.id));
    } catch (const Error& error) {
      return tell(LogFault::damaged, entry.path, error.message());
    }
    if (logged && logged->reference.empty() && entry.reference.empty())
      return; // older than the log
    if (logged && logged->reference != digests)
      tell(LogFault::reference, entry.path,
           fmt::format("the digests in the catalogue are not those of line {} of the log",
                       logged->reference_line));
    if (!entry.reference.empty() && entry.reference != digests)
      tell(LogFault::reference, entry.path,
           "the digest over the list of its files is not that of the list");
    else if (logged && entry.reference != logged->reference && logged->reference == digests)
      tell(LogFault::reference, entry.path,
           "the digest over the list of its files is not that of the log");
  }

  void compare_results(const CatalogueEntry& entry, const LoggedPackage& logged) {
    if (logged.is_older && logged.check_line == 0)
      return; // its last check was before the log
    const std::string outcome = entry.last_outcome ? code_of(*entry.last_outcome) : "";
    if (outcome != logged.outcome)
      tell(LogFault::outcome, entry.path,
           fmt::format("the catalogue says \"{}\", line {} of the log \"{}\"", outcome,
                       logged.check_line, display_name(logged.outcome)));
    if (logged.is_older && logged.checked.empty())
      return;
    const std::string checked = entry.last_checked ? to_rfc3339(*entry.last_checked) : "";
    if (checked != logged.checked)
      tell(LogFault::outcome, entry.path,
           fmt::format("the catalogue says that it was read on \"{}\", the log \"{}\"", checked,
                       display_name(logged.checked)));
  }

  Catalogue* catalogue_;
  fs::path path_;
  const LogCheckOptions& options_;
  LogCheck check_;
  LogState known_; ///< to the catalogue
  std::vector<std::string> waiting_;
  std::optional<VerifierKey> key_;
  bool is_key_sought_ = false;
  std::vector<Compared> compared_;
  std::multimap<std::uint64_t, std::size_t> places_; ///< in compared_, by size
  MerkleRange tree_;
  LoggedPackages packages_;
  std::string head_; ///< of the log where the catalogue ends
  bool is_same_tree_ = false;
  std::uint64_t unread_ = 0;
};

} // namespace

LogCheck check_log(Catalogue* catalogue, const fs::path& path, const LogCheckOptions& options) {
  return Comparison(catalogue, path, options).all();
}

} // namespace delo
