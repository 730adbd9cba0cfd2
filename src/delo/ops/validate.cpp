#include "delo/ops/validate.hpp"

#include "delo/formats/bagit/bag_profile_rules.hpp"
#include "delo/formats/bagit/bag_rules.hpp"
#include "delo/formats/container/container_rules.hpp"
#include "delo/formats/csip/eark_rule_table.hpp"
#include "delo/formats/csip/eark_rules.hpp"
#include "delo/formats/mets/mets_rules.hpp"
#include "delo/formats/premis/premis_rules.hpp"
#include "delo/formats/provenance/provenance_rules.hpp"
#include "delo/formats/xsd/schema_set.hpp"
#include "delo/formats/xsd/xml_documents.hpp"
#include "delo/io/file_source.hpp"
#include "delo/io/package_source.hpp"
#include "delo/model/fingerprint.hpp"
#include "delo/ops/judge.hpp"
#include "delo/ops/package_kind.hpp"
#include "delo/ops/pass.hpp"

#include <algorithm>
#include <map>
#include <memory>
#include <set>

namespace delo {
namespace {

using Inspectors = std::vector<std::unique_ptr<Inspector>>;

/// The one that judges a document by itself: without its package, what it names is unknown.
Inspectors inspectors_for_document(const ValidateOptions& options, const SchemaSet& schemas) {
  Inspectors made;
  made.push_back(std::make_unique<XmlDocuments>(schemas, options, XmlDocuments::Scope::lone));
  return made;
}

/// Those whose rules were asked for, in the order of all_rules().
Inspectors inspectors_for(const std::filesystem::path& path, const ValidateOptions& options,
                          const SchemaSet& schemas) {
  Inspectors made;
  made.push_back(std::make_unique<ContainerRules>(options.max_findings));
  if (options.wants(RuleFamily::bagit))
    made.push_back(
        std::make_unique<BagRules>(options.depth, options.lenient, options.max_findings));
  if ((options.profile || options.find_profile) && options.wants(RuleFamily::profile))
    made.push_back(std::make_unique<ProfileRules>(
        options, options.stream < 0 ? std::optional(container_of(path)) : std::nullopt));
  const bool wants_eark = options.wants(RuleFamily::csip) || options.wants(RuleFamily::sip);
  const bool wants_own = options.wants(RuleFamily::delo);
  if (!options.wants(RuleFamily::xml) && !wants_eark && !wants_own)
    return made;
  auto documents = std::make_unique<XmlDocuments>(schemas, options, XmlDocuments::Scope::package);
  if (options.wants(RuleFamily::mets))
    made.push_back(std::make_unique<MetsRules>(*documents));
  if (options.wants(RuleFamily::premis))
    made.push_back(std::make_unique<PremisRules>(*documents));
  if (wants_eark)
    made.push_back(std::make_unique<EarkRules>(*documents, options));
  if (wants_own)
    made.push_back(std::make_unique<ProvenanceRules>(*documents));
  made.push_back(std::move(documents));
  return made;
}

/// Leaves findings of families that were not asked for, and puts the others into a stable order: by
/// path, then as the checks made them.
void tidy_findings(PackageReport& report, const ValidateOptions& options) {
  const auto is_unwanted = [&options](const auto& row) {
    return !options.wants(family_of(*row.rule));
  };
  std::erase_if(report.findings, is_unwanted);
  std::erase_if(report.more, is_unwanted);
  std::stable_sort(report.findings.begin(), report.findings.end(),
                   [](const Finding& a, const Finding& b) { return a.path < b.path; });
}

/// Brings together what was found, what the inspectors settled, and what they did not mention.
void settle_rules(PackageReport& report, const Inspectors& inspectors,
                  const ValidateOptions& options) {
  std::map<const Rule*, RuleOutcome> said;
  std::set<std::string_view> broken;
  for (const RuleStanding& row : report.rules)
    said.insert_or_assign(row.rule, row.outcome);
  for (const Finding& finding : report.findings) {
    said.insert_or_assign(finding.rule, RuleOutcome::failed);
    broken.insert(finding.rule->id);
  }
  for (const MoreFindings& row : report.more) {
    said.insert_or_assign(row.rule, RuleOutcome::failed);
    broken.insert(row.rule->id);
  }
  report.rules.clear();
  for (const auto& inspector : inspectors)
    for (const Rule& rule : inspector->rules()) {
      if (!options.wants(family_of(rule)))
        continue;
      const auto known = said.find(&rule);
      const RuleOutcome silent = !inspector->applies()              ? RuleOutcome::not_applicable
                                 : broken.contains(rule.fails_with) ? RuleOutcome::failed
                                                                    : RuleOutcome::passed;
      report.rules.push_back({&rule, known == said.end() ? silent : known->second});
    }
}

/// Whether it was taken for a package of E-ARK, though it may lack METS.xml.
bool is_judged_as_eark(const Inspectors& inspectors) {
  return std::any_of(inspectors.begin(), inspectors.end(), [](const auto& inspector) {
    const auto* eark = dynamic_cast<const EarkRules*>(inspector.get());
    return eark && eark->found_package();
  });
}

/// The profile that the bag was held to; "" for none.
std::string profile_of(const Inspectors& inspectors) {
  for (const auto& inspector : inspectors)
    if (const auto* profile = dynamic_cast<const ProfileRules*>(inspector.get()))
      return profile->profile_name();
  return {};
}

/// What METS and its schemas could not say, because the files were not read: in a bag nothing, in a
/// SIP of its own no digests.
void tell_unread(PackageReport& report, const Inspectors& inspectors) {
  if (report.kind.find("SIP") == std::string::npos && report.kind.find("METS") == std::string::npos)
    return;
  const bool is_in_bag = report.kind.starts_with("bag");
  for (const auto& inspector : inspectors)
    for (const Rule& rule : inspector->rules()) {
      const RuleFamily family = family_of(rule);
      const bool is_of_payload = family != RuleFamily::container && family != RuleFamily::bagit &&
                                 family != RuleFamily::profile;
      if (is_in_bag ? is_of_payload : rule.id == "METS-file-3" || rule.id == "PREMIS-file-1")
        report.rules.push_back({&rule, RuleOutcome::not_run});
    }
  report.not_run.emplace_back(is_in_bag ? "METS and metadata: the payload was not read"
                                        : "digests that METS gives: the files were not read");
}

/// One reading; what was seen of the package, and what it is.
void judge(const std::filesystem::path& path, std::span<Inspector* const> companions,
           const ValidateOptions& options, Inspectors& inspectors, PackageReport& report) {
  const SchemaSet& schemas = options.schemas ? *options.schemas : SchemaSet::embedded();
  const bool is_stream = options.stream >= 0;
  const bool is_document = !is_stream && probe_source(path) == SourceKind::document;
  inspectors = is_document ? inspectors_for_document(options, schemas)
                           : inspectors_for(path, options, schemas);
  KindWatcher kind;
  std::vector<Inspector*> watching{&kind};
  for (const auto& inspector : inspectors)
    watching.push_back(inspector.get());
  watching.insert(watching.end(), companions.begin(), companions.end());
  ExpansionLimit limit;
  limit.times = options.max_expansion.value_or(limit.times);
  const auto open = [&]() -> std::unique_ptr<PackageSource> {
    if (is_document)
      return std::make_unique<FileSource>(path);
    return is_stream ? open_stream(options.stream, path, limit)
                     : open_source(path, options.depth == Depth::full ? Details::no : Details::yes,
                                   limit);
  };
  const PassOutcome outcome = run_pass(open, watching, report,
                                       {.stop = options.stop,
                                        .depth = options.depth,
                                        .progress = options.progress,
                                        .max_findings = options.max_findings,
                                        .top_names = options.top_names});
  if (is_document) {
    const auto& document = static_cast<const XmlDocuments&>(*inspectors.front());
    report.kind = document.lone_kind();
    report.not_run.emplace_back("files that the document names: it was given without a package");
    report.is_package = document.could_check_lone();
  } else {
    report.kind = kind.words();
    if (options.depth != Depth::full)
      tell_unread(report, inspectors);
    if (kind.has_mets() && options.wants(RuleFamily::mets))
      for (std::string& unread : schemas.unread_extensions())
        report.not_run.push_back(std::move(unread));
    report.is_package = !report.kind.empty() || !outcome.complete || is_judged_as_eark(inspectors);
  }
}

} // namespace

std::shared_ptr<const SchemaSet> read_schemas(const std::filesystem::path& folder) {
  return std::make_shared<const SchemaSet>(folder);
}

PackageReport judge_package(const std::filesystem::path& path,
                            std::span<Inspector* const> companions,
                            const ValidateOptions& options) {
  PackageReport report;
  report.path = path.native();
  std::error_code unknown;
  report.is_folder = options.stream < 0 && std::filesystem::is_directory(path, unknown);
  Inspectors inspectors;
  try {
    judge(path, companions, options, inspectors, report);
  } catch (const Error& error) {
    if (error.kind() == ErrorKind::nothing_to_check)
      report.is_package = false;
    else if (error.kind() == ErrorKind::io)
      report.unreadable.push_back({"", error.message(), error.hint()});
    else
      throw;
  }
  report.profile = profile_of(inspectors);
  tidy_findings(report, options);
  fingerprint_findings(report);
  settle_rules(report, inspectors, options);
  return report;
}

PackageReport validate_package(const std::filesystem::path& path, const ValidateOptions& options) {
  return judge_package(path, {}, options);
}

std::vector<std::span<const Rule>> all_rules() {
  return {container_rules(), bag_rules(),    profile_rules(), xml_rules(),
          mets_rules(),      premis_rules(), eark_rules(),    provenance_rules()};
}

std::span<const std::string_view> known_eark_versions() {
  return kEarkVersions;
}

} // namespace delo
