// Is a package gone, or is the whole store away? A disk that is not mounted must not look like the
// loss of everything that was on it.
#pragma once

#include "delo/model/audit_data.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace delo {

/// Whether a catalogued package is in its place.
enum class Presence {
  here,
  gone,       ///< not there, but its store is
  store_away, ///< its store is missing, emptied, or something else is mounted there
  unknown     ///< the system would not say: Whereabouts::reason tells why
};

struct Whereabouts {
  Presence presence = Presence::here;
  std::string reason;
  std::uint64_t device = 0; ///< of the folder that holds it now
};

/// Looks for catalogued packages. A store is the folder that holds packages; it is away when none
/// of its catalogued packages is there and the folder itself is not what it was.
class Stores {
public:
  /// `paths_in` gives the catalogued packages of a folder.
  using PathsIn = std::function<std::vector<std::string>(const std::string& folder)>;
  explicit Stores(PathsIn paths_in) : paths_in_(std::move(paths_in)) {}

  Whereabouts look_for(const CatalogueEntry& package);
  static std::string folder_of(const CatalogueEntry& package);

private:
  std::optional<std::string> why_away(const CatalogueEntry& package);

  PathsIn paths_in_;
  std::map<std::string, bool> any_here_; ///< filled when first asked
};

/// Why the root of a collection looks as if its disk were away: it is missing or empty, or its
/// sentinel is not there; nothing when it looks well, or when the collection has
/// no root.
std::optional<std::string> why_root_is_away(const Collection& collection, const Settings& settings);

/// st_dev of a folder; 0 when there is none.
std::uint64_t device_of(const std::string& folder);

} // namespace delo
