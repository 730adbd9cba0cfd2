# A fault in what reads strangers' files is to end the program, and not to run what they brought.
# tests/structure/hardening.sh looks for each of these in the program.
option(DELO_HARDEN "let compiler and linker make faults harder to use" ON)

add_library(delo_hardened INTERFACE)
# Sanitizers find more, and _FORTIFY_SOURCE hides from them what it caught; without optimisation it
# does nothing but warn.
if(NOT DELO_HARDEN OR DELO_SANITIZE OR DELO_COVERAGE OR CMAKE_BUILD_TYPE STREQUAL Debug)
  return()
endif()
target_compile_options(
  delo_hardened
  INTERFACE -fPIE
            -fstack-protector-strong # a buffer that overflows on the stack is noticed
            -fstack-clash-protection # the stack does not grow into something else
            -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2 # known buffers are not written beyond
            -D_GLIBCXX_ASSERTIONS # nor are vectors and strings
            # Jumps land where jumps may land, and returns go where calls came from (CET).
            $<$<STREQUAL:${CMAKE_SYSTEM_PROCESSOR},x86_64>:-fcf-protection=full>)
target_link_options(
  delo_hardened INTERFACE -pie
  LINKER:-z,relro,-z,now # the table of other libraries' functions cannot be written any more
  LINKER:-z,noexecstack)
