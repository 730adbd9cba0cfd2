// What has been written of a package so far, for the files that describe it.
#pragma once

#include "delo/base/compact_list.hpp"
#include "delo/model/package_file.hpp"
#include "delo/ops/pack_plan.hpp"

namespace delo {

/// A file that is written, with what it is for.
struct WrittenFile {
  PackageFile facts; ///< paths below the package's own folder
  FileRole role;
  std::string representation;

  void write(FieldWriter& fields) const;
  static WrittenFile read(FieldReader& fields);
  static SplitText key(FieldReader& fields) { return fields.split_path(); } ///< the path
};

/// Everything the describing files are made from.
struct WrittenPackage {
  const PackPlan& plan;
  const PackInput& input;
  Timestamp now;
  std::string software;
  std::string software_version;
  std::string submitter; ///< typed by the user, may be empty
  CompactList<WrittenFile> files;

  std::uint64_t bytes() const;
  /// Files of one role; of one representation when it is named. For roles of few files.
  std::vector<PackageFile> of(FileRole role, std::string_view representation = {}) const;
  /// The content of a representation, of which there may be much: read from this package.
  PackageFiles data_of(std::string representation) const;
};

/// Name and version, as it is written into packages: "delo 0.1.0".
std::string software_name(const WrittenPackage& package);

} // namespace delo
