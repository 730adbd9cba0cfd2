#include "delo/base/compact_list.hpp"
#include "delo/model/digest.hpp"
#include "delo/model/found_documents.hpp"
#include "delo/model/package_file.hpp"
#include "unit/support/files.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace delo {
namespace {

/// A row with every kind of field.
struct Sample {
  std::string name;
  std::string path;
  std::string word;
  std::string tail;
  std::string hex;
  std::uint64_t number = 0;
  Timestamp time;

  void write(FieldWriter& fields) const {
    fields.text(name);
    fields.ending_with(path, name);
    fields.word(word);
    fields.path(path);
    fields.end_of(tail, path);
    fields.hex(hex);
    fields.number(number);
    fields.time(time);
  }
  static Sample read(FieldReader& fields) {
    Sample sample;
    sample.name = fields.text();
    sample.path = fields.ending_with(sample.name);
    sample.word = fields.word();
    EXPECT_EQ(fields.path(), sample.path);
    sample.tail = fields.end_of(sample.path);
    sample.hex = fields.hex();
    sample.number = fields.number();
    sample.time = fields.time();
    return sample;
  }
  static std::string_view key(FieldReader& fields) { return fields.text(); }
  bool operator==(const Sample&) const = default;
};

std::string random_text(test::Random& random) {
  static const std::vector<std::string> kPieces{"",  "/",    "a",  "original/", "0005.tif", "ab",
                                                "F", "лист", "\n", "deadbeef",  "00",       "x"};
  std::string text;
  for (auto left = random.below(5); left > 0; --left)
    text += kPieces[random.below(kPieces.size())];
  if (random.below(50) == 0)
    text += std::string(random.below(500'000), 'z');
  return text;
}

Sample random_sample(test::Random& random) {
  Sample sample;
  sample.name = random_text(random);
  sample.path = random_text(random) + (random.below(2) == 0 ? sample.name : "");
  sample.word = random_text(random);
  sample.tail = random.below(2) == 0 ? sample.path.substr(random.below(sample.path.size() + 1))
                                     : random_text(random);
  sample.hex = random_text(random);
  sample.number = std::uint64_t{1} << random.below(64);
  sample.time = Timestamp{static_cast<std::int64_t>(random.below(1000)) - 500};
  return sample;
}

TEST(CompactList, gives_back_what_was_put_in) {
  test::Random random;
  CompactList<Sample> list;
  std::vector<Sample> expected;
  for (int i = 0; i < 10'000; ++i) {
    expected.push_back(random_sample(random));
    list.push_back(expected.back());
  }
  ASSERT_EQ(list.size(), expected.size());
  std::size_t i = 0;
  for (const Sample& sample : list) {
    EXPECT_EQ(sample, expected[i]);
    EXPECT_EQ(list.key(i), expected[i].name);
    ++i;
  }
}

CompactList<Sample> three() {
  return {{"b", "/x/b", "w", "", "", 1, {}},
          {"a", "/x/a", "w", "", "", 2, {}},
          {"c", "/x/c", "w", "", "", 3, {}}};
}

std::string keys(const CompactList<Sample>& list) {
  std::string all;
  for (const Sample& sample : list)
    all += sample.name;
  return all;
}

TEST(SplitText, is_compared_as_one_text) {
  test::Random random;
  for (int i = 0; i < 20'000; ++i) {
    const std::string a = random.bytes(random.below(4));
    std::string b = random.below(2) == 0 ? a.substr(0, random.below(a.size() + 1)) : "";
    b += random.bytes(random.below(3));
    const auto split = [&random](const std::string& text) {
      const std::size_t at = random.below(text.size() + 1);
      return SplitText{std::string_view(text).substr(0, at), std::string_view(text).substr(at)};
    };
    EXPECT_EQ(split(a) <=> split(b), a <=> b)
        << testing::PrintToString(a) << " " << testing::PrintToString(b);
  }
}

TEST(CompactList, is_sorted_and_searched_by_its_keys) {
  CompactList<Sample> list = three();
  EXPECT_EQ(list.order_by_key(), (std::vector<std::uint32_t>{1, 0, 2}));
  EXPECT_EQ(keys(list), "bac");
  list.sort_by_key();
  EXPECT_EQ(keys(list), "abc");
  EXPECT_EQ(list.find_key("b"), 1U);
  EXPECT_FALSE(list.find_key("bb"));
  EXPECT_FALSE(list.find_key("d"));
}

TEST(CompactList, changes_replaces_and_drops_rows) {
  CompactList<Sample> list = three();
  list.change_each([](Sample& sample) { sample.number *= 10; });
  list.replace(1, {"z", "", "", "", "", 7, {}});
  list.erase_if([](const Sample& sample) { return sample.number == 10; });
  EXPECT_EQ(keys(list), "zc");
  EXPECT_EQ(list[0].number, 7U);
  EXPECT_EQ(list[1].number, 30U);
}

TEST(CompactList, lives_on_in_copies_and_when_it_was_moved) {
  CompactList<Sample> first = three();
  const CompactList<Sample> copy = first;
  CompactList<Sample> moved = std::move(first);
  first = {}; // the same as any other list again
  first.push_back(three().front());
  moved.push_back(three().front());
  EXPECT_EQ(keys(copy), "bac");
  EXPECT_EQ(keys(moved), "bacb");
  EXPECT_EQ(keys(first), "b");
}

TEST(CompactList, keeps_the_records_of_packages) {
  FormatKey format{"PRONOM", "fmt/353", "TIFF", "6", ""};
  PackageFile file{
      RelPath("data/original/0005.tif"), 42, {}, "image/tiff", Timestamp{-5}, "0005.tif"};
  file.digests.insert(*Digest::from_hex(Algorithm::md5, std::string(32, 'a')));
  file.digests.insert(*Digest::from_hex(Algorithm::sha512, std::string(128, 'b')));
  file.type_said = "image/x-odd";
  file.format = &format;
  const CompactList<PackageFile> list{file};
  const PackageFile again = list.front();
  EXPECT_EQ(again.path, file.path);
  EXPECT_EQ(again.size, file.size);
  EXPECT_EQ(again.digests, file.digests);
  EXPECT_EQ(again.mime_type, file.mime_type);
  EXPECT_EQ(again.modified, file.modified);
  EXPECT_EQ(again.original_name, file.original_name);
  EXPECT_EQ(again.type_said, file.type_said);
  EXPECT_EQ(again.format, &format);
}

} // namespace
} // namespace delo
