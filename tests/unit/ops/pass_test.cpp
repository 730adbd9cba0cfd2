// One reading serves every inspector, in every container, whatever order things come in.
#include "delo/base/error.hpp"
#include "delo/ops/pass.hpp"
#include "delo/ops/validate.hpp"
#include "unit/support/packages.hpp"
#include "unit/support/tree.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <utility>

namespace delo {
namespace {

using test::store;
using test::Tree;

/// Asks for everything and writes down what it gets.
class Listener final : public Inspector {
public:
  void begin(const Listing& listing) override { names = listing.top_names; }
  void on_entry(const Entry& entry, const RelPath*, PathFault) override {
    entries.push_back(entry.name);
  }
  Interest interest_in(const RelPath& path) override {
    return {early, path.str().ends_with(".txt"), head};
  }
  void on_head(std::uint32_t number, std::string_view bytes) override {
    EXPECT_EQ(number, heads.size());
    heads.emplace_back(bytes);
  }
  void on_bytes(const RelPath& path, std::string_view bytes) override {
    texts[path.str()] += bytes;
  }
  void on_file(const RelPath& path, const SeenFile& file) override {
    files.push_back(path.str());
    EXPECT_TRUE(file.readable);
    EXPECT_TRUE(file.digests.find(Algorithm::md5)) << "what one asks for serves all";
  }
  void still_needed(const PassOutcome& outcome, LateNeeds& needs) override {
    for (const auto& [path, file] : outcome.seen)
      for (const Algorithm algorithm : late.list())
        need_digest(outcome.seen, path, algorithm, needs);
  }
  void at_end(const PassOutcome& outcome, FindingSink&, std::vector<std::string>&) override {
    for (const auto& [path, file] : outcome.seen)
      for (const Digest& digest : file.digests)
        digests[path.str()] += digest.hex() + " ";
  }

  AlgorithmSet early{Algorithm::md5};
  AlgorithmSet late;
  std::size_t head = 0;
  std::vector<std::string> heads;
  std::optional<std::vector<std::string>> names;
  std::vector<std::string> entries;
  std::vector<std::string> files;
  std::map<std::string, std::string> texts;
  std::map<std::string, std::string> digests;
};

Tree sample() {
  Tree tree;
  tree.put("a.txt", "alpha");
  tree.put("b.bin", std::string(1000000, 'b'));
  tree.items.push_back({"deep", "", EntryKind::folder, ""});
  tree.put("deep/empty.txt", "");
  return tree;
}

TEST(Pass, serves_each_inspector_what_it_asked_for) {
  const test::TempDir folder;
  for (const Container container : kContainers) {
    Listener one;
    Listener two;
    two.early = {};
    Inspector* const inspectors[] = {&one, &two};
    PackageReport report;
    const PassOutcome outcome =
        run_pass(store(sample(), folder.path(), container), inspectors, report);
    EXPECT_TRUE(outcome.complete);
    EXPECT_EQ(report.files, 3U);
    EXPECT_EQ(report.bytes, 1000005U);
    EXPECT_EQ(one.names, (std::vector<std::string>{"a.txt", "b.bin"}));
    EXPECT_EQ(one.entries, (std::vector<std::string>{"a.txt", "b.bin", "deep", "deep/empty.txt"}));
    EXPECT_EQ(one.files, (std::vector<std::string>{"a.txt", "b.bin", "deep/empty.txt"}));
    EXPECT_EQ(one.texts, (std::map<std::string, std::string>{{"a.txt", "alpha"}}));
    EXPECT_EQ(two.texts, one.texts);
    EXPECT_EQ(one.digests["a.txt"], test::digest_of(Algorithm::md5, "alpha") + " ");
  }
}

TEST(Pass, gives_the_beginnings_of_files_to_whoever_asks_for_them) {
  const test::TempDir folder;
  for (const Container container : kContainers) {
    Listener one;
    Listener two;
    one.head = 3;
    two.early = {};
    Inspector* const inspectors[] = {&one, &two};
    PackageReport report;
    run_pass(store(sample(), folder.path(), container), inspectors, report);
    EXPECT_EQ(one.heads, (std::vector<std::string>{"alp", "bbb", ""}));
    EXPECT_EQ(two.heads, one.heads) << "whoever did not ask may look as well";
  }
}

TEST(Pass, at_the_top_a_file_has_been_judged_before_the_next_one_is_heard) {
  class Order final : public Inspector {
  public:
    Interest interest_in(const RelPath&) override { return {{Algorithm::md5}, true}; }
    void on_bytes(const RelPath& path, std::string_view) override {
      order.push_back("bytes of " + path.str());
    }
    void on_file(const RelPath& path, const SeenFile&) override { order.push_back(path.str()); }
    std::vector<std::string> order;
  };
  const test::TempDir folder;
  for (const Container container : kContainers) {
    Tree tree;
    tree.put("a.txt", "alpha");
    tree.put("b.txt", "beta");
    Order order;
    Inspector* const inspectors[] = {&order};
    PackageReport report;
    run_pass(store(tree, folder.path(), container), inspectors, report);
    EXPECT_EQ(order.order,
              (std::vector<std::string>{"bytes of a.txt", "a.txt", "bytes of b.txt", "b.txt"}));
  }
}

TEST(Pass, takes_the_names_at_the_top_from_whoever_knows_them) {
  const test::TempDir folder;
  for (const Container container : kContainers) {
    const test::fs::path package = store(sample(), folder.path(), container);
    Listener listener;
    Inspector* const inspectors[] = {&listener};
    PackageReport report;
    PassOptions options;
    options.top_names = std::vector<std::string>{"told.txt"};
    run_pass([&package] { return open_source(package); }, inspectors, report, options);
    EXPECT_EQ(listener.names, (std::vector<std::string>{"told.txt"}));
    EXPECT_EQ(listener.files, (std::vector<std::string>{"a.txt", "b.bin", "deep/empty.txt"}));
  }
}

TEST(Pass, reads_again_what_turned_out_to_be_needed) {
  const test::TempDir folder;
  for (const Container container : kContainers) {
    Listener listener;
    listener.late = {Algorithm::md5, Algorithm::sha1};
    Inspector* const inspectors[] = {&listener};
    PackageReport report;
    run_pass(store(sample(), folder.path(), container), inspectors, report);
    EXPECT_EQ(listener.digests["b.bin"],
              test::digest_of(Algorithm::md5, std::string(1000000, 'b')) + " " +
                  test::digest_of(Algorithm::sha1, std::string(1000000, 'b')) + " ");
    EXPECT_EQ(listener.files.size(), 3U) << "nobody sees a file twice";
    EXPECT_EQ(report.bytes, 1000005U);
  }
}

TEST(Pass, stops_on_request) {
  const test::TempDir folder;
  std::stop_source stop;
  stop.request_stop();
  for (const Container container : kContainers) {
    Listener listener;
    Inspector* const inspectors[] = {&listener};
    PackageReport report;
    const test::fs::path package = store(sample(), folder.path(), container);
    EXPECT_EQ(test::kind_of([&] { run_pass(package, inspectors, report, stop.get_token()); }),
              ErrorKind::interrupted);
    EXPECT_EQ(test::kind_of([&] { validate_package(package, {.stop = stop.get_token()}); }),
              ErrorKind::interrupted);
  }
}

TEST(Pass, is_not_led_into_endless_depth_by_entries_for_the_top_folder) {
  const test::TempDir folder;
  Tree tree;
  for (int i = 0; i < 100000; ++i)
    tree.items.push_back({"", "", EntryKind::folder, ""});
  tree.put("a", "x");
  write_tar(tree, folder / "x.tar.gz", {.gzip = true});
  // In a process of its own, because a stack that overflows cannot be caught.
  EXPECT_EXIT(std::exit(validate_package(folder / "x.tar.gz").files == 1 ? 0 : 1),
              testing::ExitedWithCode(0), "");
}

TEST(Pass, calls_a_file_it_may_not_open_neither_altered_nor_missing) {
  const test::TempDir folder;
  const test::fs::path bag = test::pack_telegram(folder.path(), Layout::bag);
  const test::fs::path page = bag / "data/documentation/source/telegram-batumi-1946-03-05.txt";
  for (const auto& entry : test::fs::recursive_directory_iterator(folder.path()))
    test::fs::permissions(entry.path(),
                          entry.is_directory() ? test::fs::perms(0755) : test::fs::perms(0644));
  test::fs::permissions(page, test::fs::perms::none);
  const test::WithoutPrivileges nobody;
  const PackageReport report = validate_package(bag);
  EXPECT_EQ(report.verdict(), Verdict::unreadable);
  EXPECT_TRUE(report.findings.empty()) << report.findings[0].message;
  ASSERT_EQ(report.unreadable.size(), 1U);
  EXPECT_EQ(report.unreadable[0].path, "data/documentation/source/telegram-batumi-1946-03-05.txt");
  EXPECT_TRUE(report.unreadable[0].reason.ends_with("Permission denied"));
}

// Windows keeps only one of them, and Russian names are what this tool is for.
TEST(Pass, warns_of_names_that_differ_only_in_case_whatever_their_alphabet) {
  for (const auto& [one, two] :
       {std::pair("data/File.txt", "data/file.txt"), std::pair("data/Опись.txt", "data/опись.txt"),
        std::pair("data/É.txt", "data/e\u0301.txt")}) {
    const test::TempDir place;
    Tree tree;
    tree.put("bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n");
    tree.put(one, "x");
    tree.put(two, "x");
    const auto told = test::rules_of(validate_package(store(tree, place.path(), Container::dir)));
    EXPECT_NE(std::find(told.begin(), told.end(), "DELO-path-6"), told.end()) << one;
  }
}

} // namespace
} // namespace delo
