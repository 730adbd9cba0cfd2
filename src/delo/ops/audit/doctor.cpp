#include "delo/base/error.hpp"
#include "delo/base/fd.hpp"
#include "delo/base/shell_word.hpp"
#include "delo/base/utf8.hpp"
#include "delo/ops/audit/catalogue_lock.hpp"
#include "delo/ops/audit/catalogue_text.hpp"
#include "delo/ops/audit/checkpoints.hpp"
#include "delo/ops/audit/evidence.hpp"
#include "delo/ops/audit/log_check.hpp"
#include "delo/ops/audit/logged_packages.hpp"
#include "delo/ops/audit/record_json.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

namespace delo {
namespace {

namespace fs = std::filesystem;

std::string plain(const std::string& catalogue_text) {
  return from_catalogue_text(catalogue_text).value_or(catalogue_text);
}

/// The part of the log that a catalogue does not know.
class LostPart {
public:
  explicit LostPart(LogState known) : known_(std::move(known)) {}

  void take(const Json& line, std::string_view text) {
    ++number_;
    if (number_ == known_.lines)
      is_continued_ = after_line({}, text).head == known_.head;
    if (number_ > known_.lines)
      take_lost(line);
  }

  /// Whether the log begins with the lines that the catalogue knows.
  bool is_continued() const { return known_.lines == 0 || is_continued_; }
  std::vector<LostChange> changes;
  std::vector<LostRun> runs;
  std::set<std::string> touched; ///< packages, as the catalogue writes their paths

private:
  void take_lost(const Json& line) {
    const std::string what = text_in_line(line, "what");
    if (auto change = change_in_line(line))
      changes.push_back(*std::move(change));
    for (const std::string_view key : {"package", "to"})
      if (const std::string path = text_in_line(line, key); !path.empty())
        touched.insert(path);
    if (what == "run" || what == "merge")
      runs.push_back(run_of(line));
    else if (what == "end")
      end_run(line);
  }

  static LostRun run_of(const Json& line) {
    LostRun run;
    run.id = static_cast<std::int64_t>(number_in_line(line, "run"));
    run.started = text_in_line(line, "time");
    run.host = text_in_line(line, "host");
    run.version = text_in_line(line, "version");
    run.selection = text_in_line(line, "selection");
    return run;
  }

  void end_run(const Json& line) {
    const auto id = static_cast<std::int64_t>(number_in_line(line, "run"));
    const auto found =
        std::find_if(runs.begin(), runs.end(), [id](const LostRun& run) { return run.id == id; });
    if (found == runs.end())
      return;
    found->ended = text_in_line(line, "time");
    found->exit = static_cast<int>(number_in_line(line, "exit"));
    found->is_broken_off = line.contains("broken_off");
  }

  LogState known_;
  std::uint64_t number_ = 0;
  bool is_continued_ = false;
};

class Doctor {
public:
  explicit Doctor(const DoctorOptions& options) : options_(options) {
    report_.catalogue = options.catalogue.native();
    report_.is_adopting = options.adopt_log;
  }

  DoctorReport all() {
    require_catalogue(options_.catalogue);
    const CatalogueLock lock(options_.catalogue, options_.clock);
    try {
      Catalogue catalogue(options_.catalogue, Catalogue::Missing::refuse);
      look_at_database(catalogue);
      if (options_.adopt_log && report_.findings.empty())
        adopt(catalogue);
      look_at_log(catalogue);
    } catch (const Error& error) {
      if (error.kind() != ErrorKind::io && error.kind() != ErrorKind::usage)
        throw;
      report_.is_unreadable = true;
      tell(error.message(), how_to_restore());
    }
    return std::move(report_);
  }

private:
  void tell(std::string what, std::string advice) {
    report_.findings.push_back({std::move(what), std::move(advice)});
  }

  /// Which copies there are, and the way back.
  std::string how_to_restore() const {
    std::string copies;
    const fs::path folder = fs::absolute(options_.catalogue).parent_path();
    const std::string begin = options_.catalogue.filename().native() + ".version-";
    std::error_code failure;
    for (fs::directory_iterator each(folder, failure), end; !failure && each != end;
         each.increment(failure))
      if (each->path().filename().native().starts_with(begin))
        copies += " or " + shell_word(each->path().native());
    return fmt::format("keep the file as evidence, put a backup of it{} in its place without the "
                       "files -wal and -shm beside it, then type `delo audit doctor --adopt-log`",
                       copies);
  }

  void look_at_database(Catalogue& catalogue) {
    const CatalogueHealth health = catalogue.health();
    for (const std::string& each : health.damage)
      tell("the file of the catalogue is damaged: " + each, how_to_restore());
    for (const std::string& each : health.loose_rows)
      tell("the catalogue has rows that belong to nothing: " + each, how_to_restore());
    for (const std::string& each : health.wrong_totals)
      tell(fmt::format("the sums of the collection {} are not those of its packages", plain(each)),
           how_to_restore());
  }

  void look_at_log(Catalogue& catalogue) {
    LogCheck check;
    try {
      check = check_log(&catalogue, options_.catalogue, {});
    } catch (const Error& error) {
      if (error.kind() != ErrorKind::io)
        throw;
      report_.is_unreadable = true;
      return tell(error.message(),
                  "bring the event log back from a copy: what is told here needs it");
    }
    if (check.bad_line)
      tell(fmt::format("line {} of the event log is bad: {}", *check.bad_line, check.problem),
           "keep the file as evidence, and bring the event log back from a copy");
    for (const LogDifference& each : check.differences)
      tell(fmt::format("{}: {}{}{}", to_word(each.fault), each.where,
                       each.where.empty() ? "" : ": ", each.text),
           std::string(advice(each.fault)));
  }

  void adopt(Catalogue& catalogue) {
    const LogState known = catalogue.log_state();
    const fs::path file = event_log_of(options_.catalogue);
    LostPart lost(known);
    const LogVerdict log =
        read_log(file, [&lost](const Json& line, std::string_view text) { lost.take(line, text); });
    if (log.bad_line || log.state.lines <= known.lines)
      return; // look_at_log() tells what there is to tell
    if (!lost.is_continued())
      return tell("nothing was taken over: the log does not begin with the lines that the "
                  "catalogue knows",
                  "it belongs to another catalogue: bring back the two that belong together");
    if (log.torn)
      cut_off(file, log.bytes);
    take_notes(lost.runs);
    const std::vector<Json> lines = lines_for(catalogue, lost, log.state.lines - known.lines);
    catalogue.adopt_log(log.state, log.bytes, lost.runs, lines, options_.clock.now());
    catalogue.flush_log();
    report_.adopted = log.state.lines - known.lines;
    report_.lost = std::move(lost.changes);
  }

  /// What a killed run wrote of a line that nobody can finish any more.
  static void cut_off(const fs::path& file, std::uint64_t bytes) {
    std::error_code failure;
    fs::resize_file(file, bytes, failure);
    if (failure)
      throw io_error("write", file.native(), failure.value());
  }

  void take_notes(std::vector<LostRun>& runs) const {
    for (LostRun& run : runs) {
      const fs::path note = checkpoint_of(options_.catalogue, run.id);
      if (is_there(note))
        run.note = read_file(note, kLongestNote);
    }
  }

  /// What the catalogue knows of every package that the lost lines are about, so that whoever reads
  /// the log knows it, too.
  static std::vector<Json> lines_for(Catalogue& catalogue, const LostPart& lost,
                                     std::uint64_t count) {
    std::vector<Json> lines;
    for (const std::string& path : lost.touched) {
      Json body;
      body["package"] = path;
      const auto entry = catalogue.at(plain(path));
      body["watched"] = entry.has_value();
      if (entry) {
        body["reference"] = entry->reference;
        body["outcome"] = entry->last_outcome ? code_of(*entry->last_outcome) : "";
        body["checked"] = entry->last_checked ? to_rfc3339(*entry->last_checked) : "";
      }
      lines.push_back(std::move(body));
    }
    Json last;
    last["lines"] = count;
    last["packages"] = lost.touched.size();
    last["runs"] = lost.runs.size();
    lines.push_back(std::move(last));
    return lines;
  }

  const DoctorOptions& options_;
  DoctorReport report_;
};

} // namespace

DoctorReport audit_doctor(const DoctorOptions& options) {
  return Doctor(options).all();
}

} // namespace delo
