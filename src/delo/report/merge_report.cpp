#include "delo/report/merge_report.hpp"

#include "delo/base/utf8.hpp"
#include "delo/report/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace delo {
namespace {

using State = MergedShard::State;

/// Of one shard and kind, so that one does not bury the others.
constexpr std::size_t kMostShown = 50;

template <typename... Args>
void put(std::string& text, fmt::format_string<Args...> format, Args&&... args) {
  fmt::format_to(std::back_inserter(text), format, std::forward<Args>(args)...);
  text += '\n';
}

/// The first of a list, and how many more there are.
template <typename List, typename Put>
void put_first(std::string& text, const List& list, const Put& put_one) {
  for (std::size_t i = 0; i < list.size() && i < kMostShown; ++i)
    put_one(list[i]);
  if (list.size() > kMostShown)
    put(text, "  and {} more; --json lists all of them", list.size() - kMostShown);
}

std::string_view state_word(State state) {
  switch (state) {
  case State::refused:
    return "refused";
  case State::unreadable:
    return "unreadable";
  default:
    return "merged";
  }
}

void put_problem(std::string& text, const MergedShard& shard) {
  const std::string_view word = shard.is_busy                   ? "IN USE"
                                : shard.state == State::refused ? "REFUSED"
                                                                : "UNREADABLE";
  put(text, "{}  {}: nothing of it was taken in", word, display_name(shard.catalogue));
  put(text, "  {:<9} {}", "reason", display_name(shard.problem));
  if (!shard.hint.empty())
    put(text, "hint: {}", display_name(shard.hint));
}

void put_left_out(std::string& text, const MergedShard& shard) {
  put_first(text, shard.left_out, [&](const LeftOutCheck& each) {
    put(text, "NOT TAKEN IN  {}: {} in {}", display_name(each.package), display_name(each.outcome),
        display_name(shard.catalogue));
    put(text, "  {:<9} {}", "reason", display_name(each.reason));
  });
  if (std::any_of(shard.left_out.begin(), shard.left_out.end(),
                  [](const LeftOutCheck& each) { return each.is_finding; }))
    put(text,
        "hint: find out what these packages are to be; what is right is made so in this "
        "catalogue, with `delo audit add` or `delo audit accept`, and read by `delo audit run`");
}

void put_changes(std::string& text, const MergedShard& shard) {
  put_first(text, shard.changes, [&](const LostChange& each) {
    put(text, "CHANGED THERE  {}: {}  {}{}{}", display_name(shard.catalogue), each.what,
        display_name(each.name), each.details.empty() ? "" : "  ", display_name(each.details));
  });
  if (!shard.changes.empty())
    put(text, "hint: nothing of this was taken over: do the same with this catalogue, if it is "
              "right");
}

void put_gaps(std::string& text, const MergedShard& shard) {
  for (const std::string& reason : shard.incomplete)
    put(text, "INCOMPLETE  {}: {}", display_name(shard.catalogue), display_name(reason));
  if (shard.unread > 0)
    put(text, "NOT READ  {}: {} of its part since it parted from this catalogue",
        display_name(shard.catalogue), count_of(shard.unread, "package"));
  if (!shard.incomplete.empty())
    put(text, "hint: run it on its host once more, with `delo audit run --catalogue`, and merge it "
              "again");
}

bool is_merged_before(const MergedShard& shard) {
  return shard.state == State::merged && !shard.is_new();
}

void put_counts(std::string& text, const MergedShard& shard) {
  if (is_merged_before(shard))
    return put(text, "{}: nothing new, all {} of its log had come in before",
               display_name(shard.catalogue), count_of(shard.lines, "line"));
  const auto runs = std::count_if(shard.runs.begin(), shard.runs.end(),
                                  [&shard](const ShardRun& run) { return shard.is_new(run); });
  put(text, "{}: {} taken in, {} of them older than what was known; {} left out; {}",
      display_name(shard.catalogue), count_of(shard.checks + shard.older, "check"), shard.older,
      shard.left_out.size(), count_of(static_cast<std::uint64_t>(runs), "run"));
}

void put_shard(std::string& text, const MergedShard& shard) {
  if (shard.state != State::merged)
    return put_problem(text, shard);
  put_left_out(text, shard);
  put_changes(text, shard);
  put_gaps(text, shard);
  put_counts(text, shard);
}

void put_missing(std::string& text, const AuditMerge& merge) {
  for (const MissingParts& missing : merge.missing) {
    std::string parts;
    for (const unsigned part : missing.parts)
      parts += fmt::format("{}{}/{}", parts.empty() ? "" : ", ", part, missing.of);
    put(text, "NOT THERE  the part {} of {}: nobody brought what it found", parts,
        missing.names == "all" ? "all collections" : display_name(missing.names));
  }
  if (!merge.missing.empty())
    put(text, "hint: run it with `delo audit run --shard`, and merge all parts together");
}

void put_overdue(std::string& text, const AuditMerge& merge) {
  for (const CollectionStanding& standing : merge.report.standings)
    if (standing.overdue > 0)
      put(text, "OVERDUE  {}: {} not read for a whole cycle", display_name(standing.collection),
          count_of(standing.overdue, "package"));
}

bool is_worth_telling(const AuditMerge& merge) {
  return exit_code(merge) != ExitCode::good ||
         std::any_of(merge.shards.begin(), merge.shards.end(), [](const MergedShard& shard) {
           return shard.unread > 0 || !shard.left_out.empty() || !shard.changes.empty() ||
                  is_merged_before(shard);
         });
}

Json run_json(const ShardRun& run) {
  Json json;
  json["run"] = run.id;
  json["host"] = display_name(run.host);
  json["version"] = display_name(run.version);
  json["selection"] = display_name(run.selection);
  json["started"] = to_rfc3339(run.started);
  json["ended"] = run.ended ? Json(to_rfc3339(*run.ended)) : Json(nullptr);
  json["exit"] = run.ended ? Json(run.exit) : Json(nullptr);
  json["broken_off"] = run.is_broken_off;
  return json;
}

Json left_out_json(const LeftOutCheck& check) {
  Json json;
  put_path(json["package"], check.package);
  json["outcome"] = display_name(check.outcome);
  json["reason"] = check.reason;
  json["finding"] = check.is_finding;
  return json;
}

Json change_json(const LostChange& change) {
  Json json;
  json["what"] = change.what;
  put_path(json["name"], change.name);
  if (!change.details.empty())
    json["details"] = display_name(change.details);
  return json;
}

Json shard_json(const MergedShard& shard) {
  Json json;
  put_path(json["catalogue"], shard.catalogue);
  json["state"] = shard.is_busy ? "in use" : state_word(shard.state);
  if (!shard.problem.empty())
    json["problem"] = display_name(shard.problem);
  json["lines"] = shard.lines;
  json["head"] = shard.head;
  json["parted_at_line"] = shard.parted;
  json["merged_before"] = shard.merged_before;
  json["checks"] = shard.checks;
  json["older_checks"] = shard.older;
  json["packages_not_read"] = shard.unread;
  json["incomplete"] = Json::array();
  for (const std::string& reason : shard.incomplete)
    json["incomplete"].push_back(display_name(reason));
  json["runs"] = Json::array();
  for (const ShardRun& run : shard.runs)
    json["runs"].push_back(run_json(run));
  json["left_out"] = Json::array();
  for (const LeftOutCheck& each : shard.left_out)
    json["left_out"].push_back(left_out_json(each));
  json["changed_there"] = Json::array();
  for (const LostChange& each : shard.changes)
    json["changed_there"].push_back(change_json(each));
  return json;
}

} // namespace

std::string merge_text(const AuditMerge& merge, AuditDetail detail) {
  if (detail == AuditDetail::silent && !is_worth_telling(merge))
    return {};
  std::string text;
  for (const MergedShard& shard : merge.shards)
    put_shard(text, shard);
  put_missing(text, merge);
  put_overdue(text, merge);
  const std::string found = audit_text(merge.report, detail);
  return found.empty() ? text : text + "\n" + found;
}

Json merge_json(const AuditMerge& merge) {
  Json json = audit_json(merge.report);
  json["report"] = "audit merge";
  json["exit"] = static_cast<int>(exit_code(merge));
  json["shards"] = Json::array();
  for (const MergedShard& shard : merge.shards)
    json["shards"].push_back(shard_json(shard));
  json["missing_parts"] = Json::array();
  for (const MissingParts& missing : merge.missing) {
    Json row;
    row["collections"] = display_name(missing.names);
    row["of"] = missing.of;
    row["parts"] = missing.parts;
    json["missing_parts"].push_back(std::move(row));
  }
  return json;
}

} // namespace delo
