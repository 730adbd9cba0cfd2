// What a METS document of an E-ARK package says, as far as requirements ask for more than one
// element of it, or for the package.
#pragma once

#include "delo/base/compact_list.hpp"
#include "delo/formats/csip/mets_places.hpp"
#include "delo/formats/csip/rule_tally.hpp"
#include "delo/formats/mets/mets_reader.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace delo {

/// A file that is mentioned, and by what.
struct FileMention {
  MetsReference said;
  MetsPlace place = MetsPlace::none;

  void write(FieldWriter& fields) const;
  static FileMention read(FieldReader& fields);
};

/// The three kinds of file groups, and of divisions, beside that of metadata.
enum class GroupKind : unsigned char { documentation, schemas, representations, other };
inline constexpr std::size_t kGroupKinds = 4;

/// Told by the word that USE has, or begins with.
GroupKind group_kind(std::string_view use);

struct FileGroup {
  std::string id;
  std::string use;
  std::uint64_t line = 0;
  GroupKind kind = GroupKind::other;
};

/// A division for a representation: with an mptr, or labelled "Representations/<folder>".
struct RepresentationDivision {
  std::string label;
  std::uint64_t line = 0;
  std::uint32_t pointers = 0;
  std::string title = {}; ///< of its first mptr
  std::string href = {};
};

/// One structMap.
struct StructMapFacts {
  std::uint64_t line = 0;
  RuleTally tally;
  std::array<std::uint32_t, kGroupKinds> divisions{}; ///< by the kind that their labels say
  std::array<std::uint64_t, kGroupKinds> division_lines{};
  std::uint32_t metadata_divisions = 0;
  bool has_inner_representations = false; ///< a division "Representations/..."
  std::string top_label;
  std::uint64_t top_line = 0;
  std::vector<RepresentationDivision> representations;
  std::vector<bool> pointed; ///< groups, by their places, that a pointer names
};

/// An agent of the header.
struct AgentFacts {
  std::uint64_t line = 0;
  std::string role;
  std::string other_role;
  std::string type;
  std::string other_type;
  std::string name;
  std::uint32_t notes = 0;
  std::uint32_t code_notes = 0; ///< typed IDENTIFICATIONCODE
};

struct EarkFacts {
  bool is_mets = false;
  bool claims_eark = false; ///< PROFILE, or attributes of E-ARK at the root or the header
  std::string objid;
  std::string profile;
  std::string package_type; ///< csip:OAISPACKAGETYPE
  std::uint64_t root_line = 0;
  std::uint64_t header_line = 0;
  std::array<std::uint64_t, kMetsPlaces> seen{}; ///< elements, by place
  std::array<std::uint64_t, 4> formats{};        ///< files that have each of SIP32-35
  std::vector<FileGroup> groups;
  std::vector<AgentFacts> agents;
  StructMapFacts map; ///< of the structMap that is E-ARK's, or comes closest
  CompactList<FileMention> mentions;

  std::uint64_t count(MetsPlace place) const { return seen.at(static_cast<std::size_t>(place)); }
  bool has_group(GroupKind kind) const;
};

} // namespace delo
