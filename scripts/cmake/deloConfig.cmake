# find_package(delo) gives delo::delo.
include("${CMAKE_CURRENT_LIST_DIR}/DeloDependencies.cmake")
include("${CMAKE_CURRENT_LIST_DIR}/deloTargets.cmake")
