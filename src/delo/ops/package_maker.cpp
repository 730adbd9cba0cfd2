#include "delo/ops/package_maker.hpp"

#include "delo/base/utf8.hpp"
#include "delo/ops/judge.hpp"
#include "delo/ops/package_writer.hpp"

#include <fmt/format.h>

#include <array>

namespace delo {
namespace {

/// Judges nothing: tells how far the reading has come.
class Watcher final : public Inspector {
public:
  explicit Watcher(ProgressTeller& progress) : progress_(progress) {}
  void on_file(const RelPath& path, const SeenFile&) override { progress_.current(path.str()); }

private:
  ProgressTeller& progress_;
};

/// Reads back what was written and holds it to delo's own rules: the second read that proves the
/// first write. What the rules only warn of (two names that Windows takes for one) is passed on.
void verify(const std::filesystem::path& staged, PackPlan& plan, const PackOptions& options,
            ProgressTeller& progress) {
  Watcher watcher(progress);
  const PackageReport report = judge_package(staged, std::array<Inspector*, 1>{&watcher},
                                             options.stop, options.schemas.get());
  std::string fault = report.is_package ? "" : "it is no package";
  for (const Unreadable& unreadable : report.unreadable)
    fault = unreadable.reason;
  for (const Finding& finding : report.findings) {
    const std::string text = display_name(finding.path) + ": " + finding.message;
    if (finding.rule->severity == Severity::error)
      fault = text;
    else
      plan.warnings.push_back(text);
  }
  if (report.verdict() != Verdict::valid)
    throw Error(ErrorKind::io,
                fmt::format("the package was written, but does not read back well: {}", fault),
                "nothing was published; check the disk, and report this if it happens again");
}

} // namespace

PackResult make_package(PackPlan plan, const PackInput& input, const PackOptions& options,
                        ProgressTeller& progress) {
  PackResult result{std::move(plan), false, 0, 0};
  progress.phase(Phase::packing);
  const auto sink = open_sink(options.output, result.plan.id.id, options.container);
  PackageWriter writer(result.plan, input, options, *sink,
                       [&progress](std::uint64_t more) { progress.bytes(more); });
  for (const PlannedFile& file : result.plan.files) {
    if (!file.source.empty())
      progress.current(file.source);
    writer.write(file);
  }
  progress.phase(Phase::flushing);
  sink->seal();
  progress.phase(Phase::verifying);
  verify(sink->staged(), result.plan, options, progress);
  sink->commit(options.overwrite);
  result.written = true;
  result.files = writer.files();
  result.bytes = writer.bytes();
  return result;
}

} // namespace delo
