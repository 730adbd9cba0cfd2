#include "delo/ops/validate.hpp"

#include "delo/formats/bagit/bag_rules.hpp"
#include "delo/formats/container/container_rules.hpp"
#include "delo/formats/mets/mets_rules.hpp"
#include "delo/formats/xsd/xml_rules.hpp"
#include "delo/ops/judge.hpp"
#include "delo/ops/pass.hpp"

#include <algorithm>

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

PackageReport judge_package(const std::filesystem::path& path,
                            std::span<Inspector* const> companions, const std::stop_token& stop) {
  PackageReport report;
  report.path = path.native();
  ContainerRules container;
  BagRules bag;
  MetsRules mets;
  MetadataRules metadata;
  std::vector<Inspector*> inspectors{&container, &bag, &mets, &metadata};
  inspectors.insert(inspectors.end(), companions.begin(), companions.end());
  try {
    const PassOutcome outcome = run_pass(path, inspectors, report, stop);
    report.kind = kind_of(bag, mets);
    report.is_package = !report.kind.empty() || !outcome.complete;
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

PackageReport validate_package(const std::filesystem::path& path, const std::stop_token& stop) {
  return judge_package(path, {}, stop);
}

std::vector<std::span<const Rule>> all_rules() {
  return {container_rules(), bag_rules(), xml_rules(), mets_rules()};
}

} // namespace delo
