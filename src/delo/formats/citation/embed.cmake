# Writes a C++ file that holds the table of archives as text.
# cmake -DTABLE=... -DOUTPUT=... -P embed.cmake
file(READ "${TABLE}" text)
file(WRITE "${OUTPUT}.new" "// Made by embed.cmake from archives.toml. Do not edit.
#include \"delo/formats/citation/archive_table.hpp\"

namespace delo {

std::string_view embedded_archives() { return R\"~~~(${text})~~~\"; }

} // namespace delo
")
file(RENAME "${OUTPUT}.new" "${OUTPUT}")
