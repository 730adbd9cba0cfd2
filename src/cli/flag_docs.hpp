// The flag table as help for the terminal and as a page for docs/.
#pragma once

#include "cli/flags.hpp"

#include <string>

namespace delo::cli {

/// `delo --help`.
std::string program_help();
/// `delo audit --help`: the commands of a group; empty when there is no such group.
std::string group_help(std::string_view group);
/// `delo pack --help`: examples first.
std::string command_help(const Command& command);
/// The text of docs/commands.md.
std::string commands_page();

} // namespace delo::cli
