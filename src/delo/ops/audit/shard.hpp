// A catalogue that a host took with it to audit a part of the holdings, when it comes back: what
// its event log says since it parted from the main one. It is only read.
#pragma once

#include "delo/model/audit_merge.hpp"
#include "delo/ops/audit/catalogue.hpp"
#include "delo/ops/audit/catalogue_lock.hpp"
#include "delo/ops/audit/logged_packages.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>

namespace delo {

/// The log that shards come back to.
class MainLog {
public:
  /// Reads all of it. Throws Error(io) when it cannot be read, or is not what was written.
  explicit MainLog(const std::filesystem::path& catalogue);

  const std::filesystem::path& file() const { return file_; }
  /// Whether its line of this number, from 1, has this SHA-256.
  bool has(std::uint64_t line, std::string_view head) const;
  /// Whether a merge has taken the lines of a shard up to this one.
  bool is_end_of_merge(std::uint64_t line, std::string_view text) const;
  /// From now on one has.
  void add_end_of_merge(std::uint64_t line, const std::string& head) { ends_[line].insert(head); }

private:
  std::filesystem::path file_;
  std::uint64_t lines_ = 0;
  std::map<std::uint64_t, std::set<std::string, std::less<>>> ends_; ///< heads of shards, by lines
};

/// Holds the lock of the shard while it lives.
class Shard {
public:
  /// Verifies the log and looks through it; what it finds stands in facts(). Throws Error(busy),
  /// Error(nothing_to_check) when there is no catalogue, Error(io), Error(usage).
  Shard(const std::filesystem::path& path, const MainLog& main, const Clock& clock);

  /// State, problem, lines, parting and runs.
  const MergedShard& facts() const { return facts_; }

  /// A line behind the parting, with what the log said of the packages before it.
  struct Line {
    std::uint64_t number = 0; ///< from 1
    const Json& json;
    std::string_view text;
    const LoggedPackages& packages;
  };
  void each_line(const std::function<void(const Line&)>& each);
  /// The packages that the last runs were to read, and the results that they hold back.
  std::vector<CatalogueEntry> packages_in_turn();
  std::uint64_t count_held() { return catalogue_.count_held(); }
  /// The name of a package that is watched there; nothing for others.
  std::optional<std::string> name_of(const std::string& path);
  /// The last run of each part of each choice of collections, as the work was last divided.
  std::vector<const ShardRun*> last_runs() const;

private:
  class Survey;

  std::filesystem::path path_;
  CatalogueLock lock_;
  Catalogue catalogue_;
  MergedShard facts_;
  std::uint64_t common_ = 0; ///< lines that stand in the main log as well
};

} // namespace delo
