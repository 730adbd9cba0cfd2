#include "delo/ops/audit/lanes.hpp"

#include "delo/base/error.hpp"
#include "delo/base/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace delo {
namespace {

/// The collections a run is asked to read.
std::vector<Collection> chosen(Catalogue& catalogue, const AuditRunOptions& options) {
  std::vector<Collection> all = catalogue.collections();
  if (options.collections.empty())
    return all;
  std::vector<Collection> list;
  for (const std::string& name : options.collections) {
    const auto found = std::find_if(all.begin(), all.end(),
                                    [&](const Collection& each) { return each.name == name; });
    if (found == all.end())
      throw Error(ErrorKind::usage, fmt::format("there is no collection {}", display_name(name)),
                  "`delo audit list --collections` tells which there are");
    list.push_back(*found);
  }
  return list;
}

} // namespace

std::string selection_of(const AuditRunOptions& options) {
  std::vector<std::string> names = options.collections;
  std::sort(names.begin(), names.end());
  std::string text = names.empty() ? "all" : fmt::format("{}", fmt::join(names, ","));
  if (options.shard.of > 1)
    text += fmt::format(" shard {}/{}", options.shard.number, options.shard.of);
  return text;
}

bool Selection::has(const std::string& collection) const {
  return names == "all" || ("," + names + ",").find("," + collection + ",") != std::string::npos;
}

Selection selection_from(std::string_view text) {
  constexpr std::string_view kShard = " shard ";
  const std::size_t at = text.rfind(kShard);
  if (at == std::string_view::npos)
    return {std::string(text), {}};
  Selection selection{std::string(text.substr(0, at)), {}};
  const std::string_view part = text.substr(at + kShard.size());
  const char* const end = part.data() + part.size();
  const auto number = std::from_chars(part.data(), end, selection.part.number);
  if (number.ec == std::errc() && number.ptr != end)
    std::from_chars(number.ptr + 1, end, selection.part.of);
  return selection;
}

Lanes::Lanes(Catalogue& catalogue, const AuditRunOptions& options, std::int64_t origin)
    : budget(options.settings) {
  for (const Collection& collection : chosen(catalogue, options)) {
    lanes_.emplace_back(catalogue, collection, options, origin);
    packages_ += lanes_.back().totals().count();
  }
  constexpr std::uint64_t kWhole = 10'000;
  if (options.sample)
    most_ = (packages_ * *options.sample + kWhole - 1) / kWhole;
}

Lane* Lanes::next() {
  if (taken_ >= most_ || budget.is_used_up())
    return nullptr;
  Lane* first = nullptr;
  for (Lane& lane : lanes_) {
    if (!lane.head() || lane.budget.is_used_up())
      continue;
    if (!first || comes_before(*lane.head(), *first->head()))
      first = &lane;
  }
  return first;
}

void Lanes::spend(Lane& lane, std::uint64_t bytes) {
  budget.spend(bytes);
  lane.budget.spend(bytes);
  ++taken_;
}

} // namespace delo
