#include "delo/ops/audit/logged_packages.hpp"

#include "delo/ops/audit/catalogue_text.hpp"

#include <array>
#include <utility>

namespace delo {
namespace {

using Map = LoggedPackages::Map;

void put_reference(LoggedPackage& package, const Json& line) {
  package.reference = text_in_line(line, "reference");
  package.reference_line = number_in_line(line, "line");
}

/// The package; one that the log does not know is older than the log.
LoggedPackage& known(Map& packages, const std::string& path, const Json& line) {
  const auto [place, is_new] = packages.try_emplace(path);
  if (is_new) {
    place->second.is_older = true;
    place->second.first_line = number_in_line(line, "line");
  }
  return place->second;
}

void take_added(Map& packages, const std::string& path, const Json& line) {
  LoggedPackage& package = packages[path] = LoggedPackage();
  package.first_line = number_in_line(line, "line");
  put_reference(package, line);
}

void take_reference(Map& packages, const std::string& path, const Json& line) {
  put_reference(known(packages, path, line), line);
}

/// Something happened to it that changes nothing of what is kept here.
void take_other(Map& packages, const std::string& path, const Json& line) {
  known(packages, path, line);
}

void take_moved(Map& packages, const std::string& path, const Json& line) {
  const std::string to = text_in_line(line, "to");
  LoggedPackage package = std::move(known(packages, path, line));
  packages.erase(path);
  packages.insert_or_assign(to, std::move(package));
}

void take_forgotten(Map& packages, const std::string& path, const Json&) {
  packages.erase(path);
}

void take_check(Map& packages, const std::string& path, const Json& line) {
  LoggedPackage& package = known(packages, path, line);
  package.outcome = text_in_line(line, "outcome");
  package.check_line = number_in_line(line, "line");
  const auto complete = line.find("complete");
  if (complete != line.end() && *complete == true)
    package.checked = text_in_line(line, "ended");
}

/// The catalogue was brought back from an older copy: what is known is what that copy knew.
void take_restored(Map& packages, const std::string& path, const Json& line) {
  const auto watched = line.find("watched");
  if (watched == line.end() || *watched != true) {
    packages.erase(path);
    return;
  }
  LoggedPackage& package = packages[path];
  if (package.first_line == 0)
    package.first_line = number_in_line(line, "line");
  put_reference(package, line);
  package.outcome = text_in_line(line, "outcome");
  package.checked = text_in_line(line, "checked");
}

struct LineKind {
  std::string_view what;
  void (*take)(Map& packages, const std::string& path, const Json& line);
};

constexpr std::array<LineKind, 10> kKinds{{
    {"added", take_added},
    {"adopted", take_reference},
    {"accepted", take_reference},
    {"moved", take_moved},
    {"forgotten", take_forgotten},
    {"check", take_check},
    {"not run", take_other},
    {"repairing", take_other},
    {"repaired", take_other},
    {"restored", take_restored},
}};

/// What a line changes beside results.
struct ChangeKind {
  std::string_view what;
  std::string_view name;    ///< the key of what it is about
  std::string_view details; ///< another key that is worth telling
};

constexpr std::array<ChangeKind, 5> kChangeKinds{{
    {"added", "package", ""},
    {"accepted", "package", "reason"},
    {"forgotten", "package", "reason"},
    {"moved", "package", "to"},
    {"collection", "collection", "root"},
}};

} // namespace

std::string text_in_line(const Json& line, std::string_view key) {
  const auto found = line.find(std::string(key));
  return found != line.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::uint64_t number_in_line(const Json& line, std::string_view key) {
  const auto found = line.find(std::string(key));
  return found != line.end() && found->is_number_unsigned() ? found->get<std::uint64_t>() : 0;
}

std::string name_in_line(const Json& line, std::string_view key) {
  const std::string text = text_in_line(line, key);
  return from_catalogue_text(text).value_or(text);
}

std::optional<LostChange> change_in_line(const Json& line) {
  const std::string what = text_in_line(line, "what");
  for (const ChangeKind& kind : kChangeKinds)
    if (kind.what == what)
      return LostChange{what, name_in_line(line, kind.name), name_in_line(line, kind.details)};
  return std::nullopt;
}

void LoggedPackages::take(const Json& line) {
  const std::string what = text_in_line(line, "what");
  for (const LineKind& kind : kKinds)
    if (kind.what == what)
      kind.take(packages_, text_in_line(line, "package"), line);
}

} // namespace delo
