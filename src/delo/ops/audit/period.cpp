// The report of a period is made of the event log alone: it is the evidence, and it tells its story
// in the order in which things happened, whatever the clock said.
#include "delo/base/error.hpp"
#include "delo/base/utf8.hpp"
#include "delo/formats/tlog/merkle.hpp"
#include "delo/ops/audit.hpp"
#include "delo/ops/audit/catalogue_text.hpp"
#include "delo/ops/audit/event_log.hpp"
#include "delo/ops/audit/record_json.hpp"

#include <fmt/format.h>

#include <map>
#include <utility>

namespace delo {
namespace {

class Story {
public:
  explicit Story(AuditPeriod& result) : result_(result) {}

  void tell(const Json& line, std::string_view text) {
    const auto time = parse_rfc3339(line.value("time", ""));
    tree_.add(leaf_hash(text));
    if (!time)
      return;
    if (!line.contains("source")) { // what was merged has its time by the clock of another host
      if (*time < last_)
        ++result_.clock_jumps;
      last_ = *time;
    }
    if (*time >= result_.period.to)
      return;
    time_ = *time;
    is_inside_ = *time >= result_.period.from;
    until_ = tree_; // lines with later times may stand before this one, when a clock was put back
    result_.log_lines = tree_.size();
    using Part = void (Story::*)(const Json&);
    static const std::map<std::string, Part, std::less<>> kParts{
        {"added", &Story::added},
        {"adopted", &Story::added},
        {"moved", &Story::moved},
        {"accepted", &Story::accepted},
        {"forgotten", &Story::forgotten},
        {"run", &Story::run},
        {"end", &Story::end},
        {"check", &Story::check},
        {"older check", &Story::older_check},
        {"merge", &Story::merge},
        {"merged run", &Story::merged_run},
        {"mass change", &Story::stop},
        {"not told", &Story::stop},
        {"anchored", &Story::anchored},
        {"repairing", &Story::repairing},
        {"repaired", &Story::repaired},
    };
    const std::string what = line.value("what", "");
    is_repairing_ = is_repairing_ && what == "repaired";
    if (const auto part = kParts.find(what); part != kParts.end())
      (this->*part->second)(line);
  }

  void finish(const std::string& head) {
    result_.log_head = head;
    result_.log_root = hash_text(until_.root());
    result_.broken_off += open_runs_;
    for (auto& [path, package] : packages_) {
      result_.checked += package.checks > 0 ? 1 : 0;
      result_.packages.push_back(std::move(package));
    }
  }

private:
  static std::string text_of(const Json& line, const char* key) {
    const std::string text = line.value(key, "");
    return from_catalogue_text(text).value_or(text);
  }

  void put(std::vector<PeriodEvent>& list, const Json& line, std::string what,
           std::string detail) const {
    if (!is_inside_)
      return;
    const std::string path = text_of(line, "package");
    const auto known = packages_.find(path);
    list.push_back({time_, path, known == packages_.end() ? "" : known->second.citation,
                    std::move(what), std::move(detail)});
  }

  void added(const Json& line) {
    PeriodPackage& package = packages_[text_of(line, "package")];
    package.path = text_of(line, "package");
    package.citation = text_of(line, "citation");
    package.bytes = line.value("bytes", std::uint64_t{0});
    if (line.value("what", "") == "adopted")
      return;
    package.added = time_;
    put(result_.changes, line, "added", "");
  }

  void moved(const Json& line) {
    put(result_.changes, line, "moved", "to " + text_of(line, "to"));
    auto node = packages_.extract(text_of(line, "package"));
    if (node.empty())
      return;
    node.key() = text_of(line, "to");
    node.mapped().path = node.key();
    packages_.insert(std::move(node));
  }

  void accepted(const Json& line) {
    put(result_.changes, line, "accepted", text_of(line, "reason"));
    if (const auto known = packages_.find(text_of(line, "package")); known != packages_.end())
      known->second.bytes = line.value("bytes", known->second.bytes);
  }

  void forgotten(const Json& line) {
    put(result_.changes, line, "forgotten", text_of(line, "reason"));
    packages_.erase(text_of(line, "package"));
  }

  void run(const Json&) {
    if (!is_inside_)
      return;
    ++result_.runs;
    ++open_runs_;
  }

  void merge(const Json& line) { merge_ = line.value("run", 0); }

  /// A run of another host that was merged. It has its end with it.
  void merged_run(const Json& line) {
    if (!is_inside_)
      return;
    ++result_.runs;
    const bool has_end = line.contains("ended");
    if (has_end)
      ++result_.exits[line.value("exit", 0)];
    result_.broken_off += !has_end || line.value("broken_off", false) ? 1 : 0;
  }

  void end(const Json& line) {
    if (!is_inside_ || line.value("run", 0) == merge_)
      return;
    if (open_runs_ > 0)
      --open_runs_;
    ++result_.exits[line.value("exit", 0)];
    result_.broken_off += line.value("broken_off", false) ? 1 : 0;
  }

  void check(const Json& line) {
    const auto outcome = outcome_from_code(line.value("outcome", ""));
    if (!outcome)
      return;
    PeriodPackage& package = packages_[text_of(line, "package")];
    package.path = text_of(line, "package");
    const bool was_good =
        !package.last_outcome || standing(*package.last_outcome) == Standing::good;
    const bool is_good = standing(*outcome) == Standing::good;
    package.last_outcome = *outcome;
    if (line.value("complete", false))
      package.last_checked = time_;
    if (was_good && !is_good)
      put(result_.failures, line, std::string(to_word(*outcome)), places(line));
    if (!was_good && is_good)
      put(result_.repairs, line, "passed again", "");
    if (is_inside_)
      count(line, package, is_good);
  }

  /// One that came in with a merge when a newer one was known: it was made all the same.
  void older_check(const Json& line) {
    const auto outcome = outcome_from_code(line.value("outcome", ""));
    if (!outcome || !is_inside_)
      return;
    const bool is_good = standing(*outcome) == Standing::good;
    if (!is_good)
      put(result_.failures, line, std::string(to_word(*outcome)), places(line));
    PeriodPackage& package = packages_[text_of(line, "package")];
    package.path = text_of(line, "package");
    count(line, package, is_good);
  }

  void count(const Json& line, PeriodPackage& package, bool is_good) {
    ++package.checks;
    ++result_.checks;
    const std::uint64_t bytes = line.value("bytes", std::uint64_t{0});
    result_.bytes += bytes;
    PeriodMonth& month = result_.months[to_date(time_).substr(0, 7)];
    ++month.checks;
    month.failures += is_good ? 0 : 1;
    month.bytes += bytes;
  }

  /// The first file that failed, and how many there are.
  static std::string places(const Json& line) {
    if (!line.contains("events") || line["events"].empty())
      return {};
    const Json& events = line["events"];
    const std::string first = text_of(events[0], "path");
    return events.size() == 1 ? first : fmt::format("{} and {} more", first, events.size() - 1);
  }

  void stop(const Json& line) {
    std::string what = line.value("what", "");
    if (line.contains("collection"))
      what += " in " + text_of(line, "collection");
    put(result_.stops, line, std::move(what), text_of(line, "reason"));
  }

  /// Told as broken off until it is known to have ended.
  void repairing(const Json& line) {
    is_repairing_ = is_inside_;
    put(result_.repairs, line, "repair broken off",
        fmt::format("from {}; what it put aside, if anything, is in {}", text_of(line, "from"),
                    text_of(line, "aside")));
  }

  void repaired(const Json& line) {
    if (is_repairing_)
      result_.repairs.pop_back();
    put(result_.repairs, line, "repaired", "from " + text_of(line, "from"));
  }

  void anchored(const Json& line) {
    put(result_.anchors, line, "anchored",
        fmt::format("run {}, {}, serial {}, by {}", line.value("run", 0), line.value("stamped", ""),
                    line.value("serial", ""), text_of(line, "authority")));
  }

  AuditPeriod& result_;
  std::map<std::string, PeriodPackage> packages_; ///< by path
  MerkleRange tree_;                              ///< over all lines
  MerkleRange until_;                             ///< up to the last line of the period
  Timestamp last_{};
  Timestamp time_{};
  bool is_inside_ = false;
  bool is_repairing_ = false; ///< the line before told that a repair begins
  std::uint64_t open_runs_ = 0;
  int merge_ = 0; ///< the last run that was none, but a merge
};

} // namespace

AuditPeriod audit_period(const std::filesystem::path& catalogue, const Period& period) {
  AuditPeriod result;
  result.period = period;
  result.catalogue = catalogue.native();
  Story story(result);
  std::string head;
  read_good_log(event_log_of(catalogue), [&](const Json& line, std::string_view text) {
    const std::uint64_t before = result.log_lines;
    story.tell(line, text);
    if (result.log_lines != before)
      head = digest_of_line(text);
  });
  story.finish(head);
  return result;
}

} // namespace delo
