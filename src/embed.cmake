# Writes a C++ file that holds every file of a folder as text: a function that returns a span of
# pairs of name and text.
# cmake -DFILES=.../*.xsd -DSTRIP=.xsd -DHEADER=... -DTYPE=... -DFUNCTION=... -DOUTPUT=... -P embed.cmake
# FILES is a pattern; STRIP is an ending that the names lose, "" for none.
file(GLOB files "${FILES}")
list(SORT files)
list(LENGTH files count)
file(WRITE "${OUTPUT}.new" "// Made by embed.cmake from ${count} files. Do not edit.
#include \"${HEADER}\"

#include <array>

// The standard asks of compilers for 65,536 characters only; all that delo knows take more.
#pragma GCC diagnostic ignored \"-Woverlength-strings\"

namespace delo {
namespace {

constexpr std::array<${TYPE}, ${count}> kTexts{{
")
foreach(path IN LISTS files)
  get_filename_component(name "${path}" NAME)
  if(STRIP)
    string(REPLACE "${STRIP}" "" name "${name}")
  endif()
  file(READ "${path}" text)
  file(APPEND "${OUTPUT}.new" "    {\"${name}\", R\"~~~(${text})~~~\"},\n")
endforeach()
file(APPEND "${OUTPUT}.new" "}};

} // namespace

std::span<const ${TYPE}> ${FUNCTION}() { return kTexts; }

} // namespace delo
")
file(RENAME "${OUTPUT}.new" "${OUTPUT}")
