// What is typed becomes a command, or an answer that says what was meant.
#include "cli/parse.hpp"
#include "delo/base/error.hpp"

#include <gtest/gtest.h>

namespace delo::cli {
namespace {

using Words = std::vector<std::string>;

/// The error that parsing ends with; fails the test when there is none.
Error error_of(const Words& words) {
  try {
    parse(words);
  } catch (const Error& error) {
    return error;
  }
  ADD_FAILURE() << "was accepted";
  return Error(ErrorKind::internal, "");
}

TEST(Parse, takes_flags_before_and_after_the_operand) {
  for (const Words& words :
       {Words{"pack", "-o", "out", "page.txt"}, Words{"pack", "page.txt", "--output", "out"},
        Words{"pack", "page.txt", "--output=out"}}) {
    const Parsed parsed = parse(words);
    EXPECT_EQ(parsed.command->name, "pack");
    EXPECT_EQ(parsed.arguments.operands, Words{"page.txt"});
    EXPECT_EQ(parsed.arguments.value("output"), "out");
  }
}

TEST(Parse, collects_repeated_flags_in_order) {
  const Parsed parsed = parse({"pack", "p", "--original", "b", "--original", "a", "-o", "x"});
  EXPECT_EQ(parsed.arguments.values("original"), (Words{"b", "a"}));
}

TEST(Parse, a_repeatable_flag_takes_one_value_at_a_time) {
  const Parsed parsed = parse({"pack", "--original", "scan.tif", "page.txt", "-o", "x"});
  EXPECT_EQ(parsed.arguments.values("original"), Words{"scan.tif"});
  EXPECT_EQ(parsed.arguments.operands, Words{"page.txt"});
}

TEST(Parse, refuses_a_flag_twice_that_means_one_thing) {
  EXPECT_EQ(error_of({"pack", "p", "-o", "a", "-o", "b"}).kind(), ErrorKind::usage);
}

TEST(Parse, takes_operands_that_look_like_flags_after_two_dashes) {
  const Parsed parsed = parse({"validate", "--", "--json"});
  EXPECT_EQ(parsed.arguments.operands, Words{"--json"});
  EXPECT_FALSE(parsed.arguments.has("json"));
}

TEST(Parse, keeps_names_in_any_bytes) {
  const Parsed parsed = parse({"validate", "л. 5 об", "\xEB\xE8\xF1\xF2"});
  EXPECT_EQ(parsed.arguments.operands, (Words{"л. 5 об", "\xEB\xE8\xF1\xF2"}));
}

TEST(Parse, finds_commands_of_two_words) {
  EXPECT_EQ(parse({"audit", "run"}).command->name, "audit run");
}

TEST(Parse, suggests_the_command_that_was_meant) {
  EXPECT_NE(error_of({"validte", "x"}).hint().find("did you mean validate"), std::string::npos);
  EXPECT_NE(error_of({"audit", "stats"}).hint().find("did you mean audit status"),
            std::string::npos);
}

TEST(Parse, suggests_the_flag_that_was_meant) {
  const Error error = error_of({"pack", "p", "--orignal", "x", "-o", "y"});
  EXPECT_NE(error.message().find("--orignal"), std::string::npos);
  EXPECT_NE(error.hint().find("did you mean --original"), std::string::npos);
}

TEST(Parse, suggests_nothing_when_nothing_is_close) {
  EXPECT_EQ(error_of({"frobnicate"}).hint(), "see: delo --help");
}

TEST(Parse, names_the_choices_of_a_flag) {
  const Error error = error_of({"pack", "p", "-o", "x", "--as", "rar"});
  EXPECT_NE(error.hint().find("dir|tar|tar.gz|tar.zst|zip"), std::string::npos);
}

TEST(Parse, says_what_is_missing) {
  EXPECT_EQ(error_of({"pack", "p", "-o", "x", "--layout"}).message(),
            "delo pack: --layout has no value");
  EXPECT_NE(error_of({"validate"}).message().find("PACKAGE"), std::string::npos);
  EXPECT_NE(error_of({"template", "a", "b"}).message().find("one PATH"), std::string::npos);
}

TEST(Parse, says_what_was_given_twice) {
  EXPECT_EQ(error_of({"pack", "p", "-o", "x", "--count", "1", "--count", "2"}).message(),
            "delo pack takes --count once");
}

TEST(Parse, shows_help_even_when_operands_are_missing) {
  const Parsed parsed = parse({"pack", "--help"});
  ASSERT_TRUE(parsed.text);
  EXPECT_NE(parsed.text->find("usage: delo pack"), std::string::npos);
}

TEST(Nearest, wants_more_than_a_faint_likeness) {
  EXPECT_EQ(nearest("pakc", {"pack", "audit run"}), "pack");
  EXPECT_FALSE(nearest("xyz", {"pack", "audit run"}));
  EXPECT_FALSE(nearest("anything", {}));
}

} // namespace
} // namespace delo::cli
