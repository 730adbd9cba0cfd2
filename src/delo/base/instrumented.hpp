// What this build looks for in itself while it runs, and may need for it.
#pragma once

#include <string_view>

namespace delo {

/// Whether the leak sanitizer is there. At the end it stops the program's threads with ptrace()
/// from a process of its own, and reads in /proc/self where their memory is. In a sandbox its
/// reports have no names of functions: those come from a program that may not be started.
bool finds_leaks();

/// Where a build that measures what its tests reach writes that down; empty in all others.
std::string_view coverage_folder();

} // namespace delo
