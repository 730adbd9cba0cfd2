// One collection on its way through a run: whose turn it is, and how far it may go.
#pragma once

#include "delo/io/rate_limit.hpp"
#include "delo/ops/audit.hpp"
#include "delo/ops/audit/catalogue.hpp"
#include "delo/ops/audit/doubt.hpp"

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace delo {

/// Whether a package of this name belongs to a part.
bool is_in_part(const AuditRunOptions::Shard& part, std::string_view name);

/// How much may be read: a package is begun while there is something left.
class Budget {
public:
  explicit Budget(const Settings& settings);

  void spend(std::uint64_t bytes) { spent_ += bytes; }
  bool is_used_up() const;
  std::uint64_t spent() const { return spent_; }
  /// Bytes that a run like this one may read, by what it has read so far in its time; nothing:
  /// there is no limit.
  std::optional<std::uint64_t> bytes_in_all() const;

private:
  using Steady = std::chrono::steady_clock;

  std::optional<std::uint64_t> max_bytes_;
  std::optional<std::uint64_t> max_seconds_;
  Steady::time_point begin_ = Steady::now();
  std::uint64_t spent_ = 0;
};

/// Refers to the catalogue, which must outlive it.
class Lane {
public:
  /// `origin` is that of the run, as in Turn.
  Lane(Catalogue& catalogue, const Collection& collection, const AuditRunOptions& options,
       std::int64_t origin);

  const Collection& collection() const { return collection_; }
  const Settings& settings() const { return settings_; }
  const CollectionTotals& totals() const { return totals_; }
  /// The package whose turn it is; nothing at the end, or when the lane was closed.
  const std::optional<CatalogueEntry>& head() const { return head_; }
  void advance();
  /// Packages that this run, with those that it continues, has not read.
  std::uint64_t left() const;
  /// Nothing more is read of this collection.
  void close() { head_.reset(); }
  /// Whether the collection is left alone at this time of day.
  bool is_quiet(Timestamp now) const;

  /// How fast it may be read; none: as fast as it goes.
  RateLimit* rate() const { return rate_.get(); }

  Budget budget;
  Doubt doubt;
  bool is_stopped = false; ///< its store is away or doubted

private:
  Catalogue& catalogue_;
  Collection collection_;
  Settings settings_;
  std::unique_ptr<RateLimit> rate_;
  AuditRunOptions::Shard shard_;
  std::int64_t utc_offset_;
  CollectionTotals totals_;
  Turn turn_;
  std::optional<CatalogueEntry> head_;
};

/// Of two packages, the one that is read first.
bool comes_before(const CatalogueEntry& a, const CatalogueEntry& b);

} // namespace delo
