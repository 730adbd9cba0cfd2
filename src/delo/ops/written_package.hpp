// What has been written of a package so far, for the files that describe it.
#pragma once

#include "delo/model/package_file.hpp"
#include "delo/ops/pack_plan.hpp"

#include <deque>

namespace delo {

/// A file that is written, with what it is for.
struct WrittenFile {
  FileRole role;
  std::string representation;
  PackageFile facts; ///< paths below the package's own folder
};

/// Everything the describing files are made from.
struct WrittenPackage {
  const PackPlan& plan;
  const PackInput& input;
  Timestamp now;
  std::string software;
  std::string software_version;
  std::string submitter; ///< typed by the user, may be empty
  std::deque<WrittenFile> list;

  const std::deque<WrittenFile>& files() const { return list; }
  std::uint64_t bytes() const;
  /// Files of one role; of one representation when it is named.
  std::vector<const PackageFile*> of(FileRole role, std::string_view representation = {}) const;
};

/// Name and version, as it is written into packages: "delo 0.1.0".
std::string software_name(const WrittenPackage& package);

} // namespace delo
