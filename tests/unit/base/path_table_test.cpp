// Many paths, each once, found again and in order.
#include "delo/base/hash_table.hpp"
#include "delo/base/path_table.hpp"
#include "unit/support/tree.hpp"

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

namespace delo {
namespace {

TEST(PathTable, numbers_each_path_once_and_finds_it_again) {
  PathTable table;
  EXPECT_FALSE(table.find(RelPath("a")));
  std::map<std::string, std::uint32_t> expected;
  test::Random random;
  for (int i = 0; i < 5000; ++i) {
    const std::string path = "data/" + std::to_string(random.below(3000)) + "/й";
    const auto [number, is_new] = table.add(RelPath(path));
    EXPECT_EQ(is_new, expected.emplace(path, number).second);
    EXPECT_EQ(number, expected.at(path));
  }
  EXPECT_EQ(table.size(), expected.size());
  auto in_order = expected.begin();
  for (const std::uint32_t number : table.sorted()) {
    EXPECT_EQ(table.path(number).str(), in_order->first);
    EXPECT_EQ(number, in_order->second);
    ++in_order;
  }
  for (const auto& [path, number] : expected)
    EXPECT_EQ(*table.find(RelPath(path)), number);
  EXPECT_FALSE(table.find(RelPath("data/absent")));
}

TEST(PathTable, knows_which_paths_lie_below_a_folder) {
  PathTable table;
  const std::vector<std::pair<const char*, bool>> paths{
      {"data/a", true}, {"data/b/c", true}, {"data", false},    {"datax/a", false},
      {"a", false},     {"dat/a", false},   {"b/data/c", false}};
  for (const auto& [path, is_below] : paths)
    EXPECT_EQ(table.is_below(table.add(RelPath(path)).first, "data"), is_below) << path;
}

TEST(PathTable, takes_new_paths_after_it_was_sorted) {
  PathTable table;
  table.add(RelPath("b"));
  EXPECT_EQ(table.sorted().size(), 1U);
  table.add(RelPath("a"));
  ASSERT_EQ(table.sorted().size(), 2U);
  EXPECT_EQ(table.path(table.sorted()[0]).str(), "a");
}

TEST(HashTable, keeps_the_first_value_of_each_hash) {
  HashTable table;
  EXPECT_EQ(table.add(0, 7), 7U); // no hash is special
  EXPECT_FALSE(table.was_known());
  EXPECT_EQ(table.add(0, 8), 7U);
  EXPECT_TRUE(table.was_known());
  for (std::uint64_t hash = 100; hash < 2000; ++hash)
    EXPECT_EQ(table.add(hash, hash + 1), hash + 1);
  for (std::uint64_t hash = 100; hash < 2000; ++hash)
    EXPECT_EQ(table.add(hash, 0), hash + 1);
}

} // namespace
} // namespace delo
