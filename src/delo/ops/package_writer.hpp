// Writes the files of a plan, one after another, and remembers what the later ones must say of the
// earlier ones.
#pragma once

#include "delo/io/file_type.hpp"
#include "delo/io/hash_pipeline.hpp"
#include "delo/ops/pack_plan.hpp"
#include "delo/ops/written_package.hpp"

namespace delo {

class PackageWriter {
public:
  /// `copied` is told of bytes as they are copied from the sources; it may be empty.
  PackageWriter(const PackPlan& plan, const PackInput& input, const PackOptions& options,
                PackageSink& sink, std::function<void(std::uint64_t)> copied = {});

  /// Writes one file; call in the order of the plan. Throws Error(io).
  void write(const PlannedFile& file);

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
  std::function<void(std::uint64_t)> copied_;
  HashPipeline pipeline_;
  WrittenPackage written_;
  bool fixed_times_;
};

} // namespace delo
