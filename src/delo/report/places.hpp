// Where a finding stands and which standard it belongs to, said the same way in every format.
#pragma once

#include "delo/model/report_data.hpp"

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace delo {

/// "package/path:line", so that a terminal can open it; safe to print.
std::string place(const PackageReport& package, const Finding& finding);

/// The same inside the package: "path:line"; empty for the package as a whole.
std::string inner_place(const Finding& finding);

/// The package as seen from the folder `base`, when it is given by an absolute path.
std::string seen_from(std::string_view package, std::string_view base);

/// The file in which a finding stands, as seen from the folder `base`: in a folder the file itself,
/// else the archive.
std::string file_of(const PackageReport& package, std::string_view inner_path,
                    std::string_view base);

/// A path as a URI reference that is relative (RFC 3986 4.2): all but letters, digits, "-._~/" is
/// percent-encoded.
std::string uri_of(std::string_view path);

/// The standard that a rule comes from, in a few words: "BagIt (RFC 8493)".
std::string_view standard_of(const Rule& rule);

/// Whether a section of a standard says so; some rules guard the reading itself.
bool has_section(const Rule& rule);

/// Why a rule is there, and the section that says so: "a file of the deposit is lost (CSIP79)".
std::string reason_of(const Rule& rule);

/// Where the standard can be read: its section, where that has an address of its own.
std::string help_uri(const Rule& rule);

/// What a finding says beside its message: " (expected aa, actual bb)"; often nothing.
std::string values_of(const Finding& finding);

/// What stands in the place of findings that are counted: "4 more like this, ...", with the way to
/// see them.
std::string words_of(const MoreFindings& more);

/// Errors first, then warnings, then infos.
inline constexpr std::array kWorstFirst{Severity::error, Severity::warning, Severity::info};

/// The positions of the findings: worst first, those of one rule together, in the order of the
/// report.
std::vector<std::size_t> by_rule(const PackageReport& package);

/// All rules of a run, each once, in the order in which they were checked.
std::vector<const Rule*> rules_of_run(const RunReport& report);

/// "7 packages: 5 valid, 1 invalid, 1 could not finish".
std::string run_summary(const RunReport& report);

/// Why a package has no verdict of its own: "could not finish"; empty when it has.
std::string no_verdict(const PackageReport& package);

} // namespace delo
