// Watching over stored packages: the catalogue takes in what is sound, and every run reads every
// byte again and tells what became of it.
#pragma once

#include "delo/base/timestamp.hpp"
#include "delo/model/audit_data.hpp"
#include "delo/model/expansion_limit.hpp"

#include <filesystem>
#include <functional>
#include <stop_token>
#include <vector>

namespace delo {

struct AuditAddOptions {
  std::filesystem::path catalogue; ///< made, with its folder, when it is missing
  std::vector<std::filesystem::path> paths;
  const Clock& clock;
  std::stop_token stop{};
  /// Validates a package before it is taken in; what is not valid is refused, because a damaged
  /// package must not become the reference. Empty: nothing is validated.
  std::function<PackageReport(const std::filesystem::path&)> validate{};
  ExpansionLimit expansion{};
};

/// Takes packages, and the packages in folders of packages, into the catalogue with a sha512 digest
/// of every file. A package that is catalogued already stays as it is: its digests never change. A
/// package whose content is catalogued, and which is gone from where it was, counts as moved.
/// Throws Error(busy) when another run holds the catalogue, Error(io) when the catalogue cannot be
/// written, Error(interrupted); packages taken in before that stay.
AuditAddResult audit_add(const AuditAddOptions& options);

/// The packages of a catalogue by path. Throws Error(nothing_to_check) when there is no catalogue.
std::vector<CatalogueEntry> audit_list(const std::filesystem::path& catalogue);

/// The last run and the oldest check. Throws Error(nothing_to_check) when there is no catalogue.
AuditStatus audit_status(const std::filesystem::path& catalogue);

struct AuditRunOptions {
  std::filesystem::path catalogue;
  const Clock& clock;
  std::stop_token stop{};
  ExpansionLimit expansion{}; ///< of an archive that is not what it was
};

/// Reads every byte of every catalogued package, those first whose last check is longest ago.
/// What is found is kept package by package, so that a run that is killed loses at most one.
/// Throws Error(nothing_to_check) when there is no catalogue, Error(busy), Error(io) when the
/// catalogue fails, Error(interrupted); what was found before that is in the catalogue.
AuditReport audit_run(const AuditRunOptions& options);

} // namespace delo
