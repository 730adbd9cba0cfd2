// Writes the files of a plan, one after another, and remembers what the later ones must say of the
// earlier ones.
#pragma once

#include "delo/io/file_type.hpp"
#include "delo/ops/pack_plan.hpp"
#include "delo/ops/source_copier.hpp"
#include "delo/ops/written_package.hpp"

namespace delo {

class PackageWriter {
public:
  /// `copied` is told of bytes as they are copied from the sources; it may be empty.
  PackageWriter(const PackPlan& plan, const PackInput& input, const PackOptions& options,
                PackageSink& sink, std::function<void(std::uint64_t)> copied = {});

  /// Writes one file; call in the order of the plan. It may be there, and its trouble may come out,
  /// only when a later one is written, or in finish(). Throws Error(io).
  void write(const PlannedFile& file);
  /// Call when all are written.
  void finish() { copier_.finish(); }

  const WrittenPackage& written() const { return written_; }
  std::uint64_t files() const { return written_.files.size(); }
  std::uint64_t bytes() const { return written_.bytes(); }

private:
  Timestamp entry_time(Timestamp own) const;
  void copy(const PlannedFile& file);
  void store(const PlannedFile& file, std::string_view bytes, FileType type);
  void generate(const PlannedFile& file, FileType type, const std::function<void(ByteSink&)>& fill);
  void remember(const PlannedFile& file, PackageFile facts, FileType type);
  void write_bag_info(const PlannedFile& file);
  void write_manifest_file(const PlannedFile& file);

  PackageSink& sink_;
  WrittenPackage written_;
  bool fixed_times_;
  SourceCopier copier_; // last: what it is still at ends first
};

} // namespace delo
