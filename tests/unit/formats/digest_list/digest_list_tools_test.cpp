// Lists as the real tools write them, of files with the oddest names that a folder can hold.
#include "delo/formats/digest_list/digest_list.hpp"
#include "delo/io/hasher.hpp"
#include "unit/support/files.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <map>

namespace delo {
namespace {

/// What a shell ends with.
int run(const std::string& command) {
  return std::system(("export LC_ALL=C; " + command).c_str());
}

bool is_there(const std::string& tool) {
  return run("command -v " + tool + " >/dev/null 2>&1") == 0;
}

std::string random_name(test::Random& random, bool with_breaks) {
  static const std::vector<std::string> kPieces{
      "a", "b",    "0",    " ", "  ",    "*", "(",  ")", ") = ", "\\", "\\n", "опись", "№ 5",
      "-", "\xFF", "\xD0", "#", "%%%% ", "'", "\"", ",", "=",    "\t", "\n",  "\r"};
  std::string name;
  for (std::uint64_t k = 1 + random.below(6); k > 0; --k)
    name += kPieces[random.below(kPieces.size() - (with_breaks ? 0 : 2))];
  return name;
}

/// Files in a folder, and the tool that lists them all.
class Folder {
public:
  explicit Folder(bool with_breaks) {
    test::Random random;
    while (files_.size() < 60) {
      const std::string name = random_name(random, with_breaks);
      const std::string bytes = random.bytes(random.below(50));
      if (name != "-" && files_.emplace(name, bytes).second) // "-" is standard input to the tools
        test::write_file(temp_ / "files" / name, bytes);
    }
  }

  /// Checks that the list of a tool says of each file what is so.
  void compare(const std::string& command, AlgorithmSet algorithms, const std::string& file_name) {
    const std::string list = (temp_ / "list").native();
    ASSERT_EQ(run("cd '" + (temp_ / "files").native() + "' && " + command + " >'" + list + "'"), 0)
        << command;
    std::map<std::string, DigestSet> listed;
    const DigestListEnd end = read_digest_list(
        test::bytes_of(list),
        [&listed](const DigestListEntry& entry) { listed[entry.name] = entry.digests; }, file_name);
    for (const DigestListProblem& problem : end.problems)
      ADD_FAILURE() << command << " line " << problem.line << ": " << problem.words;
    EXPECT_EQ(listed.size(), files_.size()) << command;
    for (const auto& [name, bytes] : files_) {
      Hasher hasher;
      hasher.start(algorithms);
      hasher.update(bytes);
      const DigestSet right = hasher.finish();
      for (const Digest& digest : right) {
        const Digest* found = listed[name].find(digest.algorithm());
        EXPECT_TRUE(found && *found == digest) << command << ": " << testing::PrintToString(name);
      }
    }
  }

private:
  test::TempDir temp_;
  std::map<std::string, std::string> files_;
};

struct Tool {
  std::string name;
  std::string arguments;
  AlgorithmSet algorithms;
};

const std::vector<Tool> kTools{
    {"sha256sum", "", {Algorithm::sha256}},      {"sha512sum", "--tag", {Algorithm::sha512}},
    {"md5sum", "-b", {Algorithm::md5}},          {"sha1sum", "", {Algorithm::sha1}},
    {"sha224sum", "--tag", {Algorithm::sha224}}, {"sha384sum", "-b", {Algorithm::sha384}},
    {"b2sum", "", {Algorithm::blake2b512}},      {"b2sum", "--tag", {Algorithm::blake2b512}}};

TEST(DigestListTools, reads_what_the_tools_of_coreutils_write) {
  bool has_any = false;
  Folder folder(true);
  for (const Tool& tool : kTools) {
    if (!is_there(tool.name))
      continue;
    has_any = true;
    folder.compare(tool.name + " " + tool.arguments + " -- *", tool.algorithms,
                   tool.name == "b2sum" ? "B2SUMS" : "");
  }
  if (!has_any)
    GTEST_SKIP() << "none of sha256sum and its like is installed";
}

TEST(DigestListTools, reads_what_hashdeep_writes) {
  if (!is_there("hashdeep"))
    GTEST_SKIP() << "hashdeep is not installed";
  Folder folder(false);
  folder.compare("hashdeep -l -c md5,sha256 ./*  | sed 's|,\\./|,|'",
                 {Algorithm::md5, Algorithm::sha256}, "");
}

} // namespace
} // namespace delo
