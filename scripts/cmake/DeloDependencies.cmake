# What delo is built on: Debian 12 packages, found here and nowhere else. Installed beside
# deloConfig.cmake, so that users of the library find the same ones.
include(CMakeFindDependencyMacro)
find_package(Threads REQUIRED)
find_package(OpenSSL 3.0 REQUIRED)
find_package(LibXml2 2.9 REQUIRED)
find_package(LibArchive 3.6 REQUIRED)
find_package(CURL 7.85 REQUIRED)
find_package(ICU REQUIRED COMPONENTS uc i18n)
find_package(fmt 9 REQUIRED)
find_package(nlohmann_json 3.11 REQUIRED)
find_package(pugixml 1.13 REQUIRED)
find_package(tomlplusplus 3.3 REQUIRED)

# These packages bring no CMake files.
if(NOT TARGET delo::magic)
  find_library(DELO_MAGIC magic REQUIRED)
  find_path(DELO_MAGIC_INCLUDE magic.h REQUIRED)
  add_library(delo::magic UNKNOWN IMPORTED)
  set_target_properties(delo::magic PROPERTIES IMPORTED_LOCATION "${DELO_MAGIC}"
                        INTERFACE_INCLUDE_DIRECTORIES "${DELO_MAGIC_INCLUDE}")
endif()
foreach(name IN ITEMS csv xlsxwriter seccomp)
  if(NOT TARGET delo::${name})
    find_library(DELO_LIB_${name} ${name} REQUIRED)
    add_library(delo::${name} UNKNOWN IMPORTED)
    set_target_properties(delo::${name} PROPERTIES IMPORTED_LOCATION "${DELO_LIB_${name}}")
  endif()
endforeach()
if(NOT TARGET delo::soci)
  find_library(DELO_SOCI_CORE soci_core REQUIRED)
  find_library(DELO_SOCI_SQLITE soci_sqlite3 REQUIRED)
  find_library(DELO_SQLITE sqlite3 REQUIRED)
  find_path(DELO_SOCI_INCLUDE soci.h PATH_SUFFIXES soci REQUIRED)
  add_library(delo::soci UNKNOWN IMPORTED)
  set_target_properties(
    delo::soci PROPERTIES IMPORTED_LOCATION "${DELO_SOCI_CORE}" INTERFACE_LINK_LIBRARIES
                                                                 "${DELO_SOCI_SQLITE};${DELO_SQLITE}"
                          INTERFACE_INCLUDE_DIRECTORIES "${DELO_SOCI_INCLUDE}")
endif()
