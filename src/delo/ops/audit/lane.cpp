#include "delo/ops/audit/lane.hpp"

#include <algorithm>
#include <tuple>

namespace delo {
namespace {

/// Unless the user says otherwise: a fifth.
constexpr std::uint64_t kMostFailing = 2000;
constexpr std::int64_t kMinutesOfDay = 24 * 60;

Settings settings_of(const Collection& collection, const AuditRunOptions& options) {
  Settings settings = collection.settings;
  settings.lay_over(options.settings);
  return settings;
}

/// FNV-1a: the same on every machine and for all time, as the hosts that share the work need it.
/// Its halves are joined, because its last bit alone tells only whether the sum of letters is odd.
std::uint64_t stable_hash(std::string_view text) {
  std::uint64_t hash = 14695981039346656037ULL;
  for (const char c : text)
    hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  return hash ^ (hash >> 32);
}

std::string last_check_of(const CatalogueEntry& package) {
  return package.last_checked ? to_rfc3339(*package.last_checked) : std::string();
}

} // namespace

bool is_in_part(const AuditRunOptions::Shard& part, std::string_view name) {
  return part.of <= 1 || stable_hash(name) % part.of + 1 == part.number;
}

Budget::Budget(const Settings& settings)
    : max_bytes_(settings.number("max-bytes")), max_seconds_(settings.number("max-time")) {}

bool Budget::is_used_up() const {
  return (max_bytes_ && spent_ >= *max_bytes_) ||
         (max_seconds_ && Steady::now() - begin_ >= std::chrono::seconds(*max_seconds_));
}

std::optional<std::uint64_t> Budget::bytes_in_all() const {
  if (!max_seconds_)
    return max_bytes_;
  const double seconds = std::chrono::duration<double>(Steady::now() - begin_).count();
  if (spent_ == 0 || seconds <= 0)
    return max_bytes_;
  const auto in_time = static_cast<std::uint64_t>(static_cast<double>(spent_) / seconds *
                                                  static_cast<double>(*max_seconds_));
  return max_bytes_ ? std::min(*max_bytes_, in_time) : in_time;
}

Lane::Lane(Catalogue& catalogue, const Collection& collection, const AuditRunOptions& options,
           std::int64_t origin)
    : budget(collection.settings),
      doubt(settings_of(collection, options).number("max-failing").value_or(kMostFailing)),
      catalogue_(catalogue), collection_(collection), settings_(settings_of(collection, options)),
      shard_(options.shard), utc_offset_(options.utc_offset),
      totals_(catalogue.totals(collection.id)) {
  turn_.collection = collection.id;
  turn_.origin = origin;
  if (const auto rate = settings_.number("rate"))
    rate_ = std::make_unique<RateLimit>(*rate, options.stop);
  advance();
}

void Lane::advance() {
  do {
    head_ = catalogue_.next(turn_);
    if (!head_)
      return;
    turn_.rank = head_->rank;
    turn_.last_checked = last_check_of(*head_);
    turn_.id = head_->id;
  } while (!is_in_part(shard_, head_->name));
}

std::uint64_t Lane::left() const {
  const std::vector<std::string> names = catalogue_.names_left(turn_.collection, turn_.origin);
  return static_cast<std::uint64_t>(
      std::count_if(names.begin(), names.end(),
                    [this](const std::string& name) { return is_in_part(shard_, name); }));
}

bool Lane::is_quiet(Timestamp now) const {
  const auto hours = settings_.hours("quiet-hours");
  if (!hours)
    return false;
  const std::int64_t minutes = (now.seconds + utc_offset_) / 60;
  const std::int64_t of_day = (minutes % kMinutesOfDay + kMinutesOfDay) % kMinutesOfDay;
  return hours->contains(static_cast<unsigned>(of_day));
}

bool comes_before(const CatalogueEntry& a, const CatalogueEntry& b) {
  return std::tuple(a.rank, last_check_of(a), a.id) < std::tuple(b.rank, last_check_of(b), b.id);
}

} // namespace delo
