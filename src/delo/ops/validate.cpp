#include "delo/ops/validate.hpp"

#include "delo/formats/bagit/bag_profile_rules.hpp"
#include "delo/formats/bagit/bag_rules.hpp"
#include "delo/formats/container/container_rules.hpp"
#include "delo/formats/mets/mets_rules.hpp"
#include "delo/formats/xsd/schema_set.hpp"
#include "delo/formats/xsd/xml_rules.hpp"
#include "delo/io/package_source.hpp"
#include "delo/ops/judge.hpp"
#include "delo/ops/pass.hpp"

#include <algorithm>
#include <optional>

namespace delo {
namespace {

std::string kind_of(const BagRules& bag, const MetsRules& mets) {
  if (bag.looks_like_bag())
    return mets.has_sip() ? "bag with SIP" : "bag";
  return mets.has_sip() ? "SIP" : "";
}

/// A stable order: by path, then as the checks made them.
void sort_findings(PackageReport& report) {
  std::stable_sort(report.findings.begin(), report.findings.end(),
                   [](const Finding& a, const Finding& b) { return a.path < b.path; });
}

} // namespace

std::shared_ptr<const SchemaSet> read_schemas(const std::filesystem::path& folder) {
  return std::make_shared<const SchemaSet>(folder);
}

PackageReport judge_package(const std::filesystem::path& path,
                            std::span<Inspector* const> companions, const std::stop_token& stop,
                            const SchemaSet* schemas, const BagItProfile* profile) {
  const SchemaSet& grammars = schemas ? *schemas : SchemaSet::embedded();
  PackageReport report;
  report.path = path.native();
  ContainerRules container;
  BagRules bag;
  MetsRules mets(grammars);
  MetadataRules metadata(grammars);
  std::vector<Inspector*> inspectors{&container, &bag, &mets, &metadata};
  inspectors.insert(inspectors.end(), companions.begin(), companions.end());
  try {
    std::optional<ProfileRules> held;
    if (profile) {
      report.profile = profile->name;
      inspectors.push_back(&held.emplace(*profile, container_of(path)));
    }
    const PassOutcome outcome = run_pass(path, inspectors, report, stop);
    report.kind = kind_of(bag, mets);
    report.is_package = !report.kind.empty() || !outcome.complete;
    if (mets.has_sip())
      for (std::string& unread : grammars.unread_extensions())
        report.not_run.push_back(std::move(unread));
  } catch (const Error& error) {
    if (error.kind() == ErrorKind::nothing_to_check)
      report.is_package = false;
    else if (error.kind() == ErrorKind::io)
      report.unreadable.push_back({"", error.message(), error.hint()});
    else
      throw;
  }
  sort_findings(report);
  return report;
}

PackageReport validate_package(const std::filesystem::path& path, const std::stop_token& stop,
                               const SchemaSet* schemas, const BagItProfile* profile) {
  return judge_package(path, {}, stop, schemas, profile);
}

std::vector<std::span<const Rule>> all_rules() {
  return {container_rules(), bag_rules(), profile_rules(), xml_rules(), mets_rules()};
}

} // namespace delo
