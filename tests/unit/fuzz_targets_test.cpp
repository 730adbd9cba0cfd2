// What fuzzing keeps, in every build: the seeds, and the inputs that once did harm.
#include "fuzz/targets.hpp"
#include "unit/support/files.hpp"

#include <gtest/gtest.h>

#include <glob.h>

#include <fstream>
#include <set>
#include <string>
#include <vector>

namespace delo {
namespace {

namespace fs = std::filesystem;

const fs::path kFolder = DELO_FUZZ_DIR;

std::vector<fs::path> entries_of(const fs::path& folder) {
  std::vector<fs::path> entries;
  if (fs::exists(folder))
    for (const auto& entry : fs::directory_iterator(folder))
      entries.push_back(entry.path());
  return entries;
}

/// A line of seeds.txt: which target reads the files of which pattern.
struct Elsewhere {
  std::string target;
  std::string pattern;
};

std::vector<Elsewhere> seeds_elsewhere() {
  std::vector<Elsewhere> rows;
  std::ifstream table(kFolder / "seeds.txt");
  for (std::string line; std::getline(table, line);)
    if (const std::size_t space = line.find(' '); !line.starts_with('#'))
      rows.push_back({line.substr(0, space), line.substr(space + 1)});
  return rows;
}

std::vector<fs::path> files_of(const std::string& pattern) {
  glob_t found{};
  ::glob((kFolder / "../.." / pattern).c_str(), 0, nullptr, &found);
  const std::vector<fs::path> files(found.gl_pathv, found.gl_pathv + found.gl_pathc);
  ::globfree(&found);
  return files;
}

std::vector<fs::path> seeds_of(std::string_view target) {
  std::vector<fs::path> files = entries_of(kFolder / "corpus" / target);
  for (const Elsewhere& row : seeds_elsewhere())
    if (row.target == target)
      for (const fs::path& file : files_of(row.pattern))
        files.push_back(file);
  return files;
}

TEST(FuzzTargets, every_kept_input_is_read_without_harm) {
  for (const fuzz::Target& target : fuzz::targets())
    for (const auto& files : {seeds_of(target.name), entries_of(kFolder / "crashes" / target.name)})
      for (const fs::path& file : files) {
        SCOPED_TRACE(std::string(target.name) + ": " + file.native());
        EXPECT_NO_THROW(fuzz::run(target, test::bytes_of(file)));
      }
}

TEST(FuzzTargets, each_has_seeds_and_no_input_is_without_a_target) {
  std::set<std::string> names;
  for (const fuzz::Target& target : fuzz::targets()) {
    EXPECT_FALSE(seeds_of(target.name).empty()) << target.name;
    names.emplace(target.name);
  }
  for (const std::string_view kind : {"corpus", "crashes"})
    for (const fs::path& folder : entries_of(kFolder / kind))
      EXPECT_TRUE(names.contains(folder.filename())) << folder;
  for (const Elsewhere& row : seeds_elsewhere()) {
    EXPECT_TRUE(names.contains(row.target)) << row.target;
    EXPECT_FALSE(files_of(row.pattern).empty()) << row.pattern;
  }
}

TEST(FuzzTargets, an_oracle_that_fails_is_noticed) {
  const fuzz::Target broken{"", [](std::string_view) { fuzz::must(false, "wrong"); }, ""};
  EXPECT_THROW(fuzz::run(broken, ""), fuzz::Broken);
}

TEST(FuzzTargets, refusing_is_a_right_answer_and_a_bug_is_not) {
  const fuzz::Target refusing{
      "", [](std::string_view) { throw Error(ErrorKind::usage, "no such thing"); }, ""};
  EXPECT_NO_THROW(fuzz::run(refusing, ""));
  const fuzz::Target failing{
      "", [](std::string_view) { throw Error(ErrorKind::internal, "a bug"); }, ""};
  EXPECT_THROW(fuzz::run(failing, ""), Error);
}

} // namespace
} // namespace delo
