#include "delo/ops/validate.hpp"

#include "delo/formats/bagit/bag_rules.hpp"
#include "delo/formats/container/container_rules.hpp"
#include "delo/formats/mets/mets_rules.hpp"
#include "delo/formats/xsd/schema_set.hpp"
#include "delo/formats/xsd/xml_rules.hpp"
#include "delo/ops/pass.hpp"

#include <algorithm>
#include <array>

namespace delo {
namespace {

std::string kind_of(const BagRules& bag, const MetsRules& mets) {
  if (bag.looks_like_bag())
    return mets.has_sip() ? "bag with SIP" : "bag";
  return mets.has_sip() ? "SIP" : "";
}

/// Judges nothing: tells how far the reading has come.
class Watcher final : public Inspector {
public:
  explicit Watcher(std::function<void(const RelPath&)> seen) : seen_(std::move(seen)) {}
  void on_file(const RelPath& path, const SeenFile&) override {
    if (seen_)
      seen_(path);
  }

private:
  std::function<void(const RelPath&)> seen_;
};

/// A stable order: by path, then as the checks made them.
void sort_findings(PackageReport& report) {
  std::stable_sort(report.findings.begin(), report.findings.end(),
                   [](const Finding& a, const Finding& b) { return a.path < b.path; });
}

} // namespace

std::shared_ptr<const SchemaSet> read_schemas(const std::filesystem::path& folder) {
  return std::make_shared<const SchemaSet>(folder);
}

PackageReport validate_package(const std::filesystem::path& path, const std::stop_token& stop,
                               std::function<void(const RelPath&)> seen, const SchemaSet* schemas) {
  const SchemaSet& grammars = schemas ? *schemas : SchemaSet::embedded();
  PackageReport report;
  report.path = path.native();
  ContainerRules container;
  BagRules bag;
  MetsRules mets(grammars);
  MetadataRules metadata(grammars);
  Watcher watcher(std::move(seen));
  const std::array<Inspector*, 5> inspectors{&container, &bag, &mets, &metadata, &watcher};
  try {
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

std::vector<std::span<const Rule>> all_rules() {
  return {container_rules(), bag_rules(), xml_rules(), mets_rules()};
}

} // namespace delo
