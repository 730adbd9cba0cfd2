# Writes a C++ file that holds every schema of SCHEMAS_DIR as text.
# cmake -DSCHEMAS_DIR=... -DOUTPUT=... -P embed.cmake
file(GLOB schemas RELATIVE "${SCHEMAS_DIR}" "${SCHEMAS_DIR}/*.xsd")
list(SORT schemas)
list(LENGTH schemas count)
file(WRITE "${OUTPUT}.new" "// Made by embed.cmake from the files of schemas/. Do not edit.
#include \"delo/formats/xsd/schemas.hpp\"

#include <array>

// The standard asks of compilers for 65,536 characters only; all that delo knows take more.
#pragma GCC diagnostic ignored \"-Woverlength-strings\"

namespace delo {
namespace {

constexpr std::array<EmbeddedSchema, ${count}> kSchemas{{
")
foreach(name IN LISTS schemas)
  file(READ "${SCHEMAS_DIR}/${name}" text)
  file(APPEND "${OUTPUT}.new" "    {\"${name}\", R\"~~~(${text})~~~\"},\n")
endforeach()
file(APPEND "${OUTPUT}.new" "}};

} // namespace

std::span<const EmbeddedSchema> embedded_schemas() { return kSchemas; }

} // namespace delo
")
file(RENAME "${OUTPUT}.new" "${OUTPUT}")
