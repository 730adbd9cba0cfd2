// The one table of commands and flags. It feeds the parser, --help and docs/commands.md, so that
// they cannot disagree.
#pragma once

#include <span>
#include <string_view>

namespace delo::cli {

/// One flag. The same flag means the same in every command.
struct Flag {
  std::string_view name;       ///< "output", typed as --output
  char letter = '\0';          ///< 'o', typed as -o; none when 0
  std::string_view value = {}; ///< what follows it: "DIR"; none for a switch
  std::string_view help = {};
  bool repeats = false;
  std::string_view choices = {}; ///< "dir|tar|zip"; any value when empty
};

struct Example {
  std::string_view command;
  std::string_view effect;
};

class Arguments;
struct Context;

/// One command: words, arguments, flags, and what runs.
struct Command {
  std::string_view name; ///< "pack", "audit run"
  std::string_view summary;
  std::string_view operand; ///< "PAGE", "PACKAGE"; none when empty
  bool operand_repeats = false;
  bool operand_required = true;
  std::span<const Example> examples;
  std::span<const Flag> flags;
  int (*run)(const Arguments& arguments, const Context& context);
};

std::span<const Command> commands();
const Command* find_command(std::string_view name);

} // namespace delo::cli
