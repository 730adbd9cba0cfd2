#include "delo/ops/format_match.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <compare>
#include <filesystem>
#include <set>
#include <utility>

namespace delo {
namespace {

namespace fs = std::filesystem;
using Parts = std::vector<std::string_view>;

Parts parts_of(std::string_view path) {
  Parts parts;
  while (!path.empty()) {
    const std::size_t slash = std::min(path.find('/'), path.size());
    const std::string_view part = path.substr(0, slash);
    if (!part.empty() && part != ".")
      parts.push_back(part);
    path.remove_prefix(std::min(slash + 1, path.size()));
  }
  return parts;
}

/// How well a path of the list fits a file; nothing when it does not.
struct Fit {
  bool whole = false; ///< all that the list says of the place agrees
  std::size_t parts = 0;
  auto operator<=>(const Fit&) const = default;
};

Fit fit(const Parts& listed, const Parts& source) {
  const auto [a, b] = std::mismatch(listed.rbegin(), listed.rend(), source.rbegin(), source.rend());
  return {a == listed.rend(), static_cast<std::size_t>(a - listed.rbegin())};
}

bool is_enough(const Fit& fit) {
  return fit.whole || fit.parts >= 2;
}

/// A path of the list, taken apart once.
struct Listed {
  const FormatEntry* entry = nullptr;
  Parts parts;
};

using ByName = std::multimap<std::string_view, Listed>;

ByName by_name(const FormatList& list) {
  ByName found;
  for (const FormatEntry& entry : list.entries)
    if (Parts parts = parts_of(entry.path); !parts.empty()) {
      const std::string_view name = parts.back();
      found.emplace(name, Listed{&entry, std::move(parts)});
    }
  return found;
}

struct Best {
  const FormatEntry* entry = nullptr;
  Fit fit = {};
  bool ambiguous = false;
};

Best best_for(const std::string& source, const ByName& listed) {
  const std::string whole = fs::absolute(source).lexically_normal().native();
  const Parts parts = parts_of(whole);
  Best best;
  if (parts.empty())
    return best;
  const auto [begin, end] = listed.equal_range(parts.back());
  for (auto row = begin; row != end; ++row) {
    const Fit now = fit(row->second.parts, parts);
    if (!is_enough(now) || now < best.fit)
      continue;
    best.ambiguous = best.entry != nullptr && now == best.fit;
    best.entry = row->second.entry;
    best.fit = now;
  }
  return best;
}

} // namespace

FormatMatches::FormatMatches(FormatList list, std::string name,
                             const std::vector<std::string>& sources)
    : list_(std::move(list)), name_(std::move(name)) {
  const ByName listed = by_name(list_);
  std::map<std::string, Best, std::less<>> found;
  // One row can speak of one file only: of those that fit it alike, nobody knows which is meant.
  std::map<const FormatEntry*, std::pair<Fit, std::size_t>> claims;
  for (const std::string& source : sources) {
    const auto [row, is_new] = found.try_emplace(source, best_for(source, listed));
    const Best& best = row->second;
    if (!is_new || !best.entry || best.ambiguous)
      continue;
    auto& [strongest, count] = claims[best.entry];
    if (count == 0 || best.fit > strongest)
      std::tie(strongest, count) = std::pair(best.fit, std::size_t{1});
    else if (best.fit == strongest)
      ++count;
  }
  for (const auto& [source, best] : found) {
    if (!best.entry)
      continue;
    Choice choice{best.entry, best.ambiguous};
    if (!choice.ambiguous) {
      const auto& [strongest, count] = claims.at(best.entry);
      if (best.fit < strongest)
        continue;
      choice.ambiguous = count > 1;
    }
    choices_.emplace(source, choice);
  }
}

FormatMatches::Match FormatMatches::match(std::string_view source, std::uint64_t size) const {
  const auto found = choices_.find(source);
  if (found == choices_.end())
    return {nullptr, Fault::not_listed, "it is not listed"};
  const Choice& choice = found->second;
  if (choice.ambiguous)
    return {nullptr, Fault::ambiguous, "several paths fit, and nothing says which is meant"};
  const FormatEntry& entry = *choice.entry;
  if (entry.size && *entry.size != size)
    return {nullptr, Fault::stale,
            fmt::format("it had {} bytes then, and has {} now", *entry.size, size)};
  if (entry.keys.empty())
    return {nullptr, Fault::unknown, "the format was not known"};
  if (entry.keys.size() > 1) {
    std::string keys;
    for (const FormatKey& key : entry.keys)
      keys += (keys.empty() ? "" : ", ") + key.key;
    return {nullptr, Fault::several, fmt::format("it may be any of {}", keys)};
  }
  return {&entry.keys.front()};
}

std::vector<std::string> FormatMatches::unmatched() const {
  std::set<const FormatEntry*> matched;
  for (const auto& [source, choice] : choices_)
    matched.insert(choice.entry);
  std::vector<std::string> paths;
  for (const FormatEntry& entry : list_.entries)
    if (!matched.contains(&entry))
      paths.push_back(entry.path);
  return paths;
}

} // namespace delo
