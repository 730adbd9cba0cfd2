// The place beside the target where a package grows until it is whole.
#pragma once

#include "delo/base/atomic_file.hpp"
#include "delo/base/fd.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace delo {

/// A folder ".delo-staging-…" in the target folder, locked while its owner lives. What a killed
/// run left behind has no lock, and the next run removes it.
class Staging {
public:
  /// Creates the target folder if need be, removes debris, and makes a new staging folder.
  explicit Staging(std::filesystem::path target_folder);
  ~Staging();
  Staging(const Staging&) = delete;
  Staging& operator=(const Staging&) = delete;

  const std::filesystem::path& path() const { return path_; }
  /// Gives `name`, staged here, its place in the target folder. With Overwrite::yes an older one
  /// changes places with it and goes when the staging folder goes.
  void publish(const std::string& name, Overwrite overwrite) const;

private:
  std::filesystem::path target_folder_;
  std::filesystem::path path_;
  Fd lock_;
};

/// Removes the staging folders of runs that are no more; returns what was removed.
std::vector<std::filesystem::path> remove_debris(const std::filesystem::path& folder);

} // namespace delo
