#include "delo/ops/package_maker.hpp"

#include "delo/io/staging.hpp"
#include "delo/io/stream_sink.hpp"
#include "delo/ops/package_writer.hpp"
#include "delo/ops/read_back.hpp"

namespace delo {

namespace {

/// What is known of each file while they are written is gone when this returns: the reading back
/// needs as much room.
void fill(PackageSink& sink, const PackInput& input, const PackOptions& options,
          ProgressTeller& progress, PackResult& result) {
  PackageWriter writer(result.plan, input, options, sink,
                       [&progress](std::uint64_t more) { progress.bytes(more); });
  for (const PlannedFile& file : result.plan.files) {
    if (!file.source.empty())
      progress.current(file.source);
    writer.write(file);
  }
  writer.finish();
  for (const RelPath& folder : result.plan.empty_folders)
    sink.add_folder(folder, options.clock->now());
  result.files = writer.files();
  result.bytes = writer.bytes();
}

} // namespace

std::unique_ptr<PackageSink> open_target(const PackOptions& options, const std::string& id) {
  if (options.stream)
    return std::make_unique<StreamSink>(*options.stream, options.scratch, id, options.container);
  return open_sink(options.output, id, options.container);
}

void clear_target(const PackOptions& options) {
  if (!options.stream && !options.output.empty())
    remove_debris(options.output);
}

PackResult make_package(PackPlan plan, const PackInput& input, const PackOptions& options,
                        ProgressTeller& progress) {
  PackResult result{std::move(plan), false, 0, 0};
  progress.phase(Phase::packing);
  const auto sink = open_target(options, result.plan.id.id);
  fill(*sink, input, options, progress, result);
  if (!options.list_files) // the reading back needs room for as many names
    result.plan.files.clear();
  progress.phase(Phase::flushing);
  sink->seal();
  if (!options.stream) {
    progress.phase(Phase::verifying);
    for (std::string& warning : read_back(*sink, {0, false, options.profile.get()}, progress,
                                          options.stop, options.schemas.get()))
      result.plan.warnings.push_back(std::move(warning));
    sink->commit(options.overwrite);
  }
  result.written = true;
  return result;
}

} // namespace delo
