// What a command may still do follows from what was typed.
#include "cli/parse.hpp"
#include "cli/sandbox.hpp"
#include "unit/support/files.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

namespace delo::cli {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::UnorderedElementsAre;
namespace fs = std::filesystem;

class SandboxPlanOf : public ::testing::Test {
protected:
  SandboxPlan plan(const std::vector<std::string>& words) { return needs(words).rights; }
  Needs needs(const std::vector<std::string>& words) {
    const Parsed parsed = parse(words);
    const FixedClock clock(Timestamp{0});
    Context context{std::cout, std::cerr, clock, false, {}, {}};
    context.scratch = "/scratch";
    context.profile_copies = (dir / "copies").native();
    context.library_files = {"/of/a/library"};
    return needs_of(parsed.command->name, parsed.arguments, context);
  }
  std::string in_dir(std::string_view name) const { return (dir / name).native(); }

  const test::TempDir dir;
};

TEST_F(SandboxPlanOf, a_reading_command_writes_nothing_and_asks_nobody) {
  for (const std::string command : {"validate", "inspect", "diff", "compare"}) {
    const SandboxPlan found = plan({command, in_dir("a"), in_dir("b")});
    EXPECT_THAT(found.write, IsEmpty()) << command;
    EXPECT_FALSE(found.network) << command;
    EXPECT_THAT(found.read, Contains(dir / "a")) << command;
    EXPECT_THAT(found.read, Contains(dir / "b")) << command;
    EXPECT_THAT(found.read, Contains("/of/a/library")) << command;
    EXPECT_THAT(found.read, Not(Contains(dir.path()))) << command;
    EXPECT_THAT(found.read, Not(Contains("/etc/hosts"))) << command;
  }
}

TEST_F(SandboxPlanOf, nothing_is_readable_that_holds_secrets) {
  for (const fs::path& path : plan({"validate", in_dir("a"), "--online"}).read)
    for (const fs::path secret : {"/etc/shadow", "/etc/passwd", "/root/.ssh/id", "/home/a/file",
                                  "/etc/ssl/private/key", "/proc/self/mem", "/var/lib/file"})
      EXPECT_FALSE(secret == path || secret.native().starts_with(path.native() + "/") ||
                   path == "/")
          << path;
}

TEST_F(SandboxPlanOf, reports_are_written_in_their_folders) {
  EXPECT_THAT(plan({"validate", "a", "--report", "json=" + in_dir("r.json")}).write,
              ElementsAre(dir.path()));
}

TEST_F(SandboxPlanOf, online_asks_others_and_keeps_copies) {
  fs::create_directory(dir / "copies");
  const SandboxPlan found = plan({"validate", "a", "--online"});
  EXPECT_TRUE(found.network);
  EXPECT_THAT(found.write, ElementsAre(dir / "copies"));
  EXPECT_THAT(found.read, Contains("/etc/hosts"));
}

TEST_F(SandboxPlanOf, an_output_that_is_not_there_is_made_and_nothing_above_is_written) {
  fs::create_directories(dir / "there");
  const Needs there = needs({"unpack", "a", "-o", in_dir("there")});
  EXPECT_THAT(there.rights.write, ElementsAre(dir / "there"));
  EXPECT_THAT(there.folders, IsEmpty());
  EXPECT_THAT(there.rights.tidy, IsEmpty());
  const Needs missing = needs({"pack", "a", "-o", in_dir("there/new/deep")});
  EXPECT_THAT(missing.rights.write, ElementsAre(dir / "there/new/deep"));
  ASSERT_EQ(missing.folders.size(), 1U);
  EXPECT_EQ(missing.folders.front().path, dir / "there/new/deep");
  EXPECT_TRUE(missing.folders.front().is_for_now);
  EXPECT_THAT(missing.rights.tidy, ElementsAre(dir / "there"));
  const Needs kept = needs({"unpack", "a", "-o", in_dir("there/new")});
  ASSERT_EQ(kept.folders.size(), 1U);
  EXPECT_FALSE(kept.folders.front().is_for_now);
  EXPECT_THAT(kept.rights.tidy, IsEmpty());
  const Needs dry = needs({"pack", "a", "-o", in_dir("missing"), "--dry-run"});
  EXPECT_THAT(dry.rights.write, IsEmpty());
  EXPECT_THAT(dry.folders, IsEmpty());
}

TEST_F(SandboxPlanOf, what_is_updated_changes_in_its_folder_wherever_its_name_leads) {
  fs::create_directories(dir / "real/bag");
  fs::create_directories(dir / "names");
  fs::create_directory_symlink(dir / "real/bag", dir / "names/link");
  EXPECT_THAT(plan({"update", in_dir("names/link/")}).write,
              UnorderedElementsAre(dir / "names", fs::canonical(dir / "real")));
}

TEST_F(SandboxPlanOf, what_is_packed_may_stand_in_the_value_of_a_flag) {
  const SandboxPlan found =
      plan({"pack", in_dir("a/page.txt"), "-o", in_dir("out"), "--representation", "fr=/r/fr.txt",
            "--tag-file", "/t/file=name", "--metadata", "/m/rows.csv", "--original", "/s"});
  for (const fs::path path : {"/r/fr.txt", "/t/file", "/m/rows.csv", "/s"})
    EXPECT_THAT(found.read, Contains(path));
  EXPECT_THAT(found.read, Contains(dir / "a")); // the sheet names files beside the page
  EXPECT_THAT(plan({"pack", in_dir("a/page.txt"), "-o", in_dir("out")}).read,
              Not(Contains(dir / "a")));
  EXPECT_FALSE(found.network);
}

TEST_F(SandboxPlanOf, packing_in_place_and_streaming_need_more) {
  fs::create_directories(dir / "a");
  EXPECT_THAT(plan({"pack", in_dir("a"), "--in-place"}).write, Contains(dir.path()));
  EXPECT_THAT(plan({"pack", in_dir("a"), "-o", "-"}).write, ElementsAre("/scratch"));
}

TEST_F(SandboxPlanOf, every_command_with_the_flag_has_a_plan) {
  for (const Command& command : commands())
    for (const Flag& flag : command.flags)
      if (flag.name == "sandbox") {
        const FixedClock clock(Timestamp{0});
        const Context context{std::cout, std::cerr, clock, false, {}, {}};
        EXPECT_NO_THROW(needs_of(command.name, {}, context)) << command.name;
      }
}

} // namespace
} // namespace delo::cli
