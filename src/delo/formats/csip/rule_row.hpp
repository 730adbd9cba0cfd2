// How the rows of the E-ARK table are written.
#pragma once

#include "delo/model/rule.hpp"

#include <array>
#include <optional>
#include <span>
#include <string_view>

namespace delo {

/// Why a rule matters and what to do, where several rows have that in common.
struct Reasons {
  std::string_view help;
  std::string_view fix;
};

/// What breaks a row, and what keeps it.
struct Examples {
  std::string_view bad;
  std::string_view good;
};

constexpr Rule must(std::string_view id, std::string_view section, std::string_view title,
                    const Reasons& reasons, const Examples& examples,
                    std::span<const VersionLevel> levels = {}) {
  return {id,          Severity::error, title,         section, reasons.help,
          reasons.fix, examples.bad,    examples.good, levels};
}

constexpr Rule should(std::string_view id, std::string_view section, std::string_view title,
                      const Reasons& reasons, const Examples& examples,
                      std::span<const VersionLevel> levels = {}) {
  return {id,          Severity::warning, title,         section, reasons.help,
          reasons.fix, examples.bad,      examples.good, levels};
}

constexpr Rule may(std::string_view id, std::string_view section, std::string_view title,
                   const Reasons& reasons, const Examples& examples,
                   std::span<const VersionLevel> levels = {}) {
  return {id,          Severity::info, title,         section, reasons.help,
          reasons.fix, examples.bad,   examples.good, levels};
}

/// A row whose comparison another rule makes.
constexpr Rule failing_with(std::string_view other, Rule row) {
  row.fails_with = other;
  return row;
}

/// Was a MUST before 2.2.0.
inline constexpr std::array<VersionLevel, 2> kMustBefore{
    {{"2.1.0", Severity::error}, {"2.0.4", Severity::error}}};
/// Was a MAY before 2.2.0.
inline constexpr std::array<VersionLevel, 2> kMayBefore{
    {{"2.1.0", Severity::info}, {"2.0.4", Severity::info}}};
/// Is in 2.0.4 only.
inline constexpr std::array<VersionLevel, 2> kOnlyIn204{
    {{"2.2.0", std::nullopt}, {"2.1.0", std::nullopt}}};

// What rows of several sections have in common.
inline constexpr Reasons kUniqueId{
    "sections of METS point to each other by ID: without one, or with one used twice, a pointer "
    "leads nowhere or to the wrong place",
    "give the element an ID that nothing else in the document has"};
inline constexpr Reasons kStatus{
    "readers must tell the description that is valid from those it replaced",
    "write STATUS=\"CURRENT\", or SUPERSEDED for a description that was replaced"};
inline constexpr Reasons kLocatorType{
    "the location is read by the rules of its kind; E-ARK knows URLs only",
    "write LOCTYPE=\"URL\" and the location as a relative URL"};
inline constexpr Reasons kLinkType{"XLink readers need the kind of the link to follow it",
                                   "write xlink:type=\"simple\""};
inline constexpr Reasons kLocation{"what is described cannot be found without its location",
                                   "write the path relative to METS.xml, percent-encoded once"};
inline constexpr Reasons kMetadataFormat{
    "a program decides by it how the file is to be read",
    "write the MDTYPE that METS has for the format, or OTHER with OTHERMDTYPE"};
inline constexpr Reasons kMediaType{
    "who keeps the package plans by media types, and only registered ones mean the same everywhere",
    "write the type that IANA has registered, such as application/xml"};
inline constexpr Reasons kSize{"a size that is absent or wrong hides files that were cut",
                               "write the size of the file in bytes, or restore the file"};
inline constexpr Reasons kFileCreated{"the age of a file is a part of its provenance",
                                      "write when the file was made, as 2024-05-17T12:00:00Z"};
inline constexpr Reasons kDigest{
    "only a digest proves that the bytes are those that were described",
    "compute the digest of the file anew, after making sure that the file is the right one"};
inline constexpr Reasons kDigestType{
    "a digest can be checked only by who knows how it was computed",
    "write the METS word for the algorithm, such as SHA-256"};
inline constexpr Reasons kByReference{
    "metadata in files of their own can be checked, replaced and read without METS",
    "put the metadata into a file below metadata/ and point to it with an mdRef"};

} // namespace delo
