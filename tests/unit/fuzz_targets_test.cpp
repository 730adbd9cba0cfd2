// What fuzzing keeps, in every build: the seeds, and the inputs that once did harm.
#include "fuzz/targets.hpp"
#include "unit/support/files.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

namespace delo {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> kept_inputs(std::string_view kind, std::string_view target) {
  std::vector<fs::path> files;
  const fs::path folder = fs::path(DELO_FUZZ_DIR) / kind / target;
  if (fs::exists(folder))
    for (const auto& file : fs::directory_iterator(folder))
      files.push_back(file.path());
  std::sort(files.begin(), files.end());
  return files;
}

TEST(FuzzTargets, every_kept_input_is_read_without_harm) {
  for (const fuzz::Target& target : fuzz::targets())
    for (const std::string_view kind : {"corpus", "crashes"})
      for (const fs::path& file : kept_inputs(kind, target.name)) {
        SCOPED_TRACE(file);
        EXPECT_NO_THROW(fuzz::run(target, test::bytes_of(file)));
      }
}

TEST(FuzzTargets, each_has_seeds_and_no_input_is_without_a_target) {
  std::set<std::string> names;
  for (const fuzz::Target& target : fuzz::targets()) {
    EXPECT_FALSE(kept_inputs("corpus", target.name).empty()) << target.name;
    names.emplace(target.name);
  }
  for (const std::string_view kind : {"corpus", "crashes"})
    for (const fs::path& folder : kept_inputs(kind, ""))
      EXPECT_TRUE(names.contains(folder.filename())) << folder;
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
