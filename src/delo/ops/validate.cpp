#include "delo/ops/validate.hpp"

#include "delo/formats/bagit/bag_profile_rules.hpp"
#include "delo/formats/bagit/bag_rules.hpp"
#include "delo/formats/container/container_rules.hpp"
#include "delo/formats/mets/mets_rules.hpp"
#include "delo/formats/xsd/schema_set.hpp"
#include "delo/formats/xsd/xml_rules.hpp"
#include "delo/io/package_source.hpp"
#include "delo/model/fingerprint.hpp"
#include "delo/ops/judge.hpp"
#include "delo/ops/package_kind.hpp"
#include "delo/ops/pass.hpp"

#include <algorithm>
#include <map>
#include <memory>

namespace delo {
namespace {

using Inspectors = std::vector<std::unique_ptr<Inspector>>;

/// Those whose rules were asked for, in the order of all_rules().
Inspectors inspectors_for(const std::filesystem::path& path, const ValidateOptions& options,
                          const SchemaSet& schemas) {
  Inspectors made;
  made.push_back(std::make_unique<ContainerRules>());
  if (options.wants(RuleFamily::bagit))
    made.push_back(std::make_unique<BagRules>());
  if (options.profile && options.wants(RuleFamily::profile))
    made.push_back(std::make_unique<ProfileRules>(*options.profile, container_of(path)));
  if (options.wants(RuleFamily::xml))
    made.push_back(std::make_unique<MetadataRules>(schemas));
  if (options.wants(RuleFamily::mets))
    made.push_back(std::make_unique<MetsRules>(schemas));
  return made;
}

/// Leaves findings of families that were not asked for, and puts the others into a stable order: by
/// path, then as the checks made them.
void tidy_findings(PackageReport& report, const ValidateOptions& options) {
  std::erase_if(report.findings, [&options](const Finding& finding) {
    return !options.wants(family_of(*finding.rule));
  });
  std::stable_sort(report.findings.begin(), report.findings.end(),
                   [](const Finding& a, const Finding& b) { return a.path < b.path; });
}

/// Brings together what was found, what the inspectors settled, and what they did not mention.
void settle_rules(PackageReport& report, const Inspectors& inspectors) {
  std::map<const Rule*, RuleOutcome> said;
  for (const RuleStanding& row : report.rules)
    said.insert_or_assign(row.rule, row.outcome);
  for (const Finding& finding : report.findings)
    said.insert_or_assign(finding.rule, RuleOutcome::failed);
  report.rules.clear();
  for (const auto& inspector : inspectors)
    for (const Rule& rule : inspector->rules()) {
      const auto known = said.find(&rule);
      const RuleOutcome silent =
          inspector->applies() ? RuleOutcome::passed : RuleOutcome::not_applicable;
      report.rules.push_back({&rule, known == said.end() ? silent : known->second});
    }
}

} // namespace

std::shared_ptr<const SchemaSet> read_schemas(const std::filesystem::path& folder) {
  return std::make_shared<const SchemaSet>(folder);
}

PackageReport judge_package(const std::filesystem::path& path,
                            std::span<Inspector* const> companions,
                            const ValidateOptions& options) {
  const SchemaSet& schemas = options.schemas ? *options.schemas : SchemaSet::embedded();
  PackageReport report;
  report.path = path.native();
  std::error_code unknown;
  report.is_folder = options.stream < 0 && std::filesystem::is_directory(path, unknown);
  Inspectors inspectors;
  try {
    inspectors = inspectors_for(path, options, schemas);
    if (options.profile)
      report.profile = options.profile->name;
    PackageKind kind;
    std::vector<Inspector*> watching{&kind};
    for (const auto& inspector : inspectors)
      watching.push_back(inspector.get());
    watching.insert(watching.end(), companions.begin(), companions.end());
    const PassOutcome outcome =
        run_pass(path, watching, report,
                 {.stop = options.stop, .stream = options.stream, .progress = options.progress});
    report.kind = kind.words();
    report.is_package = !report.kind.empty() || !outcome.complete;
    if (report.kind.find("SIP") != std::string::npos && options.wants(RuleFamily::mets))
      for (std::string& unread : schemas.unread_extensions())
        report.not_run.push_back(std::move(unread));
  } catch (const Error& error) {
    if (error.kind() == ErrorKind::nothing_to_check)
      report.is_package = false;
    else if (error.kind() == ErrorKind::io)
      report.unreadable.push_back({"", error.message(), error.hint()});
    else
      throw;
  }
  tidy_findings(report, options);
  fingerprint_findings(report);
  settle_rules(report, inspectors);
  return report;
}

PackageReport validate_package(const std::filesystem::path& path, const ValidateOptions& options) {
  return judge_package(path, {}, options);
}

std::vector<std::span<const Rule>> all_rules() {
  return {container_rules(), bag_rules(), profile_rules(), xml_rules(), mets_rules()};
}

} // namespace delo
