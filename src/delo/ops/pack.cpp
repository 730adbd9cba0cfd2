// The whole way of a package: read, plan, write beside the target, verify, publish.
#include "delo/ops/pack.hpp"

#include "delo/base/utf8.hpp"
#include "delo/ops/pack_input.hpp"
#include "delo/ops/pack_plan.hpp"
#include "delo/ops/package_writer.hpp"
#include "delo/ops/validate.hpp"

#include <fmt/format.h>

namespace delo {
namespace {

void refuse_taken_target(const PackPlan& plan, Overwrite overwrite) {
  std::error_code failure;
  const bool taken = std::filesystem::exists(std::filesystem::symlink_status(plan.target, failure));
  if (taken && overwrite == Overwrite::no)
    throw Error(ErrorKind::usage, fmt::format("{} already exists", display_name(plan.target)),
                "nothing was changed; use --force to replace it, --id for another name, or "
                "another -o");
}

/// Reads back what was written and holds it to delo's own rules: the second read that proves the
/// first write. What the rules only warn of (two names that Windows takes for one) is passed on.
void verify(const std::filesystem::path& staged, PackPlan& plan, const std::stop_token& stop) {
  const PackageReport report = validate_package(staged, stop);
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

PackResult pack(const PackOptions& options) {
  const PackInput input = gather_input(options);
  PackResult result{plan_package(input, options), false, 0, 0};
  PackPlan& plan = result.plan;
  refuse_taken_target(plan, options.overwrite);
  if (options.dry_run)
    return result;

  const auto sink = open_sink(options.output, plan.id.id, options.container);
  PackageWriter writer(plan, input, options, *sink);
  for (const PlannedFile& file : plan.files)
    writer.write(file);
  sink->seal();
  verify(sink->staged(), plan, options.stop);
  sink->commit(options.overwrite);

  result.written = true;
  result.files = writer.files();
  result.bytes = writer.bytes();
  return result;
}

} // namespace delo
