// However many faults a package has, memory for them is bounded: of each rule the first are kept,
// and the others are counted.
#pragma once

#include "delo/model/report_data.hpp"

#include <cstdint>
#include <limits>
#include <map>
#include <utility>
#include <vector>

namespace delo {

/// Of one rule in one package: more than anybody reads, and some megabytes of memory.
inline constexpr std::uint64_t kMostFindings = 10'000;
/// What is given for it to keep them all.
inline constexpr std::uint64_t kAllFindings = std::numeric_limits<std::uint64_t>::max();

/// Says which findings are kept. Those of one rule with different weights are told apart.
class FindingCap {
public:
  explicit FindingCap(std::uint64_t most = kMostFindings) : most_(most) {}

  /// Whether one more finding is to be kept; if not, it has been counted.
  bool has_room(const Rule& rule, Severity severity) {
    Row& row = rows_[{&rule, severity}];
    if (row.kept < most_) {
      ++row.kept;
      return true;
    }
    ++row.more;
    return false;
  }
  /// Findings that somebody else has counted already.
  void count_more(const Rule& rule, Severity severity, std::uint64_t count) {
    rows_[{&rule, severity}].more += count;
  }
  /// Those that were not kept, by the ids of their rules.
  std::vector<MoreFindings> more() const {
    std::vector<MoreFindings> list;
    for (const auto& [key, row] : rows_)
      if (row.more > 0)
        list.push_back({key.first, key.second, row.more});
    return list;
  }

private:
  struct ById {
    bool operator()(const std::pair<const Rule*, Severity>& a,
                    const std::pair<const Rule*, Severity>& b) const {
      return std::pair(a.first->id, a.second) < std::pair(b.first->id, b.second);
    }
  };
  struct Row {
    std::uint64_t kept = 0;
    std::uint64_t more = 0;
  };

  std::uint64_t most_;
  std::map<std::pair<const Rule*, Severity>, Row, ById> rows_;
};

/// The faults of a text: the first of each kind, and how many more there are.
template <typename Fault>
class CappedFaults {
public:
  using Kind = decltype(Fault::kind);
  using value_type = Fault;
  using const_iterator = typename std::vector<Fault>::const_iterator;

  explicit CappedFaults(std::uint64_t most = kMostFindings) : most_(most) {}

  bool has_room(Kind kind) {
    std::uint64_t& met = met_[kind];
    return ++met <= most_;
  }
  /// The same for one that costs nothing to be made.
  void add(Fault fault) {
    if (has_room(fault.kind))
      kept_.push_back(std::move(fault));
  }
  /// One for which there was room.
  void keep(Fault fault) { kept_.push_back(std::move(fault)); }

  std::uint64_t more(Kind kind) const {
    const auto met = met_.find(kind);
    return met == met_.end() || met->second <= most_ ? 0 : met->second - most_;
  }
  const_iterator begin() const { return kept_.begin(); }
  const_iterator end() const { return kept_.end(); }
  std::size_t size() const { return kept_.size(); }
  bool empty() const { return kept_.empty(); }
  const Fault& operator[](std::size_t i) const { return kept_[i]; }
  const Fault& front() const { return kept_.front(); }
  const Fault& back() const { return kept_.back(); }

private:
  std::uint64_t most_;
  std::vector<Fault> kept_;
  std::map<Kind, std::uint64_t> met_;
};

} // namespace delo
