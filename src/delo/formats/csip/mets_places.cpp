#include "delo/formats/csip/mets_places.hpp"

#include <algorithm>
#include <array>

namespace delo {
namespace {

using enum MetsPlace;

struct Step {
  MetsPlace parent;
  std::string_view name;
  MetsPlace place;
};

constexpr std::array<Step, 38> kSteps{{
    {mets, "metsHdr", header},
    {header, "agent", agent},
    {agent, "name", agent_name},
    {agent, "note", agent_note},
    {header, "altRecordID", record_id},
    {mets, "dmdSec", dmd},
    {dmd, "mdRef", dmd_ref},
    {dmd, "mdWrap", dmd_wrap},
    {mets, "amdSec", amd},
    {amd, "techMD", other_md},
    {amd, "sourceMD", other_md},
    {amd, "rightsMD", rights},
    {amd, "digiprovMD", digiprov},
    {other_md, "mdRef", other_ref},
    {rights, "mdRef", rights_ref},
    {digiprov, "mdRef", digiprov_ref},
    {other_md, "mdWrap", amd_wrap},
    {rights, "mdWrap", amd_wrap},
    {digiprov, "mdWrap", amd_wrap},
    {mets, "fileSec", file_section},
    {file_section, "fileGrp", group},
    {group, "fileGrp", inner_group},
    {inner_group, "fileGrp", inner_group},
    {group, "file", file},
    {inner_group, "file", file},
    {file, "file", file},
    {file, "FLocat", location},
    {mets, "structMap", struct_map},
    {struct_map, "div", top_division},
    {top_division, "div", division},
    {division, "div", inner_division},
    {inner_division, "div", inner_division},
    {top_division, "fptr", file_pointer},
    {division, "fptr", file_pointer},
    {inner_division, "fptr", file_pointer},
    {top_division, "mptr", inner_pointer},
    {division, "mptr", mets_pointer},
    {inner_division, "mptr", inner_pointer},
}};

constexpr std::array<std::string_view, kMetsPlaces> kPaths{
    "",
    "mets",
    "mets/metsHdr",
    "mets/metsHdr/agent",
    "mets/metsHdr/agent/name",
    "mets/metsHdr/agent/note",
    "mets/metsHdr/altRecordID",
    "mets/dmdSec",
    "mets/dmdSec/mdRef",
    "mets/dmdSec/mdWrap",
    "mets/amdSec",
    "mets/amdSec/techMD",
    "mets/amdSec/techMD/mdRef",
    "mets/amdSec/rightsMD",
    "mets/amdSec/rightsMD/mdRef",
    "mets/amdSec/digiprovMD",
    "mets/amdSec/digiprovMD/mdRef",
    "mets/amdSec/digiprovMD/mdWrap",
    "mets/fileSec",
    "mets/fileSec/fileGrp",
    "mets/fileSec/fileGrp/fileGrp",
    "mets/fileSec/fileGrp/file",
    "mets/fileSec/fileGrp/file/FLocat",
    "mets/structMap",
    "mets/structMap/div",
    "mets/structMap/div/div",
    "mets/structMap/div/div/div",
    "mets/structMap/div/div/fptr",
    "mets/structMap/div/div/mptr",
    "mets/structMap/div/mptr",
};

} // namespace

MetsPlace place_below(MetsPlace parent, std::string_view name) {
  const auto step = std::find_if(kSteps.begin(), kSteps.end(), [&](const Step& s) {
    return s.parent == parent && s.name == name;
  });
  return step == kSteps.end() ? none : step->place;
}

std::string_view path_of(MetsPlace place) {
  return kPaths.at(static_cast<std::size_t>(place));
}

} // namespace delo
