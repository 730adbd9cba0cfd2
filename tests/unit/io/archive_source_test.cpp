// Archives made by others: odd names, links, holes, damage. Nothing may be lost without a word.
#include "delo/base/error.hpp"
#include "delo/io/archive_kind.hpp"
#include "delo/io/archive_source.hpp"
#include "unit/support/tree.hpp"

#include <archive.h>
#include <archive_entry.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace delo {
namespace {

using test::Item;
using test::Tree;

std::vector<Item> read(const test::fs::path& path, std::size_t piece = 4096) {
  ArchiveSource source(path);
  return test::everything_of(source, piece);
}

const Item& item(const std::vector<Item>& items, std::string_view name) {
  const auto found = std::find_if(items.begin(), items.end(),
                                  [name](const Item& one) { return one.name == name; });
  if (found == items.end())
    throw std::runtime_error("no entry " + std::string(name));
  return *found;
}

Item folder(const std::string& name) {
  return {name, "", EntryKind::folder, ""};
}

Item outside(const std::string& name, const std::string& bytes) {
  return {name, bytes, EntryKind::file, "", false, true};
}

Tree some_files() {
  test::Random random;
  Tree tree;
  tree.put("bagit.txt", "BagIt-Version: 1.0\n");
  tree.put("data/a", random.bytes(1000));
  tree.put("data/big", random.bytes(400'000));
  tree.put("data/Дело", "");
  return tree;
}

void expect_same(const std::vector<Item>& found, const Tree& tree) {
  ASSERT_EQ(found.size(), tree.items.size());
  for (std::size_t i = 0; i < found.size(); ++i) {
    EXPECT_EQ(found[i].name, tree.items[i].name);
    EXPECT_EQ(found[i].bytes, tree.items[i].bytes) << found[i].name;
    EXPECT_FALSE(found[i].is_outside) << found[i].name;
  }
}

TEST(ArchiveSource, reads_tar_gzip_and_zip_in_pieces_of_any_size) {
  const test::TempDir dir;
  const Tree tree = some_files();
  test::write_tar(tree, dir / "tar");
  test::write_tar(tree, dir / "gzip", {.gzip = true});
  test::write_zip(tree, dir / "zip");
  for (const char* name : {"tar", "gzip", "zip"})
    for (const std::size_t piece : {1000U, 65536U, 1'000'000U}) {
      SCOPED_TRACE(std::string(name) + " in pieces of " + std::to_string(piece));
      expect_same(read(dir / name, piece), tree);
    }
}

TEST(ArchiveSource, a_name_that_climbs_out_is_no_top_folder) {
  const test::TempDir dir;
  test::write_tar(some_files(), dir / "tar", {.top = ".."});
  for (const bool listed : {false, true}) {
    ArchiveSource source(dir / "tar");
    if (listed)
      source.top_names();
    EXPECT_EQ(test::everything_of(source).at(1).name, "../bagit.txt");
    EXPECT_EQ(source.root_name(), "");
  }
}

TEST(ArchiveSource, takes_the_top_folder_off_the_names) {
  const test::TempDir dir;
  test::write_tar(some_files(), dir / "tar", {.top = "my package"});
  ArchiveSource source(dir / "tar");
  EXPECT_EQ(source.next().value().name, "bagit.txt");
  EXPECT_EQ(source.root_name(), "my package");
}

TEST(ArchiveSource, knows_the_top_folder_without_an_entry_for_it) {
  const test::TempDir dir;
  Tree tree;
  tree.put("top/a", "1");
  tree.put("top/b/c", "2");
  test::write_tar(tree, dir / "tar", {.top = ""});
  const auto items = read(dir / "tar");
  ASSERT_EQ(items.size(), 2U);
  EXPECT_EQ(items[0].name, "a");
  EXPECT_EQ(items[1].name, "b/c");
}

TEST(ArchiveSource, without_a_top_folder_it_has_no_root) {
  const test::TempDir dir;
  Tree tree;
  tree.put("a", "1");
  tree.put("b/c", "2");
  test::write_tar(tree, dir / "tar", {.top = ""});
  ArchiveSource source(dir / "tar");
  expect_same(test::everything_of(source), tree);
  EXPECT_EQ(source.root_name(), "");
}

TEST(ArchiveSource, takes_names_that_begin_with_a_dot_and_a_slash) {
  const test::TempDir dir;
  Tree tree;
  tree.items.push_back(folder("./top/"));
  tree.put("./top/a", "1");
  tree.items.push_back(folder("./top/b/"));
  tree.put("././top/b/c", "2");
  test::write_tar(tree, dir / "tar", {.top = ""});
  ArchiveSource source(dir / "tar");
  const auto items = test::everything_of(source);
  ASSERT_EQ(items.size(), 3U);
  EXPECT_EQ(source.root_name(), "top");
  EXPECT_EQ(items[0].name, "a");
  EXPECT_EQ(items[1].name, "b");
  EXPECT_EQ(items[1].kind, EntryKind::folder);
  EXPECT_EQ(items[2].name, "b/c");
  for (const Item& one : items)
    EXPECT_FALSE(one.is_outside) << one.name;
}

// `tar -C folder -cf package.tar .` writes "./" first and everything below it.
TEST(ArchiveSource, a_dot_alone_is_no_top_folder) {
  const test::TempDir dir;
  Tree tree;
  tree.items.push_back(folder("./"));
  tree.put("./bagit.txt", "1");
  tree.put("./data/a", "2");
  test::write_tar(tree, dir / "tar", {.top = ""});
  ArchiveSource source(dir / "tar");
  const auto items = test::everything_of(source);
  EXPECT_EQ(source.root_name(), "");
  EXPECT_EQ(item(items, "bagit.txt").bytes, "1");
  EXPECT_EQ(item(items, "data/a").bytes, "2");
  for (const Item& one : items)
    EXPECT_FALSE(one.is_outside) << one.name;
}

TEST(ArchiveSource, flags_what_lies_outside_the_top_folder) {
  const test::TempDir dir;
  Tree tree;
  tree.put("a", "1");
  tree.items.push_back(outside("package-2/b", "2"));
  tree.items.push_back(outside("../c", "3"));
  tree.items.push_back(outside("/d", "4"));
  tree.put("e", "5");
  for (const bool zip : {false, true}) {
    (zip ? test::write_zip : test::write_tar)(tree, dir / "x", {});
    const auto items = read(dir / "x");
    ASSERT_EQ(items.size(), 5U);
    for (const Item& one : items)
      EXPECT_EQ(one.is_outside, one.name != "a" && one.name != "e") << one.name;
    EXPECT_TRUE(item(items, "package-2/b").is_outside);
    EXPECT_TRUE(item(items, "../c").is_outside);
    EXPECT_TRUE(item(items, "/d").is_outside);
  }
}

TEST(ArchiveSource, tells_links_and_special_files_from_files) {
  const test::TempDir dir;
  Tree tree;
  tree.put("a", "1");
  tree.items.push_back({"soft", "", EntryKind::symlink, "../a"});
  tree.items.push_back({"hard", "", EntryKind::symlink, "a", true});
  tree.items.push_back({"pipe", "", EntryKind::special, ""});
  tree.items.push_back(folder("folder"));
  test::write_tar(tree, dir / "tar");
  const auto items = read(dir / "tar");
  EXPECT_EQ(item(items, "a").kind, EntryKind::file);
  EXPECT_EQ(item(items, "soft").kind, EntryKind::symlink);
  EXPECT_EQ(item(items, "soft").link_target, "../a");
  EXPECT_EQ(item(items, "hard").kind, EntryKind::symlink);
  EXPECT_EQ(item(items, "hard").link_target, "package/a");
  EXPECT_EQ(item(items, "pipe").kind, EntryKind::special);
  EXPECT_EQ(item(items, "folder").kind, EntryKind::folder);
}

TEST(ArchiveSource, gives_both_of_two_entries_with_one_name) {
  const test::TempDir dir;
  Tree tree;
  tree.items.push_back({"a", "first", EntryKind::file, ""});
  tree.items.push_back({"a", "second", EntryKind::file, ""});
  for (const bool zip : {false, true}) {
    (zip ? test::write_zip : test::write_tar)(tree, dir / "x", {});
    const auto items = read(dir / "x");
    ASSERT_EQ(items.size(), 2U);
    EXPECT_EQ(items[0].bytes, "first");
    EXPECT_EQ(items[1].bytes, "second");
  }
}

TEST(ArchiveSource, holes_in_a_file_are_zeros) {
  const test::TempDir dir;
  constexpr std::size_t kSize = 300'000;
  std::string expected(kSize, '\0');
  expected.replace(100'000, 4, "data");
  {
    const std::unique_ptr<archive, int (*)(archive*)> writer(archive_write_new(),
                                                             archive_write_free);
    ASSERT_EQ(archive_write_set_format_pax(writer.get()), ARCHIVE_OK);
    ASSERT_EQ(archive_write_open_filename(writer.get(), (dir / "tar").c_str()), ARCHIVE_OK);
    const std::unique_ptr<archive_entry, void (*)(archive_entry*)> entry(archive_entry_new(),
                                                                         archive_entry_free);
    archive_entry_set_pathname(entry.get(), "top/holes");
    archive_entry_set_filetype(entry.get(), AE_IFREG);
    archive_entry_set_perm(entry.get(), 0644);
    archive_entry_set_size(entry.get(), kSize);
    archive_entry_sparse_add_entry(entry.get(), 99'840, 1024);
    ASSERT_EQ(archive_write_header(writer.get(), entry.get()), ARCHIVE_OK);
    ASSERT_EQ(archive_write_data(writer.get(), expected.data(), kSize),
              static_cast<la_ssize_t>(kSize));
    ASSERT_EQ(archive_write_close(writer.get()), ARCHIVE_OK);
  }
  ASSERT_LT(test::fs::file_size(dir / "tar"), 50'000U) << "the archive has no hole";
  for (const std::size_t piece : {1000U, 1'000'000U}) {
    const auto items = read(dir / "tar", piece);
    ASSERT_EQ(items.size(), 1U);
    EXPECT_EQ(items[0].bytes.size(), kSize);
    EXPECT_TRUE(items[0].bytes == expected);
  }
}

TEST(ArchiveSource, a_cut_archive_is_damaged_wherever_it_was_cut) {
  const test::TempDir dir;
  const Tree tree = some_files();
  test::write_tar(tree, dir / "tar");
  test::write_tar(tree, dir / "gzip", {.gzip = true});
  test::write_zip(tree, dir / "zip");
  test::Random random;
  for (const char* name : {"tar", "gzip", "zip"}) {
    const std::string whole = test::bytes_of(dir / name);
    for (int i = 0; i < 40; ++i) {
      // Not on a boundary of tar blocks, where nothing tells a cut archive from one whose maker
      // left the end marks out; and not in the padding at the end.
      const std::size_t cut = 600 + random.below(400'000) / 512 * 512 + 1 + random.below(500);
      test::write_file(dir / "cut", whole.substr(0, cut));
      SCOPED_TRACE(std::string(name) + " cut to " + std::to_string(cut));
      EXPECT_THROW((void)read(dir / "cut"), ContainerDamaged);
    }
  }
}

TEST(ArchiveSource, a_cut_archive_is_damaged_when_its_contents_are_skipped) {
  const test::TempDir dir;
  test::write_tar(some_files(), dir / "tar");
  test::write_file(dir / "cut", test::bytes_of(dir / "tar").substr(0, 300'000));
  ArchiveSource source(dir / "cut");
  EXPECT_THROW(
      {
        while (source.next()) {
        }
      },
      ContainerDamaged);
}

TEST(ArchiveSource, gives_everything_before_the_damage) {
  const test::TempDir dir;
  const Tree tree = some_files();
  test::write_tar(tree, dir / "tar");
  test::write_file(dir / "cut", test::bytes_of(dir / "tar").substr(0, 300'000));
  ArchiveSource source(dir / "cut");
  ASSERT_EQ(source.next().value().name, "bagit.txt");
  ASSERT_EQ(source.next().value().name, "data/a");
  const auto reader = source.open();
  std::string buffer(2000, '\0');
  ASSERT_EQ(reader->read(buffer.data(), buffer.size()), 1000U);
  EXPECT_EQ(buffer.substr(0, 1000), tree.bytes("data/a"));
  EXPECT_FALSE(source.top_names()) << "a broken archive cannot know all its names";
}

/// How reading ends: by nothing, or by the kind of damage.
std::optional<ContainerDamaged::Kind> damage_of(const test::fs::path& path, ExpansionLimit limit) {
  try {
    ArchiveSource source(path, limit);
    (void)test::everything_of(source);
  } catch (const ContainerDamaged& damage) {
    return damage.kind();
  }
  return std::nullopt;
}

TEST(ArchiveSource, a_zip_that_lost_its_end_is_damaged) {
  const test::TempDir dir;
  test::write_zip(some_files(), dir / "zip");
  const std::string whole = test::bytes_of(dir / "zip");
  for (const std::size_t lost : {1U, 22U, 60U}) {
    test::write_file(dir / "cut", whole.substr(0, whole.size() - lost));
    EXPECT_EQ(damage_of(dir / "cut", {}), ContainerDamaged::Kind::broken) << lost;
  }
}

/// What a zip's reading says beside its entries.
std::vector<std::string> warnings_of(const test::fs::path& path) {
  ArchiveSource source(path);
  (void)test::everything_of(source);
  return source.container_warnings();
}

TEST(ArchiveSource, a_zip_is_compared_with_its_end) {
  const test::TempDir dir;
  test::write_zip(some_files(), dir / "zip");
  const std::string whole = test::bytes_of(dir / "zip");
  EXPECT_TRUE(warnings_of(dir / "zip").empty());
  std::string counts = whole;
  counts[whole.size() - 12] = '\x7F'; // entries in all, in the 22 bytes of the end
  test::write_file(dir / "counts", counts);
  EXPECT_EQ(warnings_of(dir / "counts").size(), 1U);
  std::string comment = whole;
  comment[whole.size() - 2] = '\x05'; // its length
  test::write_file(dir / "comment", comment + "hello");
  EXPECT_TRUE(warnings_of(dir / "comment").empty());
}

TEST(ArchiveSource, stops_when_far_more_comes_out_than_went_in) {
  const test::TempDir dir;
  Tree tree;
  tree.put("bagit.txt", "BagIt-Version: 1.0\n");
  tree.put("data/zeros", std::string(10'000'000, '\0'));
  test::write_tar(tree, dir / "gzip", {.gzip = true});
  const auto expands = std::optional(ContainerDamaged::Kind::expands);
  EXPECT_EQ(damage_of(dir / "gzip", {.times = 100, .free_bytes = 1'000'000}), expands);
  EXPECT_EQ(damage_of(dir / "gzip", {.times = 100, .free_bytes = 20'000'000}), std::nullopt);
  EXPECT_EQ(damage_of(dir / "gzip", {.times = 2000, .free_bytes = 1'000'000}), std::nullopt);
  EXPECT_EQ(damage_of(dir / "gzip", {.times = 0, .free_bytes = 0}), std::nullopt);
}

TEST(ArchiveSource, what_is_not_packed_does_not_expand_whether_read_or_passed_over) {
  const test::TempDir dir;
  test::write_tar(some_files(), dir / "tar");
  test::write_zip(some_files(), dir / "zip");
  for (const char* name : {"tar", "zip"}) {
    EXPECT_EQ(damage_of(dir / name, {.times = 2, .free_bytes = 0}), std::nullopt) << name;
    ArchiveSource source(dir / name, {.times = 2, .free_bytes = 0});
    while (source.next()) {
    }
  }
}

TEST(ArchiveSource, stops_in_what_is_passed_over_as_well) {
  const test::TempDir dir;
  Tree tree;
  tree.put("zeros", std::string(10'000'000, '\0'));
  tree.put("zeros2", "");
  test::write_tar(tree, dir / "gzip", {.gzip = true});
  ArchiveSource source(dir / "gzip", {.times = 100, .free_bytes = 1'000'000});
  EXPECT_THROW(
      {
        while (source.next()) {
        }
      },
      ContainerDamaged);
}

TEST(ArchiveSource, garbage_is_damaged_and_a_missing_file_an_error) {
  const test::TempDir dir;
  test::write_file(dir / "garbage", "PK\x03\x04" + test::Random().bytes(5000));
  EXPECT_THROW((void)read(dir / "garbage"), ContainerDamaged);
  EXPECT_EQ(test::kind_of([&] { (void)read(dir / "missing"); }), ErrorKind::io);
  EXPECT_EQ(test::kind_of([&] { (void)read(dir.path()); }), ErrorKind::io);
}

TEST(ArchiveSource, knows_the_names_at_its_top_unless_it_is_compressed) {
  const test::TempDir dir;
  Tree tree = some_files();
  tree.items.push_back(folder("data/folder"));
  test::write_tar(tree, dir / "tar");
  test::write_zip(tree, dir / "zip");
  test::write_tar(tree, dir / "gzip", {.gzip = true});
  const std::vector<std::string> expected{"bagit.txt"};
  for (const char* name : {"tar", "zip"}) {
    ArchiveSource source(dir / name);
    EXPECT_EQ(source.top_names(), expected) << name;
    EXPECT_EQ(test::everything_of(source).size(), 5U) << "asking for names takes nothing away";
  }
  EXPECT_FALSE(ArchiveSource(dir / "gzip").top_names());
}

TEST(ArchiveSource, a_flipped_byte_in_a_zip_is_delivered_with_a_warning) {
  const test::TempDir dir;
  Tree tree = some_files();
  test::write_zip(tree, dir / "zip");
  std::string bytes = test::bytes_of(dir / "zip");
  const std::size_t place = bytes.find(tree.bytes("data/big")) + 200'000;
  bytes[place] = static_cast<char>(bytes[place] ^ 1);
  test::write_file(dir / "zip", bytes);
  tree.bytes("data/big")[200'000] = bytes[place];
  ArchiveSource source(dir / "zip");
  expect_same(test::everything_of(source), tree);
  ASSERT_EQ(source.container_warnings().size(), 1U);
  EXPECT_NE(source.container_warnings()[0].find("CRC"), std::string::npos)
      << source.container_warnings()[0];
}

TEST(ArchiveSource, a_sound_archive_has_no_warnings) {
  const test::TempDir dir;
  test::write_zip(some_files(), dir / "zip");
  ArchiveSource source(dir / "zip");
  (void)test::everything_of(source);
  EXPECT_TRUE(source.container_warnings().empty());
}

/// Takes the flag "names are UTF-8" off every header of a zip.
void drop_utf8_flag(const test::fs::path& path) {
  std::string bytes = test::bytes_of(path);
  for (const auto& [head, place] :
       {std::pair<std::string, std::size_t>("PK\x03\x04", 7), {"PK\x01\x02", 9}})
    for (std::size_t i = bytes.find(head); i != std::string::npos; i = bytes.find(head, i + 1))
      bytes[i + place] = static_cast<char>(bytes[i + place] & ~0x08);
  test::write_file(path, bytes);
}

TEST(ArchiveSource, keeps_names_in_any_bytes) {
  const test::TempDir dir;
  Tree tree;
  tree.put("\xEB\xE8\xF1\xF2", "1");
  test::write_tar(tree, dir / "tar", {.raw_names = true});
  test::write_zip(tree, dir / "zip", {.raw_names = true});
  drop_utf8_flag(dir / "zip");
  for (const char* name : {"tar", "zip"}) {
    const auto items = read(dir / name);
    ASSERT_EQ(items.size(), 1U) << name;
    EXPECT_EQ(items[0].name, "\xEB\xE8\xF1\xF2") << name;
    EXPECT_EQ(items[0].bytes, "1") << name;
  }
}

TEST(ArchiveSource, a_name_that_is_not_the_utf8_it_claims_to_be_is_damage) {
  const test::TempDir dir;
  Tree tree;
  tree.put("\xEB\xE8\xF1\xF2", "1");
  test::write_zip(tree, dir / "zip", {.raw_names = true});
  EXPECT_THROW((void)read(dir / "zip"), ContainerDamaged);
}

TEST(ArchiveSource, readers_belong_to_their_source) {
  const test::TempDir dir;
  test::write_tar(some_files(), dir / "tar");
  EXPECT_FALSE(ArchiveSource(dir / "tar").has_independent_readers());
}

TEST(LooksLikeArchive, goes_by_the_first_bytes) {
  const test::TempDir dir;
  test::write_tar(some_files(), dir / "tar");
  test::write_tar(some_files(), dir / "gzip", {.gzip = true});
  test::write_zip(some_files(), dir / "zip");
  test::write_zip({}, dir / "empty zip", {.top = ""});
  for (const char* name : {"tar", "gzip", "zip", "empty zip"})
    EXPECT_TRUE(looks_like_archive(dir / name)) << name;
  for (const std::string_view bytes : {"", "P", "PK", "%PDF-1.7", "ustar"}) {
    test::write_file(dir / "other", bytes);
    EXPECT_FALSE(looks_like_archive(dir / "other")) << bytes;
  }
}

} // namespace
} // namespace delo
