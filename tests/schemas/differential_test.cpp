// Our schemas are written in our own words but have to say what the official
// ones say. Reading cannot show that, so this test asks both: every document
// here, and thousands of damaged copies, must get the same verdict from the
// official schemas and from ours.
//
// Compile definitions:
//   DELO_SCHEMAS_DIR  our schemas
//   DELO_SEEDS_DIR    our sample documents
//   DELO_SHARED_DIR   reference material kept beside the repository, if any
// Environment:
//   DELO_DIFF_ROUNDS  how many damaged documents (6400)
//   DELO_SEED         start of the random sequence (from the clock)

#include "schemas/comparison.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <string>
#include <utility>
#include <vector>

namespace schema_test {
namespace {

namespace fs = std::filesystem;

const fs::path kOurSchemas = DELO_SCHEMAS_DIR;
const fs::path kSeeds = DELO_SEEDS_DIR;
const fs::path kShared = DELO_SHARED_DIR;
const fs::path kOfficialSchemas = kShared / "reference" / "schemas";
constexpr std::uintmax_t kLargestMutated = 24U << 10U;

std::uint64_t numberFromEnvironment(const char* name, std::uint64_t otherwise) {
  const char* text = std::getenv(name);
  return text == nullptr || *text == '\0' ? otherwise : std::strtoull(text, nullptr, 10);
}

class SchemaDifference : public ::testing::Test {
protected:
  void SetUp() override {
    if (!fs::is_directory(kOfficialSchemas))
      GTEST_SKIP() << "no official schemas to compare with: " << kOfficialSchemas
                   << " is not there";
    pairs_ = compilePairs(kOurSchemas, kOfficialSchemas);
    ASSERT_FALSE(pairs_.empty());
    for (const auto& pair : pairs_)
      ASSERT_TRUE(pair->compiled()) << pair->name;
    seeds_ = readSamples(pairs_, kSeeds, seedsLeftOut_);
    others_ = readSamples(pairs_, kShared, othersLeftOut_);
    readPackedSamples(pairs_, kShared, others_, othersLeftOut_);
    ASSERT_FALSE(seeds_.empty());
  }

  static void compare(const Sample& sample) {
    EXPECT_EQ(disagreement(*sample.pair, sample.doc.get()), "") << sample.file;
    if (validate(sample.pair->ours, sample.doc.get()).valid()) {
      EXPECT_EQ(withDefaults(sample.pair->official, sample.doc.get()),
                withDefaults(sample.pair->ours, sample.doc.get()))
          << sample.file << ": the defaults differ";
    }
  }

  Pairs pairs_; // before the samples, which point into it
  std::vector<Sample> seeds_;
  std::vector<Sample> others_;
  LeftOut seedsLeftOut_;
  LeftOut othersLeftOut_;
};

TEST_F(SchemaDifference, SameVerdictOnWholeDocuments) {
  printCounts("seeds", seeds_.size(), seedsLeftOut_);
  printCounts("other documents", others_.size(), othersLeftOut_);
  EXPECT_TRUE(seedsLeftOut_.empty());
  std::size_t valid_before = 0;
  for (const auto* samples : {&seeds_, &others_})
    for (const Sample& sample : *samples) {
      compare(sample);
      const Grammar& older = sample.pair->older;
      if (older.schema && validate(older, sample.doc.get()).valid())
        ++valid_before;
    }
  EXPECT_GT(valid_before, seeds_.size()) << "the versions before hardly took part";
}

TEST_F(SchemaDifference, SameVerdictOneStepAway) {
  Comparison comparison;
  Met metElements;
  Met metAttributes;
  for (const Sample& sample : seeds_) {
    askEachElement(sample, metElements, comparison);
    askEachAttribute(sample, metAttributes, comparison);
  }
  comparison.print(seeds_.size());
}

TEST_F(SchemaDifference, SameVerdictOnDamagedDocuments) {
  const auto clock =
      static_cast<std::uint64_t>(std::chrono::system_clock::now().time_since_epoch().count());
  const std::uint64_t seed = numberFromEnvironment("DELO_SEED", clock);
  const std::uint64_t rounds = numberFromEnvironment("DELO_DIFF_ROUNDS", 6400);
  RecordProperty("seed", std::to_string(seed));
  std::cout << "DELO_SEED=" << seed << '\n';

  std::vector<Sample> sources = std::move(seeds_);
  for (Sample& sample : others_)
    if (sample.size <= kLargestMutated)
      sources.push_back(std::move(sample));
  Comparison comparison;
  askAtRandom(sources, seed, rounds, comparison);
  comparison.print(sources.size());

  EXPECT_EQ(comparison.asked().size(), 9U);
  for (const auto& [family, count] : comparison.asked())
    EXPECT_GE(count * 12, rounds) << family;
  // With hardly any valid ones the comparison would only show that both refuse rubbish.
  EXPECT_GE(comparison.valid() * 19, comparison.invalid());
  EXPECT_GT(comparison.invalid(), 0U);
}

} // namespace
} // namespace schema_test
