// A folder is read in one order and never left, whatever lies in it.
#include "delo/base/error.hpp"
#include "delo/io/dir_source.hpp"
#include "unit/support/tree.hpp"

#include <gtest/gtest.h>

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>

#include <cstring>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace delo {
namespace {

std::vector<Entry> entries_of(PackageSource& source) {
  std::vector<Entry> entries;
  while (auto entry = source.next())
    entries.push_back(std::move(*entry));
  return entries;
}

std::vector<std::string> names_of(PackageSource& source) {
  std::vector<std::string> names;
  for (const Entry& entry : entries_of(source))
    names.push_back(entry.name);
  return names;
}

std::map<std::string, Entry> by_name(PackageSource& source) {
  std::map<std::string, Entry> entries;
  for (Entry& entry : entries_of(source))
    entries[entry.name] = entry;
  return entries;
}

TEST(DirSource, gives_files_before_folders_by_the_bytes_of_their_names) {
  const test::TempDir dir;
  for (const char* name : {"b.txt", "a.txt", "B.txt", "é.txt", "z/1", "z/0", "z/y/2", "Z/3", "a/x",
                           "a-b/x", "data.txt", "10", "9"})
    test::write_file(dir / name, name);
  DirSource source(dir.path());
  EXPECT_EQ(names_of(source),
            (std::vector<std::string>{"10", "9", "B.txt", "a.txt", "b.txt", "data.txt", "é.txt",
                                      "Z", "Z/3", "a", "a/x", "a-b", "a-b/x", "z", "z/0", "z/1",
                                      "z/y", "z/y/2"}));
}

TEST(DirSource, gives_the_bytes_of_every_file) {
  const test::TempDir dir;
  test::Random random;
  test::Tree tree;
  for (const char* name : {"a", "b/c", "b/d/e"})
    tree.put(name, random.bytes(random.below(20'000)));
  test::write_dir(tree, dir / "package");
  DirSource source(dir / "package");
  for (const test::Item& item : test::everything_of(source))
    if (item.kind == EntryKind::file) {
      EXPECT_EQ(item.bytes, tree.bytes(item.name)) << item.name;
    }
}

TEST(DirSource, tells_links_and_special_files_from_files) {
  const test::TempDir dir;
  test::write_file(dir / "file", "x");
  test::fs::create_directory(dir / "folder");
  test::fs::create_symlink("file", dir / "link");
  test::fs::create_symlink("/nowhere/at all", dir / "dangling");
  test::fs::create_directory_symlink("folder", dir / "folder-link");
  ASSERT_EQ(::mkfifo((dir / "pipe").c_str(), 0600), 0);
  const Fd socket(::socket(AF_UNIX, SOCK_STREAM, 0));
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  const std::string place = dir / "socket";
  ASSERT_LT(place.size(), sizeof address.sun_path);
  std::memcpy(address.sun_path, place.c_str(), place.size());
  ASSERT_EQ(::bind(socket.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
  for (const auto details : {DirSource::Details::no, DirSource::Details::yes}) {
    DirSource source(dir.path(), details);
    const auto entries = by_name(source);
    EXPECT_EQ(entries.at("file").kind, EntryKind::file);
    EXPECT_EQ(entries.at("folder").kind, EntryKind::folder);
    EXPECT_EQ(entries.at("link").kind, EntryKind::symlink);
    EXPECT_EQ(entries.at("link").link_target, "file");
    EXPECT_EQ(entries.at("dangling").kind, EntryKind::symlink);
    EXPECT_EQ(entries.at("dangling").link_target, "/nowhere/at all");
    EXPECT_EQ(entries.at("folder-link").kind, EntryKind::symlink);
    EXPECT_EQ(entries.at("pipe").kind, EntryKind::special);
    EXPECT_EQ(entries.at("socket").kind, EntryKind::special);
  }
}

TEST(DirSource, never_follows_a_link) {
  const test::TempDir dir;
  test::write_file(dir / "outside/secret", "x");
  test::fs::create_directory(dir / "package");
  test::fs::create_directory_symlink("../outside", dir / "package/folder");
  test::fs::create_symlink("../outside/secret", dir / "package/file");
  test::fs::create_directory_symlink(".", dir / "package/loop");
  DirSource source(dir / "package");
  EXPECT_EQ(names_of(source), (std::vector<std::string>{"file", "folder", "loop"}));
  DirSource again(dir / "package");
  ASSERT_EQ(again.next().value().name, "file");
  EXPECT_EQ(test::kind_of([&] { (void)again.open(); }), ErrorKind::io);
}

TEST(DirSource, a_file_that_became_a_link_is_not_opened) {
  const test::TempDir dir;
  test::write_file(dir / "secret", "x");
  test::write_file(dir / "package/a", "x");
  DirSource source(dir / "package");
  test::fs::remove(dir / "package/a");
  test::fs::create_symlink("../secret", dir / "package/a");
  ASSERT_EQ(source.next().value().kind, EntryKind::file);
  EXPECT_EQ(test::kind_of([&] { (void)source.open(); }), ErrorKind::io);
}

TEST(DirSource, a_file_that_vanished_is_an_error_that_names_it) {
  const test::TempDir dir;
  test::write_file(dir / "a", "x");
  DirSource source(dir.path());
  ASSERT_TRUE(source.next());
  test::fs::remove(dir / "a");
  const auto error = test::error_of([&] { (void)source.open(); });
  ASSERT_TRUE(error);
  EXPECT_NE(error->message().find((dir / "a").native()), std::string::npos) << error->message();
}

TEST(DirSource, keeps_names_in_any_bytes) {
  const test::TempDir dir;
  test::write_file(dir / "\xEB\xE8\xF1\xF2/a\nb", "x");
  DirSource source(dir.path());
  const auto items = test::everything_of(source);
  ASSERT_EQ(items.size(), 2U);
  EXPECT_EQ(items[0].name, "\xEB\xE8\xF1\xF2");
  EXPECT_EQ(items[1].name, "\xEB\xE8\xF1\xF2/a\nb");
  EXPECT_EQ(items[1].bytes, "x");
}

TEST(DirSource, with_details_it_tells_size_and_time) {
  const test::TempDir dir;
  test::write_file(dir / "a", "12345");
  constexpr timespec kTimes[2] = {{1000000000, 0}, {1234567890, 999}};
  ASSERT_EQ(::utimensat(AT_FDCWD, (dir / "a").c_str(), kTimes, 0), 0);
  DirSource with(dir.path(), DirSource::Details::yes);
  const Entry entry = with.next().value();
  EXPECT_EQ(entry.size, 5U);
  EXPECT_EQ(entry.modified, Timestamp{1234567890});
  DirSource without(dir.path());
  EXPECT_FALSE(without.next().value().modified);
}

TEST(DirSource, an_empty_folder_has_no_entries) {
  const test::TempDir dir;
  DirSource source(dir.path());
  EXPECT_FALSE(source.next());
  EXPECT_FALSE(source.next());
  EXPECT_EQ(source.top_names().value(), std::vector<std::string>());
}

TEST(DirSource, knows_the_files_at_its_top_without_reading_them) {
  const test::TempDir dir;
  test::write_file(dir / "b/c", "x");
  test::write_file(dir / "a", "x");
  test::fs::create_symlink("a", dir / "link");
  DirSource source(dir.path());
  EXPECT_EQ(source.top_names().value(), (std::vector<std::string>{"a"}));
  EXPECT_EQ(names_of(source).size(), 4U); // asking for names takes nothing away
}

TEST(DirSource, knows_the_name_of_its_folder) {
  const test::TempDir dir;
  test::fs::create_directory(dir / "package");
  EXPECT_EQ(DirSource(dir / "package").root_name(), "package");
  EXPECT_EQ(DirSource(dir / "package/").root_name(), "package");
  EXPECT_EQ(DirSource(dir / "package/.").root_name(), "package");
  EXPECT_EQ(DirSource(dir / "package/../package").root_name(), "package");
}

TEST(DirSource, a_folder_that_cannot_be_listed_is_told_and_the_rest_is_read) {
  const test::TempDir dir;
  test::write_file(dir / "locked/a", "x");
  test::write_file(dir / "open/b", "x");
  test::fs::permissions(dir / "locked", test::fs::perms::none);
  {
    const test::WithoutPrivileges nobody;
    DirSource source(dir.path());
    bool told = false;
    std::vector<std::string> names;
    for (const Entry& entry : entries_of(source)) {
      names.push_back(entry.name);
      if (entry.kind != EntryKind::unreadable)
        continue;
      told = true;
      EXPECT_EQ(entry.name, "locked");
      EXPECT_EQ(entry.trouble, "Permission denied");
    }
    EXPECT_TRUE(told);
    EXPECT_EQ(names.back(), "open/b");
  }
  test::fs::permissions(dir / "locked", test::fs::perms::all);
}

TEST(DirSource, an_unreadable_root_is_an_error) {
  const test::TempDir dir;
  EXPECT_EQ(test::kind_of([&] { DirSource(dir / "missing"); }), ErrorKind::io);
  test::write_file(dir / "file", "x");
  EXPECT_EQ(test::kind_of([&] { DirSource(dir / "file"); }), ErrorKind::io);
  test::fs::create_directory(dir / "locked");
  test::fs::permissions(dir / "locked", test::fs::perms::none);
  {
    const test::WithoutPrivileges nobody;
    EXPECT_EQ(test::kind_of([&] { DirSource(dir / "locked"); }), ErrorKind::io);
  }
  test::fs::permissions(dir / "locked", test::fs::perms::all);
}

TEST(DirSource, readers_live_on_after_their_source) {
  const test::TempDir dir;
  test::write_file(dir / "a", "abc");
  std::unique_ptr<EntryReader> reader;
  {
    DirSource source(dir.path());
    ASSERT_TRUE(source.has_independent_readers());
    ASSERT_TRUE(source.next());
    reader = source.open();
  }
  std::string buffer(10, '\0');
  EXPECT_EQ(reader->read(buffer.data(), buffer.size()), 3U);
  EXPECT_EQ(buffer.substr(0, 3), "abc");
  EXPECT_EQ(reader->read(buffer.data(), buffer.size()), 0U);
}

TEST(DirSource, opens_a_file_later_although_it_has_gone_on_and_is_gone) {
  const test::TempDir dir;
  test::write_file(dir / "a", "abc");
  test::write_file(dir / "b", "de");
  EntryOpener opener;
  {
    DirSource source(dir.path());
    ASSERT_TRUE(source.next());
    opener = source.opener();
    ASSERT_TRUE(source.next());
  }
  std::string buffer(10, '\0');
  const auto reader = opener();
  EXPECT_EQ(reader->read(buffer.data(), buffer.size()), 3U);
  EXPECT_EQ(buffer.substr(0, 3), "abc");
}

TEST(DirSource, says_of_a_file_that_went_away_which_one_it_is) {
  const test::TempDir dir;
  test::write_file(dir / "here" / "a", "abc");
  DirSource source(dir.path());
  ASSERT_TRUE(source.next());
  ASSERT_TRUE(source.next());
  const EntryOpener opener = source.opener();
  test::fs::remove(dir / "here" / "a");
  const auto error = test::error_of([&opener] { (void)opener(); });
  ASSERT_TRUE(error);
  EXPECT_NE(error->message().find("here/a"), std::string::npos) << error->message();
}

TEST(ProbeSource, tells_folders_and_archives_by_what_they_are) {
  const test::TempDir dir;
  test::Tree tree;
  tree.put("a", "x");
  test::write_tar(tree, dir / "tar.txt");
  test::write_tar(tree, dir / "tar-gz", {.gzip = true});
  test::write_zip(tree, dir / "zip.tar");
  test::write_file(dir / "not.zip", "just words");
  test::write_file(dir / "empty.tar", "");
  EXPECT_EQ(probe_source(dir.path()), SourceKind::folder);
  for (const char* name : {"tar.txt", "tar-gz", "zip.tar"})
    EXPECT_EQ(probe_source(dir / name), SourceKind::archive) << name;
  for (const char* name : {"not.zip", "empty.tar"}) {
    EXPECT_EQ(probe_source(dir / name), SourceKind::none) << name;
    EXPECT_EQ(test::kind_of([&] { (void)open_source(dir / name); }), ErrorKind::nothing_to_check);
  }
  EXPECT_EQ(test::kind_of([&] { (void)probe_source(dir / "missing"); }), ErrorKind::io);
}

} // namespace
} // namespace delo
