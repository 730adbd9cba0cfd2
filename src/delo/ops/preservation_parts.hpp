// What the PREMIS files of a package have in common: identifiers, programs and what they did.
#pragma once

#include "delo/formats/premis/premis_writer.hpp"
#include "delo/ops/written_package.hpp"

namespace delo {

/// EDTF for a date of which nothing is known: when a copy was found or a text translated, the page
/// does not say.
inline constexpr std::string_view kUnknownDate = "XXXX";

inline constexpr std::string_view kSoftwareId = "agent/delo";
inline constexpr std::string_view kTypesId = "agent/libmagic";

/// The identifier of a representation: its place in the SIP.
std::string representation_id(const WrittenPackage& package, std::string_view name);

/// The identifier of a file: its place in the SIP, whatever the package is wrapped in; control
/// characters and "%" as %XX.
std::string file_id(const WrittenPackage& package, const PackageFile& file);

/// "agent/jamil-hasanli".
std::string agent_id(std::string_view name);

/// The representation as an object, with what it represents and what it was made from.
/// `event_ids` are those of its making.
PremisObject representation_object(const WrittenPackage& package, const std::string& name,
                                   std::vector<std::string> event_ids = {});

/// What is described in one PREMIS file: the whole package, or one representation.
struct PremisScope {
  std::string object_id;
  std::string representation; ///< "" for the package
  std::string prefix;         ///< "representations/original/" in the ids of its events and rights
  PackageFiles files;
};

/// Something that delo itself did while it packed; `type` is from the Library of Congress.
Event program_event(const WrittenPackage& package, const PremisScope& scope, std::string_view type,
                    std::string detail, std::string note = {},
                    std::string_view agent = kSoftwareId);

/// What was done with every file: one event for each kind of work, never one for each file.
std::vector<Event> technical_events(const WrittenPackage& package, const PremisScope& scope);

/// The programs that these events name.
std::vector<Agent> programs(const WrittenPackage& package);

/// The publishers, as links of rights statements.
std::vector<Link> publisher_links(const WrittenPackage& package);

} // namespace delo
