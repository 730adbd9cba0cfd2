// What happened to each package, line by line: the event log in the order of its packages.
#pragma once

#include "delo/ops/audit/event_log.hpp"
#include "delo/ops/audit/logged_packages.hpp"

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace delo {

/// Who wrote a line, as far as the log says: only runs and merges do.
struct LoggedProgram {
  std::string version;
  std::string host;
  auto operator<=>(const LoggedProgram&) const = default;
};

/// Where a line lies, so that it need not be kept.
struct HistoryLine {
  std::uint64_t begin = 0;
  std::uint64_t size = 0;
  const LoggedProgram* program = nullptr; ///< null: not known; lives as long as the histories
};

using PackageHistory = std::vector<HistoryLine>;

/// Reads a log once and remembers where the lines of each package lie: some 24 bytes a line. A
/// package that moved keeps its history; one that was forgotten and taken in again begins anew.
class PackageHistories {
public:
  /// Throws as read_good_log().
  explicit PackageHistories(const std::filesystem::path& log);
  PackageHistories(const PackageHistories&) = delete;
  PackageHistories& operator=(const PackageHistories&) = delete;

  /// The package that is watched at this path, as the catalogue writes it, and the reference that
  /// the log knows; null when the log knows none.
  const LoggedPackage* watched(const std::string& path) const;
  const PackageHistory& of(const LoggedPackage& package) const;
  /// Of the package that was watched there last and is not any more; null when there was none.
  const PackageHistory* forgotten(const std::string& path) const;

  /// The line itself. Throws Error(io) when it is not there any more.
  Json line(const HistoryLine& place) const;

private:
  void take(const Json& line, std::uint64_t begin, std::uint64_t size);
  const LoggedProgram* program_in(const Json& line);
  const LoggedProgram* program_of(const Json& line);
  std::uint64_t id_of(const std::string& path) const;

  std::optional<LogPlaces> places_;
  LoggedPackages packages_;
  std::map<std::uint64_t, PackageHistory> histories_; ///< by LoggedPackage::first_line
  std::map<std::string, std::uint64_t, std::less<>> forgotten_;
  std::set<LoggedProgram> programs_;
  std::map<std::uint64_t, const LoggedProgram*> runs_;
};

} // namespace delo
