# Writes a C++ file that holds every BagIt Profile of PROFILES_DIR as text.
# cmake -DPROFILES_DIR=... -DOUTPUT=... -P embed.cmake
file(GLOB profiles RELATIVE "${PROFILES_DIR}" "${PROFILES_DIR}/*.json")
list(SORT profiles)
list(LENGTH profiles count)
file(WRITE "${OUTPUT}.new" "// Made by embed.cmake from the files of profiles/. Do not edit.
#include \"delo/formats/bagit/bag_profile_embedded.hpp\"

#include <array>

namespace delo {
namespace {

constexpr std::array<EmbeddedProfile, ${count}> kProfiles{{
")
foreach(file IN LISTS profiles)
  file(READ "${PROFILES_DIR}/${file}" text)
  string(REGEX REPLACE "\\.json$" "" name "${file}")
  file(APPEND "${OUTPUT}.new" "    {\"${name}\", R\"~~~(${text})~~~\"},\n")
endforeach()
file(APPEND "${OUTPUT}.new" "}};

} // namespace

std::span<const EmbeddedProfile> embedded_profiles() { return kProfiles; }

} // namespace delo
")
file(RENAME "${OUTPUT}.new" "${OUTPUT}")
