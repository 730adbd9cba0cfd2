// The conformance objects of the OCFL editors, where they lie beside the repository: good ones and
// those that earn a warning give no problem, bad ones give the one that they were made for.
//   DELO_SHARED_DIR   reference material kept beside the repository, if any
#include "unit/formats/ocfl/ocfl_object.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <sstream>

namespace delo {
namespace {

#ifdef DELO_SHARED_DIR
const std::filesystem::path kObjects =
    std::filesystem::path(DELO_SHARED_DIR) / "conformance" / "ocfl";
#else
const std::filesystem::path kObjects;
#endif

struct Row {
  std::filesystem::path folder;
  bool is_bad = false;
  std::string codes;
};

std::vector<Row> rows() {
  std::vector<Row> list;
  std::ifstream index(kObjects / "index.tsv");
  std::string line;
  std::getline(index, line); // headings
  while (std::getline(index, line)) {
    std::istringstream cells(line);
    std::string version;
    std::string kind;
    std::string name;
    std::string expected;
    std::string codes;
    cells >> version >> kind >> name >> expected >> codes;
    list.push_back({kObjects / version / kind / name, kind == "bad-objects", codes});
  }
  return list;
}

std::string told(const std::vector<OcflProblem>& problems) {
  std::string text;
  for (const OcflProblem& found : problems)
    text += fmt::format("\n{} {}: {}", found.code, found.path, found.words);
  return text;
}

TEST(OcflShared, tells_bad_objects_from_good_ones) {
  const std::vector<Row> list = rows();
  if (list.empty())
    GTEST_SKIP() << "the conformance objects of OCFL are not beside the repository";
  for (const Row& row : list) {
    const std::vector<OcflProblem> problems = test::judge_ocfl_folder(row.folder);
    if (!row.is_bad) {
      EXPECT_TRUE(problems.empty()) << row.folder << told(problems);
      continue;
    }
    const bool has_code =
        std::any_of(problems.begin(), problems.end(), [&row](const OcflProblem& found) {
          return row.codes.find(found.code) != std::string::npos;
        });
    EXPECT_TRUE(has_code) << row.folder << told(problems);
  }
}

} // namespace
} // namespace delo
