// What people change about the catalogue, each time with a reason.
#include "delo/base/error.hpp"
#include "delo/base/utf8.hpp"
#include "delo/ops/audit.hpp"
#include "delo/ops/audit/catalogue.hpp"
#include "delo/ops/audit/catalogue_lock.hpp"
#include "delo/ops/audit/named_package.hpp"
#include "delo/ops/audit/reference.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace delo {
namespace {

void require_reason(const AuditChangeOptions& options, std::string_view what) {
  if (is_blank(options.reason))
    throw Error(ErrorKind::usage, fmt::format("a package is not {} without a reason", what),
                "say why with --reason TEXT: it is kept in the event log");
}

void require_valid(const CatalogueEntry& package, const AuditChangeOptions& options) {
  if (!options.validate || !is_bag_or_mets(package.kind))
    return;
  const PackageReport report = options.validate(package.path);
  if (!report.unreadable.empty()) // neither damaged nor sound
    throw Error(ErrorKind::io,
                fmt::format("{} is not accepted: {} cannot be read: {}", display_name(package.path),
                            display_name(report.unreadable.front().path),
                            report.unreadable.front().reason),
                report.unreadable.front().hint);
  if (report.verdict() != Verdict::valid)
    throw Error(ErrorKind::usage,
                fmt::format("{} is not accepted: its validation says {}",
                            display_name(package.path), to_word(report.verdict())),
                "what is damaged must not become the reference: repair it first");
}

std::uint64_t count_changes(const CataloguedFiles& was, const CataloguedFiles& is) {
  std::uint64_t changed = 0;
  for (const auto& [name, file] : was) {
    const auto now = is.find(name);
    changed += now == is.end() || now->second.digest != file.digest ? 1 : 0;
  }
  for (const auto& [name, file] : is)
    changed += was.contains(name) ? 0 : 1;
  return changed;
}

/// The list of the collection that the package belongs to; empty when it has none.
std::filesystem::path list_of(Catalogue& catalogue, const CatalogueEntry& package) {
  for (const Collection& collection : catalogue.collections())
    if (collection.id == package.collection)
      return collection.list;
  return {};
}

/// What lies there now, read whole.
Reference read_now(const CatalogueEntry& package, const AuditChangeOptions& options,
                   const std::filesystem::path& list) {
  HashPipeline pipeline({.stop = options.stop});
  try {
    return read_reference(package.path, package.kind, pipeline, options.expansion, list);
  } catch (const CannotTake& trouble) {
    throw Error(trouble.unreadable ? ErrorKind::io : ErrorKind::usage,
                fmt::format("{} is not accepted: {}", display_name(package.path), trouble.reason));
  }
}

} // namespace

AuditAcceptResult audit_accept(const AuditChangeOptions& options) {
  require_reason(options, "accepted");
  const CatalogueLock lock(options.catalogue, options.clock);
  Catalogue catalogue(options.catalogue, Catalogue::Missing::refuse);
  catalogue.flush_log(); // of one that was killed when it had accepted: then nothing is to be done
  AuditAcceptResult result;
  result.package = named_package(catalogue, options.package);
  require_valid(result.package, options);
  const Reference now = read_now(result.package, options, list_of(catalogue, result.package));
  result.changed = count_changes(catalogue.files_of(result.package.id), now.files);
  if (result.changed == 0)
    return result;
  result.package.files = now.entry.files;
  result.package.bytes = now.entry.bytes;
  result.package.citation = now.entry.citation;
  catalogue.accept(result.package, now.files, options.reason, options.clock.now());
  catalogue.flush_log();
  return result;
}

CatalogueEntry audit_forget(const AuditChangeOptions& options) {
  require_reason(options, "forgotten");
  const CatalogueLock lock(options.catalogue, options.clock);
  Catalogue catalogue(options.catalogue, Catalogue::Missing::refuse);
  catalogue.flush_log(); // as above: what is forgotten already has no name any more
  const CatalogueEntry package = named_package(catalogue, options.package);
  catalogue.forget(package, options.reason, options.clock.now());
  catalogue.flush_log();
  return package;
}

std::vector<CatalogueEntry> audit_list(const std::filesystem::path& catalogue) {
  auto packages = Catalogue(catalogue, Catalogue::Missing::refuse).packages();
  std::sort(packages.begin(), packages.end(),
            [](const CatalogueEntry& a, const CatalogueEntry& b) { return a.path < b.path; });
  return packages;
}

std::vector<Collection> audit_collections(const std::filesystem::path& catalogue) {
  return Catalogue(catalogue, Catalogue::Missing::refuse).collections();
}

AuditStatus audit_status(const std::filesystem::path& catalogue) {
  return Catalogue(catalogue, Catalogue::Missing::refuse).status();
}

} // namespace delo
