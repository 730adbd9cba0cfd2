// A plain folder becomes a bag, or a group of bags; its files are watched while they are read.
#include "delo/formats/bagit/bag_info.hpp"
#include "delo/io/package_source.hpp"
#include "delo/ops/folder_bag.hpp"
#include "delo/ops/unpack.hpp"
#include "delo/ops/validate.hpp"
#include "unit/support/temp_dir.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fcntl.h>
#include <sys/stat.h>

#include <fstream>
#include <utility>

namespace delo {
namespace {

using namespace test;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using testing::UnorderedElementsAre;

/// So long that its reading is told of before its end.
constexpr std::size_t kLong = std::size_t{33} * 1024 * 1024;

class FolderBags : public testing::Test {
protected:
  FolderBags() {
    put("a.txt", "alpha");
    put("deep/b.txt", std::string(600 * 1000, 'b'));
    put("deep/c.txt", "gamma");
    fs::create_directories(source / "empty");
    options.sources = {source};
    options.output = dir / "out";
    options.layout = Layout::bag;
    options.clock = &clock;
    options.software_version = "1";
  }

  void put(const std::string& name, std::string_view bytes) const {
    write_file(source / name, bytes);
    // Long ago, so that a change is a change whatever the clock's grain is.
    const timespec then[2] = {{1000000000, 0}, {1000000000, 0}};
    ::utimensat(AT_FDCWD, (source / name).c_str(), then, 0);
  }

  std::vector<std::string> tags(const fs::path& bag, std::string_view label) const {
    const ParsedBagInfo parsed = parse_bag_info(bytes_of(bag / "bag-info.txt"));
    std::vector<std::string> values;
    for (const Tag* tag : parsed.info.find(label))
      values.push_back(tag->value);
    return values;
  }

  /// Does `change` once, while the bytes of deep/b.txt, which is made long for it, pass.
  void change_while_reading(std::function<void()> change, int times = 1) {
    put("deep/b.txt", std::string(kLong, 'b'));
    options.progress = [change = std::move(change), times,
                        before = std::uint64_t{0}](const Progress& state) mutable {
      const bool in_b = state.phase == Phase::packing && state.current.ends_with("b.txt") &&
                        state.bytes_done > before + 1000; // the others are shorter
      before = state.bytes_done;
      if (in_b && times-- > 0)
        change();
    };
  }

  /// Changes a letter of what is staged as soon as all of it is written: a disk that keeps it
  /// badly.
  void spoil_what_is_written() {
    options.progress = [this, done = false](const Progress& state) mutable {
      if (state.phase != Phase::verifying || std::exchange(done, true))
        return;
      for (const auto& entry : fs::recursive_directory_iterator(options.output)) {
        const std::string bytes = entry.is_regular_file() ? bytes_of(entry.path()) : "";
        if (const std::size_t at = bytes.find("gamma"); at != std::string::npos) {
          std::fstream file(entry.path(), std::ios::in | std::ios::out | std::ios::binary);
          file.seekp(static_cast<std::streamoff>(at));
          file.put('G');
        }
      }
    };
  }

  std::vector<std::string> published() const {
    std::vector<std::string> names;
    if (fs::exists(options.output))
      for (const auto& entry : fs::directory_iterator(options.output))
        names.push_back(entry.path().filename().native());
    return names;
  }

  TempDir dir;
  fs::path source = dir / "letters";
  FixedClock clock{Timestamp{1700000000}};
  PackOptions options;
};

TEST_F(FolderBags, holds_the_tree_as_it_is_and_is_valid) {
  const BatchResult result = bag_folders(options);
  ASSERT_EQ(result.count(Outcome::packed), 1U);
  const fs::path bag = dir / "out/letters";
  EXPECT_EQ(tree(bag / "data"), tree(source));
  EXPECT_TRUE(fs::is_directory(bag / "data/empty"));
  EXPECT_EQ(bytes_of(bag / "empty-folders.txt"), "data/empty\n");
  EXPECT_EQ(validate_package(bag).verdict(), Verdict::valid);
  EXPECT_THAT(tags(bag, "Payload-Oxum"), ElementsAre("600010.3"));
  EXPECT_THAT(tags(bag, "Delo-Packed-At"), ElementsAre("2023-11-14T22:13:20Z"));
}

TEST_F(FolderBags, is_identical_the_second_time_and_different_after_a_change) {
  for (const Container container : kContainers) {
    options.container = container;
    options.output = dir / std::string(to_word(container));
    bag_folders(options);
    const FixedClock later{Timestamp{1800000000}};
    options.clock = &later;
    EXPECT_EQ(bag_folders(options).count(Outcome::identical), 1U) << to_word(container);
    put("a.txt", "other");
    EXPECT_THAT(bag_folders(options).all_problems().at(0).message, HasSubstr("data/a.txt differs"));
    put("a.txt", "alpha");
    options.clock = &clock;
  }
}

TEST_F(FolderBags, is_told_from_a_folder_with_documents) {
  EXPECT_TRUE(are_for_plain_bags(options));
  fs::copy_file(fixture("telegram-batumi-1946-03-05.txt"), source / "page.txt");
  EXPECT_FALSE(are_for_plain_bags(options));
  options.sources = {source / "a.txt"};
  EXPECT_FALSE(are_for_plain_bags(options)) << "a file is no folder";
}

TEST_F(FolderBags, publishes_nothing_of_a_source_that_changes) {
  const auto file = source / "deep/b.txt";
  const std::vector<std::pair<std::string, std::function<void()>>> changes{
      {fmt::format("{} bytes became 3", kLong), [&] { fs::resize_file(file, 3); }},
      {fmt::format("{} bytes became {}", kLong, kLong + 1),
       [&] { write_file(file, std::string(kLong + 1, 'b')); }},
      {"its size stayed", [&] { write_file(file, std::string(kLong, 'x')); }},
      {"it was removed", [&] { fs::remove(file); }},
  };
  for (const Container container : {Container::dir, Container::tar, Container::zip_deflate})
    for (const auto& [told, change] : changes) {
      options.container = container;
      change_while_reading(change);
      const BatchResult result = bag_folders(options);
      ASSERT_EQ(result.all_problems().size(), 1U) << told;
      EXPECT_THAT(result.all_problems()[0].message, HasSubstr(told));
      EXPECT_THAT(result.all_problems()[0].message, HasSubstr("deep/b.txt"));
      EXPECT_EQ(exit_code(result), ExitCode::could_not_finish);
      EXPECT_THAT(published(), IsEmpty());
    }
}

TEST_F(FolderBags, an_archive_has_short_and_long_files_in_the_order_of_the_folder) {
  for (int i = 10; i < 40; ++i)
    put(fmt::format("deep/d{}.txt", i), std::string(i % 10 == 0 ? 100 * 1000 : 100, 'd'));
  options.container = Container::tar;
  bag_folders(options);
  std::vector<std::string> expected{"bagit.txt", "data/a.txt", "data/deep/b.txt",
                                    "data/deep/c.txt"};
  for (int i = 10; i < 40; ++i)
    expected.push_back(fmt::format("data/deep/d{}.txt", i));
  expected.emplace_back("data/empty");
  std::vector<std::string> names;
  const auto archive = open_source(dir / "out/letters.tar");
  while (const auto entry = archive->next())
    names.push_back(entry->name);
  ASSERT_GT(names.size(), expected.size());
  names.resize(expected.size());
  EXPECT_EQ(names, expected);
}

TEST_F(FolderBags, publishes_nothing_that_does_not_read_back) {
  for (const Container container : {Container::dir, Container::tar, Container::zip}) {
    options.container = container;
    spoil_what_is_written();
    const BatchResult result = bag_folders(options);
    ASSERT_EQ(result.all_problems().size(), 1U);
    EXPECT_THAT(result.all_problems()[0].message, HasSubstr("does not read back well"));
    EXPECT_EQ(exit_code(result), ExitCode::could_not_finish);
    EXPECT_THAT(published(), IsEmpty());
  }
}

TEST_F(FolderBags, reads_again_when_asked_to) {
  options.retries = 2;
  change_while_reading([&] { put("deep/b.txt", "short now"); });
  const BatchResult result = bag_folders(options);
  EXPECT_EQ(result.count(Outcome::packed), 1U);
  EXPECT_THAT(result.documents[0].warnings, ElementsAre(HasSubstr("read again")));
  EXPECT_EQ(bytes_of(dir / "out/letters/data/deep/b.txt"), "short now");
}

TEST_F(FolderBags, gives_up_when_the_source_never_rests) {
  options.retries = 2;
  int changes = 0;
  change_while_reading(
      [&] { fs::resize_file(source / "deep/b.txt", kLong + static_cast<std::size_t>(++changes)); },
      100 * 1000);
  const BatchResult result = bag_folders(options);
  EXPECT_EQ(result.count(Outcome::failed), 1U);
  EXPECT_THAT(result.documents[0].warnings, SizeIs(2)) << "read once, and twice again";
  EXPECT_GT(changes, 2);
  EXPECT_THAT(published(), IsEmpty());
}

TEST_F(FolderBags, splits_by_size_without_cutting_files) {
  options.split_bytes = 10;
  const BatchResult result = bag_folders(options);
  EXPECT_THAT(published(), UnorderedElementsAre("letters-1", "letters-2", "letters-3"));
  EXPECT_THAT(tags(dir / "out/letters-2", "Bag-Count"), ElementsAre("2 of 3"));
  EXPECT_THAT(tags(dir / "out/letters-2", "Bag-Group-Identifier"), ElementsAre("letters"));
  EXPECT_THAT(result.documents[1].warnings, ElementsAre(HasSubstr("more than --split allows")));
  for (const char* name : {"letters-1", "letters-2", "letters-3"})
    EXPECT_EQ(validate_package(dir / "out" / name).verdict(), Verdict::valid);
  EXPECT_EQ(bag_folders(options).count(Outcome::identical), 3U);
}

TEST_F(FolderBags, publishes_all_bags_of_a_group_or_none) {
  options.split_files = 1;
  change_while_reading([&] { fs::remove(source / "deep/b.txt"); });
  EXPECT_EQ(exit_code(bag_folders(options)), ExitCode::could_not_finish);
  EXPECT_THAT(published(), IsEmpty());
}

TEST_F(FolderBags, leaves_remote_payload_out_and_counts_it) {
  options.remote = "https://example.org/deposit";
  for (const Container container : kContainers) {
    options.container = container;
    options.output = dir / ("remote-" + std::string(to_word(container)));
    EXPECT_EQ(bag_folders(options).count(Outcome::packed), 1U) << to_word(container);
  }
  const fs::path bag = dir / "remote-dir/letters";
  EXPECT_THAT(bytes_of(bag / "fetch.txt"),
              HasSubstr("https://example.org/deposit/deep/c.txt 5 data/deep/c.txt\n"));
  EXPECT_TRUE(tree(bag / "data").empty());
  const PackageReport report = validate_package(bag);
  EXPECT_EQ(report.count(Severity::error), 3U) << "each file is to be fetched, and nothing else";
  fs::copy(source, bag / "data", fs::copy_options::recursive | fs::copy_options::skip_existing);
  EXPECT_EQ(validate_package(bag).verdict(), Verdict::valid) << "after fetching";
}

TEST_F(FolderBags, follows_links_inside_and_never_in_a_circle) {
  fs::create_symlink("../a.txt", source / "deep/link");
  EXPECT_THAT(bag_folders(options).all_problems().at(0).message, HasSubstr("it is a link to"));
  EXPECT_THAT(published(), IsEmpty());
  options.links = LinkPolicy::follow;
  fs::create_directory_symlink("deep", source / "twin");
  EXPECT_EQ(bag_folders(options).count(Outcome::packed), 1U);
  EXPECT_EQ(bytes_of(dir / "out/letters/data/twin/link"), "alpha");
  fs::create_directory_symlink("../twin", source / "deep/back");
  fs::create_symlink("/etc/hostname", source / "away");
  options.output = dir / "other";
  std::string all;
  for (const FoundProblem& problem : bag_folders(options).all_problems())
    all += problem.message + "\n";
  EXPECT_THAT(all, HasSubstr("back: it is a link to a folder that holds it"));
  EXPECT_THAT(all, HasSubstr("away: it is a link that leaves the folder"));
}

TEST_F(FolderBags, restores_links_and_names_with_the_payload) {
  fs::create_symlink("../a.txt", source / "deep/link");
  fs::create_symlink("/etc/hostname", source / "away");
  put("d\xE4/f\xFF", "bytes");
  EXPECT_THAT(bag_folders(options).all_problems().size(), 3U);
  options.links = LinkPolicy::record;
  options.names = NamePolicy::escape;
  ASSERT_EQ(bag_folders(options).count(Outcome::packed), 1U);
  UnpackOptions unpack;
  unpack.package = dir / "out/letters";
  unpack.output = dir / "un";
  unpack.payload_only = true;
  const UnpackResult result = unpack_package(unpack);
  EXPECT_EQ(fs::read_symlink(dir / "un/letters/deep/link"), "../a.txt");
  EXPECT_EQ(bytes_of(dir / "un/letters/d\xE4/f\xFF"), "bytes");
  EXPECT_FALSE(fs::exists(fs::symlink_status(dir / "un/letters/away")));
  EXPECT_THAT(result.links_left, ElementsAre("data/away -> /etc/hostname"));
}

TEST_F(FolderBags, refuses_two_names_that_would_become_one) {
  put("x\xE4", "1");
  put("x=E4", "2");
  options.names = NamePolicy::escape;
  EXPECT_THAT(bag_folders(options).all_problems().at(0).message,
              HasSubstr("another file is called what it would be packed as"));
  fs::create_directories(dir / "again/Letters");
  options.names = NamePolicy::refuse;
  fs::remove(source / "x\xE4");
  options.sources = {source, dir / "again/Letters"};
  EXPECT_THAT(bag_folders(options).all_problems().at(0).message,
              HasSubstr("would be named Letters, and so would"));
  EXPECT_THAT(published(), IsEmpty());
}

TEST_F(FolderBags, streams_the_same_bytes_that_a_file_gets) {
  options.container = Container::tar;
  bag_folders(options);
  StringSink out;
  options.stream = &out;
  options.scratch = dir.path();
  EXPECT_EQ(bag_folders(options).count(Outcome::packed), 1U);
  EXPECT_EQ(out.str(), bytes_of(dir / "out/letters.tar"));
}

TEST_F(FolderBags, does_not_judge_what_others_wrote) {
  put("sip/METS.xml", "<no METS>");
  const BatchResult result = bag_folders(options);
  EXPECT_EQ(result.count(Outcome::packed), 1U);
  EXPECT_THAT(result.documents[0].warnings, Contains(HasSubstr("sip/METS.xml")));
}

TEST_F(FolderBags, stops_when_asked_and_leaves_nothing) {
  std::stop_source stop;
  options.stop = stop.get_token();
  change_while_reading([&] { stop.request_stop(); });
  const BatchResult result = bag_folders(options);
  EXPECT_TRUE(result.interrupted);
  EXPECT_THAT(published(), IsEmpty());
}

} // namespace
} // namespace delo
