// METS and PREMIS documents of others: our schemas say of them what the official ones say.
#include "delo/formats/xsd/schema_reader.hpp"
#include "unit/support/files.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <sstream>

namespace delo {
namespace {

using namespace test;

struct Deaf final : XmlHandler {
  void start_element(std::string_view, std::string_view, std::span<const XmlAttribute>,
                     std::uint64_t) override {}
  void end_element(std::string_view, std::string_view) override {}
};

/// "valid", "invalid", "malformed", or "unknown" for a kind that delo has no schema for; with the
/// first problem.
std::pair<std::string, std::string> verdict_on(const std::string& document) {
  Deaf deaf;
  SchemaReader reader(deaf, SchemaSet::embedded());
  reader.feed(document);
  const auto problems = reader.finish();
  const std::string first = problems.empty() ? "" : problems.front().message;
  const bool readable = std::none_of(problems.begin(), problems.end(), [](const XmlProblem& p) {
    return p.kind != XmlProblem::Kind::invalid;
  });
  if (!readable)
    return {"malformed", first};
  if (!reader.is_known_kind())
    return {"unknown", first};
  return {problems.empty() ? "valid" : "invalid", first};
}

std::vector<std::string> columns(const std::string& line) {
  std::vector<std::string> cells;
  std::istringstream rest(line);
  for (std::string cell; std::getline(rest, cell, '\t');)
    cells.push_back(cell);
  return cells;
}

TEST(MetsSamples, get_the_verdict_of_the_official_schemas) {
  const fs::path folder = fs::path(DELO_SHARED_DIR) / "conformance/mets-samples";
  if (!fs::exists(folder / "index.tsv"))
    GTEST_SKIP() << "no samples: " << folder << " is not there";
  // file, source, root, namespace, bytes, verdict of libxml2 with the official schemas, ...
  std::istringstream index(bytes_of(folder / "index.tsv"));
  std::string line;
  std::getline(index, line);
  ASSERT_EQ(columns(line).at(5), "xsd_verdict_libxml2");
  std::map<std::string, int> counts;
  while (std::getline(index, line)) {
    const auto cells = columns(line);
    const auto [verdict, first] = verdict_on(bytes_of(folder / cells.at(0)));
    ++counts[verdict];
    if (cells.at(3) != "?" || cells.at(5) == "malformed") {
      EXPECT_EQ(verdict, cells.at(5)) << cells.at(0) << ": " << first;
    } else {
      EXPECT_EQ(verdict, "unknown") << cells.at(0) << ": " << first;
    }
  }
  EXPECT_GT(counts["valid"], 30);
  EXPECT_GT(counts["invalid"], 4);
}

} // namespace
} // namespace delo
