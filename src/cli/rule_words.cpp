#include "cli/rule_words.hpp"

#include "cli/parse.hpp"
#include "delo/base/error.hpp"
#include "delo/base/utf8.hpp"
#include "delo/model/finding_filter.hpp"
#include "delo/ops/validate.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace delo::cli {
namespace {

constexpr std::size_t kMostSuggested = 5;

std::vector<std::string> all_ids() {
  std::vector<std::string> ids;
  for (const auto& table : all_rules())
    for (const Rule& rule : table)
      ids.emplace_back(rule.id);
  return ids;
}

/// The ids that begin like the word, else the closest one.
std::string suggestion(std::string_view word) {
  const std::string lower = ascii_lower(word);
  std::vector<std::string> similar;
  for (std::string& id : all_ids())
    if (similar.size() < kMostSuggested && ascii_lower(id).starts_with(lower))
      similar.push_back(std::move(id));
  if (similar.empty()) {
    std::vector<std::string> lowered;
    const std::vector<std::string> ids = all_ids();
    for (const std::string& id : ids)
      lowered.push_back(ascii_lower(id));
    if (const auto close = nearest(lower, lowered))
      for (const std::string& id : ids)
        if (ascii_lower(id) == *close)
          similar.push_back(id);
  }
  return similar.empty()
             ? "all rules: delo rules"
             : fmt::format("did you mean {}? all rules: delo rules", fmt::join(similar, ", "));
}

bool names_any(std::string_view word, bool (*wanted)(const Rule&)) {
  const auto tables = all_rules();
  return std::any_of(tables.begin(), tables.end(), [&](const auto& table) {
    return std::any_of(table.begin(), table.end(), [&](const Rule& rule) {
      return wanted(rule) && names_rule(word, rule, tables);
    });
  });
}

} // namespace

const Rule& rule_named(std::string_view id) {
  for (const auto& table : all_rules())
    for (const Rule& rule : table)
      if (ascii_lower(rule.id) == ascii_lower(id))
        return rule;
  throw Error(ErrorKind::usage, fmt::format("no rule has the id \"{}\"", display_name(id)),
              suggestion(id));
}

void check_rule_words(const std::vector<std::string>& words, std::string_view flag) {
  for (const std::string& word : words)
    if (word.empty() || !names_any(word, [](const Rule&) { return true; }))
      throw Error(ErrorKind::usage,
                  fmt::format("{} {}: no rule has this id, and none begins with it", flag,
                              display_name(word)),
                  suggestion(word));
}

void check_ignored_words(const std::vector<std::string>& words) {
  check_rule_words(words, "--ignore");
  for (const std::string& word : words)
    if (!names_any(word, [](const Rule& rule) { return !guards_reading(rule); }))
      throw Error(ErrorKind::usage,
                  fmt::format("--ignore {}: without this rule nothing that was read could be "
                              "believed",
                              display_name(word)),
                  fmt::format("what it means: delo explain {}", display_name(word)));
}

} // namespace delo::cli
