// What became of a package, as PREMIS 3: an object with the digests that it is held to, and an
// event for each check and each change that stands in the event log.
#pragma once

#include "delo/base/atomic_file.hpp"
#include "delo/base/byte_sink.hpp"
#include "delo/model/audit_evidence.hpp"

#include <filesystem>
#include <stop_token>
#include <string>
#include <vector>

namespace delo {

/// Writes the document of the package that has this path, name or citation; one that was forgotten
/// goes by its path, and has no files any more. Nothing is written when the catalogue and the log
/// contradict each other: AuditPremis::problem says so. Throws Error(nothing_to_check) when there
/// is no catalogue or no log, Error(usage) for an unknown package, Error(io).
AuditPremis audit_premis(const std::filesystem::path& catalogue, const std::string& package,
                         ByteSink& out);

/// Writes a document for each package that is watched into a folder, which is made. A file is named
/// by its package, and by a part of the SHA-256 of its path as well where names would clash. Throws
/// likewise, Error(usage) when a name is taken and `overwrite` is no, and Error(interrupted); what
/// was written before that stays.
std::vector<AuditPremis> audit_premis_all(const std::filesystem::path& catalogue,
                                          const std::filesystem::path& folder, Overwrite overwrite,
                                          const std::stop_token& stop = {});

} // namespace delo
