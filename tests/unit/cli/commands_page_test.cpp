// docs/commands.md is made from the table of commands; nobody edits it by hand.
#include "cli/flag_docs.hpp"
#include "delo/base/atomic_file.hpp"
#include "delo/base/fd.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <set>
#include <string>

namespace delo::cli {
namespace {

TEST(CommandsPage, is_what_the_table_says) {
  const std::filesystem::path page = std::filesystem::path(DELO_DOCS_DIR) / "commands.md";
  if (std::getenv("DELO_UPDATE_DOCS")) {
    AtomicFile file(page);
    file.write(commands_page());
    file.commit(Overwrite::yes);
  }
  EXPECT_EQ(read_file(page, 1 << 20), commands_page())
      << "write it anew: DELO_UPDATE_DOCS=1 ctest --preset dev -R CommandsPage";
}

TEST(CommandsPage, has_help_examples_and_flags_for_every_command) {
  for (const Command& command : commands()) {
    EXPECT_GE(command.examples.size(), 2U) << command.name;
    for (const Flag& flag : command.flags)
      EXPECT_FALSE(flag.help.empty()) << command.name << " --" << flag.name;
    EXPECT_NE(command_help(command).find("--help"), std::string::npos) << command.name;
  }
}

TEST(CommandsPage, gives_a_flag_the_same_meaning_in_every_command) {
  std::set<std::string> names;
  std::set<std::string> meanings;
  for (const Command& command : commands())
    for (const Flag& flag : command.flags) {
      if (flag.name == "quiet")
        continue; // quiet about what depends on the command
      names.insert(std::string(flag.name));
      meanings.insert(std::string(flag.name) + std::string(flag.help) + flag.letter);
    }
  EXPECT_EQ(names.size(), meanings.size());
}

} // namespace
} // namespace delo::cli
