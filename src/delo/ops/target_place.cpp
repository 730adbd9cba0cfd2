#include "delo/ops/target_place.hpp"

#include <algorithm>
#include <system_error>

namespace delo {

namespace fs = std::filesystem;

bool is_within(const fs::path& path, const fs::path& folder) {
  std::error_code failure;
  // Absolute first: a relative path whose first part is not there stays relative otherwise.
  const fs::path inner = fs::weakly_canonical(fs::absolute(path), failure);
  const fs::path outer = fs::canonical(folder, failure);
  if (failure)
    return false;
  const auto [end, ignored] = std::mismatch(outer.begin(), outer.end(), inner.begin(), inner.end());
  return end == outer.end();
}

fs::path place_for_packages(const fs::path& source) {
  fs::path here = "out";
  std::error_code not_there;
  if (!fs::is_directory(source, not_there) || !is_within(here, source))
    return here;
  return (source / ".." / here).lexically_normal();
}

} // namespace delo
