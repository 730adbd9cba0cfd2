#include "delo/ops/audit/package_history.hpp"

#include "delo/base/error.hpp"

namespace delo {

PackageHistories::PackageHistories(const std::filesystem::path& log) {
  std::uint64_t begin = 0;
  read_good_log(log, [&](const Json& line, std::string_view text) {
    take(line, begin, text.size());
    begin += text.size() + 1;
  });
  places_.emplace(log);
}

void PackageHistories::take(const Json& line, std::uint64_t begin, std::uint64_t size) {
  if (text_in_line(line, "what") == "run")
    runs_[number_in_line(line, "run")] = program_in(line);
  const std::string path = text_in_line(line, "package");
  if (path.empty())
    return;
  const std::uint64_t before = id_of(path);
  packages_.take(line);
  const std::string moved_to = text_in_line(line, "to");
  std::uint64_t id = id_of(moved_to.empty() ? path : moved_to);
  if (id == 0 && before != 0) {
    id = before;
    forgotten_[path] = before;
  }
  if (id != 0)
    histories_[id].push_back({begin, size, program_of(line)});
}

const LoggedProgram* PackageHistories::program_in(const Json& line) {
  return &*programs_.insert({text_in_line(line, "version"), text_in_line(line, "host")}).first;
}

/// What another host found out names it; everything else is of the machine that made the run.
const LoggedProgram* PackageHistories::program_of(const Json& line) {
  if (line.contains("host"))
    return program_in(line);
  const auto found = runs_.find(number_in_line(line, "run"));
  return found == runs_.end() ? nullptr : found->second;
}

std::uint64_t PackageHistories::id_of(const std::string& path) const {
  const LoggedPackage* package = watched(path);
  return package ? package->first_line : 0;
}

const LoggedPackage* PackageHistories::watched(const std::string& path) const {
  const auto found = packages_.all().find(path);
  return found == packages_.all().end() ? nullptr : &found->second;
}

const PackageHistory& PackageHistories::of(const LoggedPackage& package) const {
  return histories_.at(package.first_line);
}

const PackageHistory* PackageHistories::forgotten(const std::string& path) const {
  const auto found = forgotten_.find(path);
  return found == forgotten_.end() ? nullptr : &histories_.at(found->second);
}

Json PackageHistories::line(const HistoryLine& place) const {
  Json line = Json::parse(places_->at(place.begin, place.size), nullptr, false);
  if (line.is_discarded())
    throw Error(ErrorKind::io, "the event log changed while it was read",
                "`delo audit verify-log` tells whether it is what was written");
  return line;
}

} // namespace delo
