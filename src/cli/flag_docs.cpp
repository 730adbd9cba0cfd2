#include "cli/flag_docs.hpp"

#include "cli/command.hpp"
#include "delo/model/report_data.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace delo::cli {
namespace {

struct CodeRow {
  ExitCode code;
  std::string_view meaning;
};
constexpr std::array<CodeRow, 9> kExitCodes{{
    {ExitCode::good, "everything asked for was done, and all of it is good"},
    {ExitCode::bad, "a package or holding is bad; the report names every fault"},
    {ExitCode::usage, "the command line or the configuration cannot be used"},
    {ExitCode::could_not_finish,
     "something could not be read or written; this beats 1, because nothing is proven"},
    {ExitCode::nothing_to_check, "there was nothing to check"},
    {ExitCode::mass_change, "audit: a store looks unmounted or emptied; nothing was marked bad"},
    {ExitCode::bug, "a bug in delo"},
    {ExitCode::busy, "another run holds the catalogue; try again later"},
    {ExitCode::interrupted, "stopped on request"},
}};

std::string synopsis(const Command& command) {
  std::string text = fmt::format("delo {} [FLAGS]", command.name);
  if (!command.operand.empty())
    text += fmt::format(" {}{}", command.operand, command.operand_repeats ? "..." : "");
  return text;
}

std::string spelled(const Flag& flag) {
  std::string text = flag.letter ? fmt::format("-{}, ", flag.letter) : std::string("    ");
  text += fmt::format("--{}", flag.name);
  if (!flag.value.empty())
    text += fmt::format(" {}", flag.value);
  return text;
}

std::string explained(const Flag& flag) {
  std::string text(flag.help);
  if (!flag.choices.empty())
    text += fmt::format("; one of {}", flag.choices);
  if (flag.repeats)
    text += "; may be repeated";
  return text;
}

std::string command_list(std::string_view group) {
  const auto is_in_group = [&](const Command& command) {
    return group.empty() || command.name.starts_with(std::string(group) + " ");
  };
  std::size_t longest = 0;
  for (const Command& command : commands())
    if (is_in_group(command))
      longest = std::max(longest, command.name.size());
  std::string text;
  for (const Command& command : commands())
    if (is_in_group(command))
      text += fmt::format("  {:<{}}  {}\n", command.name, longest, command.summary);
  return text;
}

std::string exit_code_list() {
  std::string text;
  for (const CodeRow& row : kExitCodes)
    text += fmt::format("  {:>3}  {}\n", to_int(row.code), row.meaning);
  return text;
}

} // namespace

std::string program_help() {
  return fmt::format("delo {}: archival documents and their provenance, packed to last\n\n"
                     "usage: delo COMMAND [FLAGS] ...\n\n{}\n"
                     "  delo COMMAND --help   examples and flags of a command\n"
                     "  delo --version        the version\n\nexit codes:\n{}",
                     version(), command_list(""), exit_code_list());
}

std::string group_help(std::string_view group) {
  const std::string list = command_list(group);
  return list.empty() ? list : fmt::format("usage: delo {} COMMAND [FLAGS] ...\n\n{}", group, list);
}

std::string command_help(const Command& command) {
  std::string text = fmt::format("{}\n\n", command.summary);
  for (const Example& example : command.examples)
    text += fmt::format("  $ {}\n      {}\n", example.command, example.effect);
  text += fmt::format("\nusage: {}\n\n", synopsis(command));
  for (const Flag& flag : command.flags)
    text += fmt::format("  {}\n        {}\n", spelled(flag), explained(flag));
  return text;
}

std::string commands_page() {
  std::string text = "# Commands\n\nMade from the table in `src/cli/flags.cpp`; a test compares "
                     "the two. To write it anew:\n`DELO_UPDATE_DOCS=1 ctest --preset dev -R "
                     "CommandsPage`.\n";
  for (const Command& command : commands()) {
    text += fmt::format("\n## delo {}\n\n{}.\n\n```\n", command.name, command.summary);
    for (const Example& example : command.examples)
      text += fmt::format("$ {}\n    {}\n", example.command, example.effect);
    text += fmt::format("```\n\n`{}`\n\n| flag | meaning |\n|---|---|\n", synopsis(command));
    for (const Flag& flag : command.flags) {
      std::string meaning = explained(flag);
      for (std::size_t i = 0; (i = meaning.find('|', i)) != std::string::npos; i += 2)
        meaning.insert(i, "\\");
      const std::string shown = spelled(flag);
      text += fmt::format("| `{}` | {} |\n", shown.substr(shown.find_first_not_of(' ')), meaning);
    }
  }
  text += "\n## Exit codes\n\n| code | meaning |\n|---|---|\n";
  for (const CodeRow& row : kExitCodes)
    text += fmt::format("| {} | {} |\n", to_int(row.code), row.meaning);
  return text;
}

} // namespace delo::cli
