// Watching over stored packages: the catalogue takes in what is sound, and every run reads every
// byte again and tells what became of it.
#pragma once

#include "delo/base/byte_sink.hpp"
#include "delo/base/timestamp.hpp"
#include "delo/model/audit_data.hpp"
#include "delo/model/audit_period.hpp"
#include "delo/model/expansion_limit.hpp"
#include "delo/model/schedule.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
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
  /// Made, or brought to this form, and what lies below its root is taken in.
  std::optional<Collection> collection{};
};

/// Takes packages, and the packages in folders of packages, into the catalogue with a sha512 digest
/// of every file. A package that is catalogued already stays as it is: its digests never change. A
/// package whose content is catalogued, and which is gone from where it was, counts as moved.
/// Throws Error(busy) when another run holds the catalogue, Error(io) when the catalogue cannot be
/// written, Error(interrupted); packages taken in before that stay.
AuditAddResult audit_add(const AuditAddOptions& options);

/// The packages of a catalogue by path. Throws Error(nothing_to_check) when there is no catalogue.
std::vector<CatalogueEntry> audit_list(const std::filesystem::path& catalogue);

/// The collections of a catalogue, in the order in which they were made. Throws likewise.
std::vector<Collection> audit_collections(const std::filesystem::path& catalogue);

/// The last run and the oldest check. Throws Error(nothing_to_check) when there is no catalogue.
AuditStatus audit_status(const std::filesystem::path& catalogue);

struct AuditRunOptions {
  std::filesystem::path catalogue;
  const Clock& clock;
  std::stop_token stop{};
  ExpansionLimit expansion{};             ///< of an archive that is not what it was
  std::vector<std::string> collections{}; ///< names; none: all
  std::vector<Collection> declared{};     ///< in a configuration: the catalogue follows it
  Settings settings{};                    ///< in the place of those of the collections
  std::optional<std::uint64_t> sample{};  ///< hundredths of a percent of the packages
  unsigned jobs = 2;                      ///< files that are read at the same time
  bool direct = false;                    ///< around the page cache
  bool anew = false;                      ///< does not go on where an earlier run was broken off
  bool believe = false;                   ///< marks what fails, however much it is
  bool is_dry_run = false;                ///< only tells what would be read
  std::int64_t utc_offset = 0;            ///< of local time, in seconds; for quiet hours
  std::string host{};
  /// Which of several that share the work: packages by a hash of their names.
  struct Shard {
    unsigned number = 1;
    unsigned of = 1;
  };
  Shard shard{};
  /// Whether a package agrees with its own manifests; see CheckTools.
  std::function<bool(const CatalogueEntry&)> agrees_with_itself{};
};

/// What AuditRunOptions::agrees_with_itself is for every kind of package: `validate` says it of
/// bags and METS packages, the inventories of OCFL objects. Folders of files have no manifests and
/// never agree.
std::function<bool(const CatalogueEntry&)>
agreement_by(std::function<PackageReport(const std::filesystem::path&)> validate,
             std::stop_token stop = {});

/// Reads every byte of catalogued packages: first those that were never read, then those that
/// failed, then those whose last check is longest ago, until all are read or the budget is used up.
/// What is found is kept package by package; a run that was killed or stopped is continued by the
/// next. What fails for the first time counts when its collection was gone through, unless so much
/// fails that the store is to be doubted: then nothing is marked. Throws Error(nothing_to_check)
/// when there is no catalogue, Error(busy), Error(io) when the catalogue or the environment fails,
/// Error(interrupted), Error(usage) for an unknown collection.
AuditReport audit_run(const AuditRunOptions& options);

/// What `wish` asks for, with the figures of the catalogue. Throws as audit_list() does, and
/// Error(usage) for an unknown collection.
Schedule audit_schedule(const std::filesystem::path& catalogue, const Schedule& wish);

/// What happened in a period, by the event log of a catalogue. Throws Error(nothing_to_check) when
/// there is none, and Error(io) when it cannot be read or is not what was written.
AuditPeriod audit_period(const std::filesystem::path& catalogue, const Period& period);

struct AuditChangeOptions {
  std::filesystem::path catalogue;
  std::string package; ///< its path, name or citation
  std::string reason;  ///< why; it is logged
  const Clock& clock;
  std::stop_token stop{};
  ExpansionLimit expansion{};
  /// As in AuditAddOptions: what is not valid is not accepted.
  std::function<PackageReport(const std::filesystem::path&)> validate{};
};

/// Makes what a package is now its reference: the only way in which reference digests change. The
/// old ones are kept, and the change is logged. Throws Error(usage) when no package, or more than
/// one, is called so, when there is no reason, or when the package is not valid.
AuditAcceptResult audit_accept(const AuditChangeOptions& options);

/// The form of exports.
inline constexpr int kExchangeVersion = 1;

/// Writes the catalogue as JSON Lines: the first tells the form, the last the counts and a SHA-256
/// of all before. Two exports of one state differ in the first line (time and log) and the last.
/// Bad results of single runs stay in the event log. Throws Error(nothing_to_check) when there is
/// no catalogue.
AuditExchange audit_export(const std::filesystem::path& catalogue, const Clock& clock,
                           ByteSink& out);

/// Makes a catalogue of an export, whole or not at all. Its event log begins anew, with a line
/// that names the export and the head of the log before, and a line for each package. Throws
/// Error(usage) when there is a catalogue that is not empty, or with the line when the file is no
/// export, was cut or changed.
AuditExchange audit_import(const std::filesystem::path& catalogue,
                           const std::filesystem::path& file, const Clock& clock);

/// Stops watching a package; what was found out about it stays in the log.
CatalogueEntry audit_forget(const AuditChangeOptions& options);

} // namespace delo
