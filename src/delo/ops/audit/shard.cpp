#include "delo/ops/audit/shard.hpp"

#include "delo/base/error.hpp"
#include "delo/base/shell_word.hpp"
#include "delo/base/utf8.hpp"
#include "delo/ops/audit/lanes.hpp"
#include "delo/ops/audit/log_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace delo {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kOtherHint =
    "a shard is a copy of this catalogue, or made of its export, and its checks are about the same "
    "packages: give the catalogue it comes from with --catalogue";

/// The first thing that is wrong with a log, in a sentence.
std::string problem_of(const LogCheck& check) {
  if (check.bad_line)
    return fmt::format("line {} of its event log is bad: {}", *check.bad_line, check.problem);
  const LogDifference& first = check.differences.front();
  return fmt::format("{}: {}{}{}{}", to_word(first.fault), first.where,
                     first.where.empty() ? "" : ": ", first.text,
                     check.differences.size() == 1
                         ? ""
                         : fmt::format(" (and {} more)", check.differences.size() - 1));
}

bool is_true(const Json& line, const char* key) {
  const auto found = line.find(key);
  return found != line.end() && *found == true;
}

} // namespace

MainLog::MainLog(const fs::path& catalogue) : file_(event_log_of(catalogue)) {
  read_good_log(file_, [this](const Json& line, std::string_view) {
    ++lines_;
    if (text_in_line(line, "what") == "merged")
      ends_[number_in_line(line, "lines")].insert(text_in_line(line, "head"));
  });
}

bool MainLog::has(std::uint64_t line, std::string_view head) const {
  if (line == 0 || line > lines_)
    return false;
  LogLines lines(file_);
  std::string text;
  bool ended = false;
  for (std::uint64_t number = 0; number < line; ++number)
    if (!lines.next(text, ended))
      return false;
  return digest_of_line(text) == head;
}

bool MainLog::is_end_of_merge(std::uint64_t line, std::string_view text) const {
  const auto found = ends_.find(line);
  return found != ends_.end() && found->second.contains(digest_of_line(text));
}

/// Where a shard parted from the main log, how far it was merged, and which runs it had since.
class Shard::Survey {
public:
  explicit Survey(const MainLog& main) : main_(main), main_lines_(main.file()) {}

  void take(const Json& line, std::string_view text) {
    ++number_;
    if (number_ == 1 && text_in_line(line, "what") == "imported") {
      named_line_ = number_in_line(line, "log_lines");
      named_head_ = text_in_line(line, "log_head");
    }
    if (is_common_)
      follow(text);
    if (is_common_)
      return;
    if (main_.is_end_of_merge(number_, text))
      merged_ = number_;
    take_run(line);
  }

  std::uint64_t common() const { return common_; }
  /// The last line of the main log that it knows; nothing when it does not come from there.
  std::optional<std::uint64_t> parted() const {
    if (common_ > 0)
      return common_;
    return main_.has(named_line_, named_head_) ? std::optional(named_line_) : std::nullopt;
  }
  /// Lines that are known here, because they are common or were merged.
  std::uint64_t merged() const { return std::max(merged_, common_); }
  std::vector<ShardRun> runs() { return std::move(runs_); }

private:
  void follow(std::string_view text) {
    bool ended = false;
    is_common_ = main_lines_.next(main_text_, ended) && ended && main_text_ == text;
    if (is_common_)
      common_ = number_;
  }

  void take_run(const Json& line) {
    const std::string what = text_in_line(line, "what");
    const auto id = static_cast<std::int64_t>(number_in_line(line, "run"));
    if (what == "run") {
      ShardRun run;
      run.id = id;
      run.host = text_in_line(line, "host");
      run.version = text_in_line(line, "version");
      run.selection = text_in_line(line, "selection");
      run.started = parse_rfc3339(text_in_line(line, "time")).value_or(Timestamp{});
      run.first_line = number_;
      runs_.push_back(std::move(run));
    }
    if (runs_.empty() || runs_.back().id != id || !line.contains("run"))
      return;
    ShardRun& run = runs_.back();
    run.last_line = number_;
    if (what != "end")
      return;
    run.ended = parse_rfc3339(text_in_line(line, "time"));
    run.exit = static_cast<int>(number_in_line(line, "exit"));
    run.is_broken_off = is_true(line, "broken_off");
  }

  const MainLog& main_;
  LogLines main_lines_;
  std::string main_text_;
  std::uint64_t number_ = 0;
  bool is_common_ = true;
  std::uint64_t common_ = 0;
  std::uint64_t named_line_ = 0;
  std::string named_head_;
  std::uint64_t merged_ = 0;
  std::vector<ShardRun> runs_;
};

Shard::Shard(const fs::path& path, const MainLog& main, const Clock& clock)
    : path_(path), lock_(path, clock), catalogue_(path, Catalogue::Missing::refuse) {
  Survey survey(main);
  LogCheckOptions options;
  options.is_copy = true;
  options.each = [&survey](const Json& line, std::string_view text) { survey.take(line, text); };
  const LogCheck check = check_log(&catalogue_, path, options);
  facts_.catalogue = path.native();
  facts_.lines = check.lines;
  facts_.head = check.head;
  const auto parted = survey.parted();
  if (exit_code(check) != ExitCode::good) {
    facts_.problem = problem_of(check);
    facts_.hint =
        fmt::format("keep it as evidence: `delo audit verify-log --catalogue {}` tells more. Bring "
                    "it anew from its host, and merge again",
                    shell_word(path.native()));
  } else if (!parted) {
    facts_.problem =
        "it belongs to other holdings: its event log neither begins with lines of this "
        "one nor names one";
    facts_.hint = kOtherHint;
  }
  if (!facts_.problem.empty()) {
    facts_.state = MergedShard::State::refused;
    return;
  }
  common_ = survey.common();
  facts_.parted = *parted;
  facts_.merged_before = survey.merged();
  facts_.runs = survey.runs();
}

void Shard::each_line(const std::function<void(const Line&)>& each) {
  LoggedPackages packages;
  std::uint64_t number = 0;
  const auto take = [&](const Json& line, std::string_view text) {
    if (++number > common_ && number <= facts_.lines)
      each({number, line, text, packages});
    packages.take(line);
  };
  LogVerdict log = read_log(event_log_of(path_), take);
  read_waiting(log, catalogue_.log_state().lines, catalogue_.log_waiting(), take);
}

std::vector<const ShardRun*> Shard::last_runs() const {
  std::map<std::string, std::map<unsigned, const ShardRun*>> last; // by collections and part
  std::map<std::string, unsigned> parts;
  for (const ShardRun& run : facts_.runs) {
    const Selection selection = selection_from(run.selection);
    if (std::exchange(parts[selection.names], selection.part.of) != selection.part.of)
      last[selection.names].clear();
    last[selection.names][selection.part.number] = &run;
  }
  std::vector<const ShardRun*> runs;
  for (const auto& of_names : last)
    for (const auto& of_part : of_names.second)
      runs.push_back(of_part.second);
  return runs;
}

std::vector<CatalogueEntry> Shard::packages_in_turn() {
  std::map<std::int64_t, std::string> collections;
  for (Collection& collection : catalogue_.collections())
    collections[collection.id] = std::move(collection.name);
  std::vector<Selection> selections;
  for (const ShardRun* run : last_runs())
    selections.push_back(selection_from(run->selection));
  std::vector<CatalogueEntry> packages = catalogue_.packages();
  std::erase_if(packages, [&](const CatalogueEntry& package) {
    return std::none_of(selections.begin(), selections.end(), [&](const Selection& selection) {
      return selection.has(collections[package.collection]) &&
             is_in_part(selection.part, package.name);
    });
  });
  return packages;
}

std::optional<std::string> Shard::name_of(const std::string& path) {
  const auto entry = catalogue_.at(path);
  return entry ? std::optional(entry->name) : std::nullopt;
}

} // namespace delo
