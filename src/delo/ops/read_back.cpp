#include "delo/ops/read_back.hpp"

#include "delo/base/error.hpp"
#include "delo/base/utf8.hpp"
#include "delo/io/package_sink.hpp"
#include "delo/ops/judge.hpp"

#include <fmt/format.h>

#include <algorithm>
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

bool is_of_profile(const Rule& rule) {
  return rule.id.starts_with("PROFILE-");
}

/// Whether a rule judges what a file says, and not whether it is kept.
bool is_about_content(const Rule& rule) {
  return !rule.id.starts_with("BAGIT-") && !rule.id.starts_with("DELO-") && !is_of_profile(rule);
}

[[noreturn]] void refuse(const std::string& fault) {
  throw Error(ErrorKind::io,
              fmt::format("the package was written, but does not read back well: {}", fault),
              "nothing was published; check the disk, and report this if it happens again");
}

bool is_too_tight(const PackageReport& report) {
  return std::any_of(report.findings.begin(), report.findings.end(),
                     [](const Finding& finding) { return finding.rule->id == "DELO-container-5"; });
}

} // namespace

std::vector<std::string> read_back(const PackageSink& written, const Expected& expected,
                                   ProgressTeller& progress, const std::stop_token& stop,
                                   const SchemaSet* schemas) {
  Watcher watcher(progress);
  // What can have gone wrong on the way to the disk. That METS and the provenance record keep their
  // specifications is shown by the tests of what writes them.
  ValidateOptions options{.stop = stop,
                          .schemas = schemas,
                          .profile = expected.profile,
                          .families = integrity_families(),
                          .top_names = written.top_names()};
  PackageReport report =
      judge_package(written.staged(), std::array<Inspector*, 1>{&watcher}, options);
  std::vector<std::string> warnings;
  if (is_too_tight(report)) {
    warnings.emplace_back(
        "what is packed shrank so much that the archive may be taken for one that "
        "was made to fill disks: delo will ask for --max-expansion 0 to read it; "
        "--as tar has no such trouble");
    options.max_expansion = kNoExpansionLimit.times;
    report = judge_package(written.staged(), std::array<Inspector*, 1>{&watcher}, options);
  }
  if (!report.is_package)
    refuse("it is no package");
  for (const Unreadable& unreadable : report.unreadable)
    refuse(unreadable.reason);
  std::uint64_t missing = 0;
  for (const Finding& finding : report.findings) {
    const std::string text =
        (finding.path.empty() ? "" : display_name(finding.path) + ": ") + finding.message;
    if (finding.rule->id == "BAGIT-2.2.3-1" && missing < expected.to_fetch)
      ++missing;
    else if (finding.severity() == Severity::error &&
             !(expected.foreign_payload && is_about_content(*finding.rule)))
      refuse(text);
    else if (!is_of_profile(*finding.rule)) // what it recommends was told before the writing
      warnings.push_back(text);
  }
  for (const MoreFindings& row : report.more) // of other errors, the first has been refused
    missing += row.rule->id == "BAGIT-2.2.3-1" ? row.count : 0;
  if (missing != expected.to_fetch)
    refuse(fmt::format("{} files should be fetched, and {} are", expected.to_fetch, missing));
  return warnings;
}

} // namespace delo
