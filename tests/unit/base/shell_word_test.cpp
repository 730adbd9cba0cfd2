#include "delo/base/shell_word.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <memory>
#include <random>
#include <string>

namespace delo {
namespace {

TEST(ShellWord, leaves_plain_names_alone) {
  for (const std::string name : {"in", "out/AVPRF-f094_1.zip", "/home/you/rows.xlsx", "письма"})
    EXPECT_EQ(shell_word(name), name);
}

TEST(ShellWord, quotes_what_a_shell_would_change) {
  EXPECT_EQ(shell_word("Мои документы"), "'Мои документы'");
  EXPECT_EQ(shell_word("it's"), "'it'\\''s'");
  EXPECT_EQ(shell_word("a;b"), "'a;b'");
  EXPECT_EQ(shell_word("~"), "'~'");
  EXPECT_EQ(shell_word("$HOME"), "'$HOME'");
  EXPECT_EQ(shell_word(""), "''");
  EXPECT_EQ(shell_word("-n"), "./-n");
  EXPECT_EQ(shell_word("a\nb"), "$'a\\x0ab'");
  EXPECT_EQ(shell_word("\xFF"), "$'\\xff'");
}

/// What a shell makes of a word.
std::string through_shell(const std::string& word) {
  const std::string command =
      "exec bash -c \"$(cat <<'THE-END'\nprintf %s " + word + "\nTHE-END\n)\"";
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> pipe(::popen(command.c_str(), "r"),
                                                             ::pclose);
  std::string text;
  std::array<char, 256> buffer{};
  while (const std::size_t size = std::fread(buffer.data(), 1, buffer.size(), pipe.get()))
    text.append(buffer.data(), size);
  return text;
}

TEST(ShellWord, comes_back_from_a_shell_as_it_was) {
  const unsigned seed = std::random_device{}();
  std::printf("DELO_SEED=%u\n", seed);
  std::mt19937 random(seed);
  for (int round = 0; round < 40; ++round) {
    std::string path;
    for (auto left = random() % 12; left > 0; --left)
      path += random() % 2 == 0 ? static_cast<char>(1 + random() % 255)
                                : std::string_view("'\"\\$`*?[]{}()<>|&;#~! -=\n")[random() % 25];
    const std::string expected = (path.starts_with('-') ? "./" : "") + path;
    EXPECT_EQ(through_shell(shell_word(path)), expected) << shell_word(path);
  }
}

} // namespace
} // namespace delo
