#include "delo/base/quantity.hpp"
#include "delo/base/shell_word.hpp"
#include "delo/base/utf8.hpp"
#include "delo/report/audit_report.hpp"
#include "delo/report/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <utility>

namespace delo {
namespace {

/// Of one package and outcome, so that one bad package does not bury the others.
constexpr std::size_t kMostShown = 50;

struct Advice {
  AuditOutcome outcome;
  std::string_view text;
};

constexpr std::array<Advice, 10> kAdvice{{
    {AuditOutcome::altered, "the bytes are not those that came in: keep the file as evidence, and "
                            "bring the package back from another copy"},
    {AuditOutcome::truncated,
     "the end of the file is lost: bring the package back from another copy"},
    {AuditOutcome::extended, "something was added to the file: keep it as evidence, and bring the "
                             "package back from another copy"},
    {AuditOutcome::missing, "bring the file back from another copy of the package"},
    {AuditOutcome::extra, "find out who put it there, and move it out of the package"},
    {AuditOutcome::unreadable,
     "nothing is known of these bytes: check permissions, the disk and the "
     "system log, then run `delo audit run` again"},
    {AuditOutcome::package_missing, "if the package was moved, run `delo audit add` with its new "
                                    "place; otherwise bring it back from another copy"},
    {AuditOutcome::not_run,
     "see that the store is mounted and sound, then run `delo audit run` again; nothing was marked "
     "bad"},
    {AuditOutcome::moved, "nothing is lost: move it back, or, if it is to stay, type `delo audit "
                          "add` for a package and `delo audit accept` for a file"},
    {AuditOutcome::manifest_altered,
     "somebody changed the package and its manifests together: find out who and why; then `delo "
     "audit accept PACKAGE --reason TEXT`, or bring it back from another copy"},
}};

std::string_view advice_for(AuditOutcome outcome) {
  for (const Advice& advice : kAdvice)
    if (advice.outcome == outcome)
      return advice.text;
  return "";
}

std::string upper(std::string_view word) {
  std::string text(word);
  std::transform(text.begin(), text.end(), text.begin(), [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  });
  return text;
}

class Text {
public:
  template <typename... Args>
  void line(fmt::format_string<Args...> format, Args&&... args) {
    fmt::format_to(std::back_inserter(text_), format, std::forward<Args>(args)...);
    text_ += '\n';
  }
  /// A name and its value, in one column; nothing without a value.
  void field(std::string_view name, std::string_view value) {
    if (!value.empty())
      line("  {:<9} {}", name, value);
  }
  void gap() { text_ += '\n'; }
  std::string take() { return std::move(text_); }

private:
  std::string text_;
};

std::string digest_and_size(const std::optional<Digest>& digest,
                            const std::optional<std::uint64_t>& size) {
  std::string text = labelled(digest);
  if (size)
    text += (text.empty() ? "" : ", ") + count_of(*size, "byte");
  return text;
}

/// What the second reading found: "altered, sha512:…, 5 bytes".
std::string second_words(const SecondLook& look) {
  std::string words(to_word(look.outcome));
  if (const std::string bytes = digest_and_size(look.actual, look.actual_size); !bytes.empty())
    words += ", " + bytes;
  if (!look.reason.empty())
    words += ", " + display_name(look.reason);
  return words;
}

void put_event(Text& text, const AuditEvent& event) {
  std::string where = display_name(event.name);
  if (event.path == ".")
    where += ": the archive itself";
  else if (!event.path.empty())
    where += ": " + display_name(event.path);
  text.line("{}  {}", upper(to_word(event.outcome)), where);
  text.field("citation", display_name(event.citation));
  text.field("package", display_name(event.package));
  text.field("expected", digest_and_size(event.expected, event.expected_size));
  text.field("actual", digest_and_size(event.actual, event.actual_size));
  text.field("now at", display_name(event.moved_to));
  text.field("reason", display_name(event.reason));
  if (event.again)
    text.field("again", second_words(*event.again));
  text.gap();
}

void put_events(Text& text, const AuditReport& report) {
  std::map<std::pair<std::string_view, AuditOutcome>, std::size_t> shown;
  for (const AuditEvent& event : report.events)
    if (++shown[{event.package, event.outcome}] <= kMostShown)
      put_event(text, event);
  bool cut = false;
  for (const auto& [what, count] : shown)
    if (count > kMostShown) {
      text.line("and {} more {} in {}", count - kMostShown, to_word(what.second),
                display_name(what.first));
      cut = true;
    }
  if (cut) {
    text.line("  --json lists all of them");
    text.gap();
  }
}

void put_stores(Text& text, const AuditReport& report) {
  for (const StoreAway& store : report.stores_away) {
    text.line("NOT RUN  {}: {} not looked at", display_name(store.folder),
              count_of(store.count, "package"));
    text.field("reason", display_name(store.reason));
    text.gap();
  }
}

void put_mass_changes(Text& text, const AuditReport& report) {
  for (const MassChange& change : report.mass_changes) {
    text.line("MASS CHANGE  {}: nothing was marked bad", display_name(change.collection));
    text.field("reason", display_name(change.reason));
    for (const AuditEvent& event : change.events)
      text.field("seen",
                 fmt::format("{} {}{}{}", to_word(event.outcome), display_name(event.package),
                             event.path.empty() ? "" : ": ", display_name(event.path)));
    text.line("hint: see that the right disk is mounted and sound, and run again. If this is truly "
              "what became of the packages, type `delo audit run --mark-all`");
    text.gap();
  }
}

void put_unwatched(Text& text, const AuditReport& report) {
  for (const Unwatched& unwatched : report.unwatched) {
    text.line("NOT WATCHED  {}: {} found that nobody has taken in",
              display_name(unwatched.collection), count_of(unwatched.packages.size(), "package"));
    for (std::size_t i = 0; i < unwatched.packages.size() && i < kMostShown; ++i)
      text.field("package", display_name(unwatched.packages[i]));
    if (unwatched.packages.size() > kMostShown)
      text.line("  and {} more; --json lists all of them", unwatched.packages.size() - kMostShown);
    text.line("hint: take them in with `delo audit add {}`", shell_word(unwatched.collection));
    text.gap();
  }
}

/// "the cycle of 90d is reachable: 1.2 GB in each run are enough, and 2.0 GB are allowed"
std::string outlook_words(const CycleOutlook& outlook) {
  const std::string allowed =
      outlook.allowed ? size_words(*outlook.allowed) + " are allowed" : "nothing limits a run";
  return fmt::format(
      "the cycle of {} is {}: {} in each run are needed, and {}", duration_words(outlook.cycle),
      outlook.is_reachable() ? "reachable" : "OUT OF REACH", size_words(outlook.needed), allowed);
}

void put_outlooks(Text& text, const AuditReport& report, AuditDetail detail) {
  for (const CycleOutlook& outlook : report.outlooks) {
    if (outlook.overdue > 0)
      text.line("OVERDUE  {}: {} not read for {}", display_name(outlook.collection),
                count_of(outlook.overdue, "package"), duration_words(outlook.cycle));
    if (detail == AuditDetail::summary || outlook.overdue > 0 || !outlook.is_reachable())
      text.line("{}: {}", display_name(outlook.collection), outlook_words(outlook));
    if (!outlook.is_reachable())
      text.line("hint: allow more in each run, run more often, or give it a longer --cycle");
  }
}

bool is_worth_telling(const AuditReport& report) {
  return exit_code(report) != ExitCode::good || !report.unwatched.empty() ||
         std::any_of(report.outlooks.begin(), report.outlooks.end(),
                     [](const CycleOutlook& outlook) { return !outlook.is_reachable(); });
}

std::string plan_text(const AuditReport& report) {
  Text text;
  std::uint64_t bytes = 0;
  for (const PlannedPackage& planned : report.planned) {
    text.line("{}  ({}; {}; {})", display_name(planned.path), display_name(planned.collection),
              planned.why, size_words(planned.bytes));
    bytes += planned.bytes;
  }
  text.line("would read {}, {}; {} left for later runs", count_of(report.planned.size(), "package"),
            size_words(bytes), report.left);
  return text.take();
}

void put_advice(Text& text, const AuditReport& report) {
  for (const AuditOutcome outcome : audit_outcomes())
    if (outcome != AuditOutcome::passed && report.counts.of(outcome) > 0)
      text.line("hint: {}: {}", to_word(outcome), advice_for(outcome));
}

/// "1 altered, 2 missing".
std::string outcome_list(const AuditCounts& counts) {
  std::string list;
  for (const AuditOutcome outcome : audit_outcomes())
    if (outcome != AuditOutcome::passed && counts.of(outcome) > 0)
      list +=
          fmt::format("{}{} {}", list.empty() ? "" : ", ", counts.of(outcome), to_word(outcome));
  return list;
}

std::string shown_time(const std::optional<Timestamp>& time, std::string_view otherwise) {
  return time ? to_rfc3339(*time) : std::string(otherwise);
}

std::string run_line(const AuditRunSummary& run) {
  if (!run.ended || !run.exit)
    return fmt::format("{}, without an end: it is still going on, or was killed",
                       to_rfc3339(run.started));
  return fmt::format("{} to {}, exit {}", to_rfc3339(run.started), to_rfc3339(*run.ended),
                     *run.exit);
}

} // namespace

std::string audit_text(const AuditReport& report, AuditDetail detail) {
  Text text;
  const AuditCounts& counts = report.counts;
  if (report.is_dry_run)
    return plan_text(report);
  if (detail == AuditDetail::silent && !is_worth_telling(report))
    return {};
  if (exit_code(report) == ExitCode::nothing_to_check) {
    text.line("audit: nothing to check, the catalogue {} is empty", display_name(report.catalogue));
    text.line("hint: take packages in with `delo audit add PACKAGE...`");
    put_unwatched(text, report);
    return text.take();
  }
  const std::string found = outcome_list(counts);
  text.line("audit of {}: {}", to_rfc3339(report.started), found.empty() ? "all passed" : found);
  text.gap();
  put_events(text, report);
  put_stores(text, report);
  put_mass_changes(text, report);
  put_unwatched(text, report);
  put_outlooks(text, report, detail);
  put_advice(text, report);
  text.gap();
  for (const std::string& notice : report.notices)
    text.line("{}", display_name(notice));
  if (!report.log.trouble.empty())
    text.line("the event log was not signed: {}", display_name(report.log.trouble));
  if (report.maybe_cached > 0)
    text.line("of {} the disk may not have been asked: pages of them were in memory",
              count_of(report.maybe_cached, "file"));
  text.line("{} looked at, {} passed; {} and {} read", count_of(counts.packages, "package"),
            counts.packages_passed, count_of(counts.files, "file"), count_of(counts.bytes, "byte"));
  return text.take();
}

std::string audit_subject(const AuditReport& report) {
  std::string found = outcome_list(report.counts);
  if (!report.mass_changes.empty())
    found = "stopped, so much failed at once";
  else if (found.empty())
    found = exit_code(report) == ExitCode::overdue ? "work is overdue" : "all passed";
  return fmt::format("delo audit on {}: {}",
                     report.host.empty() ? "this machine" : display_name(report.host), found);
}

std::string audit_mail(const AuditReport& report) {
  const std::string text = audit_text(report);
  if (text.empty())
    return {};
  Text mail;
  mail.field("machine", display_name(report.host));
  mail.field("catalogue", display_name(report.catalogue));
  mail.field("start", to_rfc3339(report.started));
  mail.field("end", to_rfc3339(report.ended));
  mail.field("exit code", std::to_string(static_cast<int>(exit_code(report))));
  mail.gap();
  return mail.take() + text;
}

std::string audit_text(const AuditAcceptResult& result) {
  if (result.changed == 0)
    return fmt::format("{} is what it was: nothing to accept\n", display_name(result.package.path));
  return fmt::format("accepted {}: {} with another digest, now its reference\n",
                     display_name(result.package.path), count_of(result.changed, "file"));
}

std::string audit_text(const CatalogueEntry& forgotten) {
  return fmt::format("forgotten: {} is not watched any more\n", display_name(forgotten.path));
}

std::string audit_text(std::span<const Collection> collections) {
  Text text;
  for (const Collection& collection : collections) {
    text.line("{}  {}  {}", display_name(collection.name), to_word(collection.kind),
              collection.root.empty() ? "(no root)" : display_name(collection.root));
    for (const auto& [name, value] : collection.settings.values())
      text.line("  {:<12} {}", name, display_name(value));
  }
  return text.take();
}

std::string audit_text(const AuditAddResult& result) {
  Text text;
  for (const auto& added : result.added)
    text.line("added  {} ({}, {})", display_name(added.path), count_of(added.files, "file"),
              count_of(added.bytes, "byte"));
  for (const auto& moved : result.moved)
    text.line("moved  {} (it was {})", display_name(moved.to), display_name(moved.from));
  for (const std::string& notice : result.notices)
    text.line("notice  {}", display_name(notice));
  for (const std::string& path : result.already)
    text.line("already there  {}", display_name(path));
  for (const std::string& path : result.passed_over)
    text.line("passed over  {}: not a package", display_name(path));
  for (const std::string& path : result.not_packages)
    text.line("not a package  {}: neither a package nor a folder that holds packages",
              display_name(path));
  for (const AuditRefusal& refusal : result.refused) {
    text.line("{}  {}: {}", refusal.unreadable ? "UNREADABLE" : "REFUSED",
              display_name(refusal.path), display_name(refusal.reason));
    if (refusal.report && !refusal.unreadable)
      text.line("hint: `delo validate {}` tells what is wrong with it", shell_word(refusal.path));
  }
  return text.take();
}

std::string audit_text(const AuditExchange& exchange, std::string_view what) {
  Text text;
  text.line("{} {}: {}, {} forgotten; {}; {}; {}", what, display_name(exchange.catalogue),
            count_of(exchange.packages, "package"), exchange.forgotten,
            count_of(exchange.files, "digest"), count_of(exchange.collections, "collection"),
            count_of(exchange.runs, "run"));
  text.field("sha256", exchange.sha256);
  return text.take();
}

std::string audit_text(const AuditStatus& status) {
  Text text;
  text.line("catalogue     {}", display_name(status.catalogue));
  text.line("packages      {} ({}, {})", status.packages, count_of(status.files, "file"),
            count_of(status.bytes, "byte"));
  if (status.never_checked > 0)
    text.line("never checked {}", count_of(status.never_checked, "package"));
  if (status.oldest)
    text.line("oldest check  {}: {}", shown_time(status.oldest->last_checked, ""),
              display_name(status.oldest->path));
  else
    text.line("oldest check  none yet");
  if (!status.last_run) {
    text.line("last run      none yet");
    return text.take();
  }
  const AuditCounts& counts = status.last_run->counts;
  text.line("last run      {}{}", run_line(*status.last_run),
            status.last_run->is_merge ? ", a merge of what other catalogues found out" : "");
  if (status.last_run->ended) {
    text.line("              {} looked at, {} passed", count_of(counts.packages, "package"),
              counts.packages_passed);
    if (const std::string list = outcome_list(counts); !list.empty())
      text.line("              {}", list);
  }
  return text.take();
}

std::string audit_text(std::span<const CatalogueEntry> packages) {
  Text text;
  for (const CatalogueEntry& package : packages)
    text.line("{:<20}  {:<15}  {}  ({}, {}{}{})", shown_time(package.last_checked, "never checked"),
              package.last_outcome ? to_word(*package.last_outcome) : "-",
              display_name(package.path), count_of(package.files, "file"),
              count_of(package.bytes, "byte"), package.citation.empty() ? "" : "; ",
              display_name(package.citation));
  return text.take();
}

} // namespace delo
