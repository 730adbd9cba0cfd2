// The elements of METS that E-ARK speaks of, told by where they stand.
#pragma once

#include <cstddef>
#include <string_view>

namespace delo {

enum class MetsPlace : unsigned char {
  none, ///< anything else
  mets,
  header,
  agent,
  agent_name,
  agent_note,
  record_id, ///< altRecordID
  dmd,
  dmd_ref,
  dmd_wrap,
  amd,
  other_md, ///< techMD, sourceMD
  other_ref,
  rights,
  rights_ref,
  digiprov,
  digiprov_ref,
  amd_wrap,
  file_section,
  group,       ///< a fileGrp of the file section
  inner_group, ///< one within another
  file,
  location, ///< FLocat
  struct_map,
  top_division,
  division,       ///< a div of the top one
  inner_division, ///< one further down
  file_pointer,   ///< fptr
  mets_pointer,   ///< mptr of a division
  inner_pointer,  ///< mptr further up or down
};
inline constexpr std::size_t kMetsPlaces = 30;

/// Where an element of METS stands, by its parent and its name.
MetsPlace place_below(MetsPlace parent, std::string_view name);

/// "mets/metsHdr/agent", for messages.
std::string_view path_of(MetsPlace place);

} // namespace delo
