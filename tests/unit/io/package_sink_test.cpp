// A package appears whole or not at all, with the same bytes every time, and reads back equal.
#include "delo/base/error.hpp"
#include "delo/io/dir_source.hpp"
#include "delo/io/package_sink.hpp"
#include "delo/io/staging.hpp"
#include "unit/support/files.hpp"
#include "unit/support/no_permission.hpp"
#include "unit/support/temp_dir.hpp"
#include "unit/support/tree.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fcntl.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace delo {
namespace {

using Files = std::map<std::string, std::string>;

constexpr Timestamp kTime{-761112001}; // before 1970 and in an odd second
constexpr Timestamp kLater{1234567891};

void add(PackageSink& sink, const std::string& name, const std::string& bytes,
         Timestamp time = kLater) {
  sink.add(RelPath(name), bytes.size(), time, [&bytes](ByteSink& to) {
    const std::string_view view(bytes);
    to.write(view.substr(0, bytes.size() / 3));
    to.write(view.substr(bytes.size() / 3));
  });
}

const Files& content() {
  static const Files kContent = [] {
    test::Random random;
    Files files{{"bagit.txt", "BagIt-Version: 1.0\n"},
                {"data/empty", ""},
                {"data/Дело 12/л. 5 об.txt", "text"},
                {"data/Дело 12/deep/er/and/deeper", "x"},
                {"data/" + std::string(200, 'n'), "a long name"},
                {"data/" + std::string(255, 'm'), "the longest name"},
                {"data/\xD0\xB9", "one letter"},
                {"data/\xD0\xB8\xCC\x86", "the same in normalisation form D"},
                {"data/line\nbreak\rand\ttab", "white space"},
                {"data/100%25 \\ \x01\x7F", "signs that others escape"},
                {"data/a", "a case twin"},
                {"data/A", "the other"},
                {"data/" + std::string(120, 'a') + "/" + std::string(120, 'b'), "a long path"}};
    files["data/big"] = random.bytes(300'001);
    return files;
  }();
  return kContent;
}

void fill(PackageSink& sink) {
  bool generated = false;
  for (const auto& [name, bytes] : content())
    if (std::exchange(generated, !generated))
      sink.add_generated(RelPath(name), kLater, [&data = bytes](ByteSink& to) { to.write(data); });
    else
      add(sink, name, bytes);
}

class PackageSinks : public testing::TestWithParam<Container> {
protected:
  std::unique_ptr<PackageSink> open(const std::string& id = "package") {
    return open_sink(out(), id, GetParam());
  }
  test::fs::path out() const { return dir_ / "out"; }
  test::fs::path made(const std::string& id = "package") const {
    return out() / file_name(id, GetParam());
  }
  void write(const std::string& text, Overwrite overwrite) {
    const auto sink = open();
    add(*sink, "a", text);
    sink->seal();
    sink->commit(overwrite);
  }
  /// The files of the package, read like any other.
  static Files read(const test::fs::path& path) {
    const auto source = open_source(path);
    Files files;
    for (const test::Item& item : test::everything_of(*source))
      if (item.kind == EntryKind::file) {
        EXPECT_FALSE(item.is_outside);
        EXPECT_TRUE(files.emplace(item.name, item.bytes).second) << item.name << " comes twice";
      }
    EXPECT_EQ(source->root_name(), "package");
    EXPECT_TRUE(source->container_warnings().empty());
    return files;
  }
  /// What stands in the target folder.
  std::set<std::string> names() const {
    std::set<std::string> names;
    if (test::fs::exists(out()))
      for (const auto& entry : test::fs::directory_iterator(out()))
        names.insert(entry.path().filename());
    return names;
  }

  test::TempDir dir_;
};

INSTANTIATE_TEST_SUITE_P(In, PackageSinks, testing::ValuesIn(kContainers), [](const auto& test) {
  std::string name(to_word(test.param));
  std::replace_if(
      name.begin(), name.end(), [](char c) { return c == '.' || c == '-'; }, '_');
  return name;
});

TEST_P(PackageSinks, what_was_written_reads_back_equal) {
  const auto sink = open();
  fill(*sink);
  sink->seal();
  sink->commit(Overwrite::no);
  EXPECT_EQ(read(made()), content());
}

TEST_P(PackageSinks, files_may_be_made_beside_each_other_where_the_container_allows_it) {
  const auto sink = open();
  const auto maker = sink->maker(RelPath("data/a/one"), 3, kLater);
  ASSERT_EQ(static_cast<bool>(maker), GetParam() == Container::dir);
  if (!maker) {
    sink->seal();
    return;
  }
  constexpr int kFiles = 600; // more than are flushed one by one
  Files expected;
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < kFiles; ++i) {
      const std::string name = "data/" + std::to_string(i % 7) + "/" + std::to_string(i);
      const std::string bytes(static_cast<std::size_t>(i), 'x');
      threads.emplace_back([make = sink->maker(RelPath(name), bytes.size(), kLater), bytes] {
        const auto file = make();
        file->write(bytes);
        file->finish();
      });
      expected.emplace(name, bytes);
      if (threads.size() == 8)
        threads.clear();
    }
  }
  sink->seal();
  sink->commit(Overwrite::no);
  EXPECT_EQ(read(made()), expected);
  EXPECT_EQ(modified_of(made() / "data/0/0"), kLater);
}

TEST_P(PackageSinks, a_file_made_beside_others_is_held_to_its_size_and_is_new) {
  const auto sink = open();
  if (const auto maker = sink->maker(RelPath("a"), 4, kLater)) {
    const auto file = maker();
    file->write("abc");
    const auto error = test::error_of([&] { file->finish(); });
    ASSERT_TRUE(error);
    EXPECT_EQ(error->message(), "a changed while it was read: 4 bytes became 3");
    EXPECT_EQ(test::kind_of([&] { maker(); }), ErrorKind::io) << "the name is taken";
  }
}

TEST_P(PackageSinks, an_archive_tells_the_names_at_its_top_that_listing_it_would_give) {
  const auto sink = open();
  fill(*sink);
  sink->add_generated(RelPath("top.txt"), {}, [](ByteSink& bytes) { bytes.write("t"); });
  sink->add(RelPath("other.txt"), 1, {}, [](ByteSink& bytes) { bytes.write("o"); });
  sink->seal();
  const auto told = sink->top_names();
  EXPECT_EQ(told.has_value(), GetParam() != Container::dir);
  const auto listed = open_source(sink->staged())->top_names(); // none where it is compressed
  if (told && listed) {
    EXPECT_EQ(*told, *listed);
  }
  if (told) {
    EXPECT_THAT(*told, testing::IsSupersetOf({"top.txt", "other.txt"}));
  }
}

TEST_P(PackageSinks, a_sealed_package_reads_back_before_it_is_published) {
  const auto sink = open();
  fill(*sink);
  sink->seal();
  EXPECT_FALSE(test::fs::exists(made()));
  EXPECT_EQ(read(sink->staged()), content());
}

TEST_P(PackageSinks, files_keep_the_time_they_were_given) {
  const auto sink = open();
  add(*sink, "a", "x", kLater);
  sink->seal();
  sink->commit(Overwrite::no);
  const auto source = GetParam() == Container::dir
                          ? std::unique_ptr<PackageSource>(
                                std::make_unique<DirSource>(made(), DirSource::Details::yes))
                          : open_source(made());
  EXPECT_EQ(source->next().value().modified, kLater);
}

TEST_P(PackageSinks, two_runs_give_the_same_bytes) {
  const auto bytes_of_run = [this](const std::string& folder) {
    const auto sink = open_sink(dir_ / folder, "package", GetParam());
    fill(*sink);
    sink->seal();
    sink->commit(Overwrite::no);
    return test::tree(dir_ / folder);
  };
  EXPECT_EQ(bytes_of_run("one"), bytes_of_run("two"));
}

TEST_P(PackageSinks, the_time_zone_leaves_no_trace) {
  if (GetParam() == Container::zip || GetParam() == Container::zip_deflate)
    GTEST_SKIP() << "zip holds local time; the program sets TZ, see tests/cli/reproducible.sh";
  const char* before = std::getenv("TZ");
  const std::optional<std::string> kept =
      before ? std::optional<std::string>(before) : std::nullopt;
  const auto bytes_in = [this](const char* zone) {
    ::setenv("TZ", zone, 1);
    ::tzset();
    const auto sink = open_sink(dir_ / zone, "package", GetParam());
    add(*sink, "a", "x", kTime);
    add(*sink, "b", "x", kLater);
    sink->seal();
    sink->commit(Overwrite::no);
    return test::tree(dir_ / zone);
  };
  EXPECT_EQ(bytes_in("UTC0"), bytes_in("XXX-9"));
  if (kept)
    ::setenv("TZ", kept->c_str(), 1);
  else
    ::unsetenv("TZ");
  ::tzset();
}

TEST_P(PackageSinks, destroyed_without_commit_it_leaves_nothing) {
  for (const bool sealed : {false, true}) {
    const auto sink = open();
    fill(*sink);
    if (sealed)
      sink->seal();
    EXPECT_EQ(names().size(), 1U); // the staging folder
  }
  EXPECT_EQ(names(), std::set<std::string>());
}

TEST_P(PackageSinks, a_committed_package_stands_alone) {
  write("new", Overwrite::no);
  EXPECT_EQ(names(), std::set<std::string>{made().filename()});
}

TEST_P(PackageSinks, a_taken_name_is_refused_and_the_old_package_stays) {
  write("old", Overwrite::no);
  EXPECT_EQ(test::kind_of([this] { write("new", Overwrite::no); }), ErrorKind::usage);
  EXPECT_EQ(read(made()), (Files{{"a", "old"}}));
  EXPECT_EQ(names(), std::set<std::string>{made().filename()});
}

TEST_P(PackageSinks, swaps_an_older_package_out_when_asked) {
  write("old", Overwrite::no);
  write("new", Overwrite::yes);
  EXPECT_EQ(read(made()), (Files{{"a", "new"}}));
  EXPECT_EQ(names(), std::set<std::string>{made().filename()});
}

TEST_P(PackageSinks, overwriting_needs_no_older_package) {
  write("new", Overwrite::yes);
  EXPECT_EQ(read(made()), (Files{{"a", "new"}}));
}

TEST_P(PackageSinks, a_fill_that_writes_less_or_more_than_announced_is_an_error) {
  for (const std::string& bytes :
       {std::string(), std::string("abc"), std::string("abcde"), std::string(500'000, 'x')}) {
    const auto sink = open();
    const auto error = test::error_of(
        [&] { sink->add(RelPath("a"), 4, kLater, [&bytes](ByteSink& to) { to.write(bytes); }); });
    ASSERT_TRUE(error) << bytes.size();
    EXPECT_EQ(error->kind(), ErrorKind::io);
    EXPECT_NE(error->message().find("changed while it was read"), std::string::npos)
        << error->message();
  }
  EXPECT_EQ(names(), std::set<std::string>());
}

TEST_P(PackageSinks, what_a_fill_throws_comes_out_and_nothing_stays) {
  {
    const auto sink = open();
    add(*sink, "before", "x");
    EXPECT_THROW(sink->add(RelPath("a"), 10, kLater,
                           [](ByteSink& to) {
                             to.write("abc");
                             throw std::runtime_error("mine");
                           }),
                 std::runtime_error);
  }
  EXPECT_EQ(names(), std::set<std::string>());
}

TEST_P(PackageSinks, removes_what_a_killed_run_left) {
  test::write_file(out() / ".delo-staging-0000000000000000/package/a", "half");
  test::write_file(out() / "other.txt", "not ours");
  const auto sink = open();
  EXPECT_FALSE(test::fs::exists(out() / ".delo-staging-0000000000000000"));
  EXPECT_TRUE(test::fs::exists(out() / "other.txt"));
}

TEST_P(PackageSinks, leaves_alone_what_another_run_is_writing) {
  const auto theirs = out() / ".delo-staging-0000000000000000";
  test::write_file(theirs / "package/a", "half");
  const Fd lock = open_folder(theirs);
  ASSERT_EQ(::flock(lock.get(), LOCK_EX | LOCK_NB), 0);
  write("mine", Overwrite::no);
  EXPECT_EQ(test::bytes_of(theirs / "package/a"), "half");
  EXPECT_EQ(read(made()), (Files{{"a", "mine"}}));
}

TEST_P(PackageSinks, two_at_work_in_one_folder_do_not_disturb_each_other) {
  const auto one = open("one");
  const auto two = open("two");
  add(*one, "a", "1");
  add(*two, "a", "2");
  one->seal();
  two->seal();
  one->commit(Overwrite::no);
  two->commit(Overwrite::no);
  for (const auto& [id, text] : {std::pair("one", "1"), std::pair("two", "2")}) {
    const auto source = open_source(made(id));
    const auto items = test::everything_of(*source);
    ASSERT_EQ(items.size(), 1U);
    EXPECT_EQ(items[0].bytes, text);
  }
}

TEST_P(PackageSinks, a_target_that_is_a_file_is_an_error) {
  test::write_file(out(), "x");
  EXPECT_EQ(test::kind_of([this] { open(); }), ErrorKind::io);
}

TEST(RemoveDebris, never_follows_a_link) {
  const test::TempDir dir;
  test::write_file(dir / "precious/a", "x");
  test::fs::create_directory_symlink("precious", dir / ".delo-staging-link");
  EXPECT_TRUE(remove_debris(dir.path()).empty());
  EXPECT_EQ(test::bytes_of(dir / "precious/a"), "x");
}

TEST(RemoveDebris, tells_what_it_removed) {
  const test::TempDir dir;
  test::fs::create_directory(dir / ".delo-staging-x");
  test::fs::create_directory(dir / "delo-staging-x");
  EXPECT_EQ(remove_debris(dir.path()), std::vector<test::fs::path>{dir / ".delo-staging-x"});
}

TEST(FileName, ends_as_its_container_does) {
  EXPECT_EQ(file_name("a", Container::dir), "a");
  EXPECT_EQ(file_name("a", Container::tar), "a.tar");
  EXPECT_EQ(file_name("a", Container::zip), "a.zip");
}

TEST(Staging, a_new_folder_that_cannot_be_looked_at_is_an_error_and_not_tried_for_ever) {
  const test::TempDir folder;
  std::filesystem::create_directory(folder / "aside");
  const test::NoPermission nobody(folder.path(), folder / "aside");
  if (!nobody.works())
    GTEST_SKIP() << "root's rights cannot be given up here";
  const mode_t before = ::umask(0777);
  EXPECT_EQ(test::kind_of([&] { const Staging staging(folder.path()); }), ErrorKind::io);
  ::umask(before);
  for (const auto& item : std::filesystem::directory_iterator(folder.path()))
    EXPECT_EQ(item.path().filename(), "aside");
}

} // namespace
} // namespace delo
