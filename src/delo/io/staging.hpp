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
///
/// In place, what gives way holds the user's own files: write_journal() then notes which folder is
/// the bag, and of any other nothing is removed but what the bag has, too, whoever cleans up.
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

  /// Notes that `name`, staged here, is a bag that is to take the place of the folder whose files
  /// it has. Throws Error(io).
  void write_journal(const std::string& name) const;
  /// After publish() in place: removes the old tree; returns what of it stays, since the bag has it
  /// not.
  std::vector<std::filesystem::path> remove_replaced() const;

private:
  std::filesystem::path target_folder_;
  std::filesystem::path path_;
  Fd lock_;
};

/// Removes the staging folders of runs that are no more, and gives its name back to what had to
/// give way to a package that did not come; returns what was removed.
std::vector<std::filesystem::path> remove_debris(const std::filesystem::path& folder);

/// Where a run was killed in the moment in which `package` had given up its name (only file systems
/// that cannot exchange two names have it), gives the name back. Does nothing otherwise.
void bring_back(const std::filesystem::path& package);

} // namespace delo
