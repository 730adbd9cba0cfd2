// What the user gives to be packed: taken exactly, or refused before anything is written.
#include "delo/ops/batch_sources.hpp"
#include "delo/ops/identity.hpp"
#include "delo/ops/pack_input.hpp"
#include "delo/ops/pack_plan.hpp"
#include "delo/ops/validate.hpp"
#include "unit/support/packages.hpp"
#include "unit/support/temp_dir.hpp"

#include <gtest/gtest.h>

#include <sys/stat.h>

namespace delo {
namespace {

using test::write_file;

constexpr std::string_view kPage = "telegram-batumi-1946-03-05.txt";

class PackInputTest : public testing::Test {
protected:
  PackInputTest() {
    test::fs::create_directory(folder_ / "in");
    test::fs::copy_file(test::fixture(kPage), folder_ / "in" / kPage);
    options_ = test::telegram_options(folder_ / "out");
    options_.sources = {folder_ / "in" / kPage};
  }
  void give(const std::string& representation, std::vector<test::fs::path> paths) {
    options_.representations.push_back({representation, std::move(paths)});
  }
  /// The one document of the options; its first problem is thrown.
  PackInput input() const {
    ProgressTeller nobody;
    const BatchSources sources = gather_sources(options_, nobody);
    for (const FoundProblem& problem : sources.problems)
      throw Error(problem.kind, problem.message, problem.hint);
    EXPECT_EQ(sources.drafts.size(), 1U);
    return gather_input(sources.drafts.at(0).found, {}, options_);
  }
  PackPlan plan() const {
    return plan_package(input(), typed_package_id("telegram", Origin::option), options_);
  }
  /// "translation: a b/c; …" in the order of the input.
  std::string gathered() const {
    std::string text;
    for (const SourceRepresentation& representation : input().representations) {
      text += representation.name + ":";
      for (const TreeFile& file : representation.files)
        text += " " + file.name;
      text += "; ";
    }
    return text;
  }
  Error refused() const {
    const auto error = test::error_of([this] { input(); });
    EXPECT_TRUE(error) << "taken: " << gathered();
    return error.value_or(Error(ErrorKind::internal, ""));
  }
  void expect_refusal_of(const test::fs::path& path, std::string_view because) const {
    const Error error = refused();
    EXPECT_EQ(error.kind(), ErrorKind::usage) << error.message();
    EXPECT_NE(error.message().find(path.native()), std::string::npos) << error.message();
    EXPECT_NE(error.message().find(because), std::string::npos) << error.message();
    EXPECT_NE(error.hint(), "");
  }

  test::TempDir folder_;
  PackOptions options_;
};

TEST_F(PackInputTest, a_page_alone_is_its_own_translation) {
  EXPECT_EQ(gathered(), "translation: telegram-batumi-1946-03-05.txt; ");
  const PackInput page = input();
  EXPECT_EQ(page.page_bytes, test::bytes_of(test::fixture(kPage)));
  EXPECT_EQ(page.shape, "L1");
}

TEST_F(PackInputTest, a_translation_that_is_given_takes_the_place_of_the_page) {
  write_file(folder_ / "t.txt", "x");
  give("translation", {folder_ / "t.txt"});
  EXPECT_EQ(gathered(), "translation: t.txt; ");
}

TEST_F(PackInputTest, folders_are_taken_with_all_they_hold_and_files_by_their_own_name) {
  write_file(folder_ / "scans/2.tif", "x");
  write_file(folder_ / "scans/part/1.tif", "x");
  write_file(folder_ / "extra/3.tif", "x");
  give("original", {folder_ / "scans", folder_ / "extra/3.tif"});
  EXPECT_EQ(gathered(),
            "original: 2.tif 3.tif part/1.tif; translation: telegram-batumi-1946-03-05.txt; ");
}

TEST_F(PackInputTest, one_representation_may_be_given_several_times) {
  write_file(folder_ / "1.tif", "x");
  write_file(folder_ / "2.tif", "x");
  give("original", {folder_ / "2.tif"});
  give("original", {folder_ / "1.tif"});
  EXPECT_EQ(gathered(), "original: 1.tif 2.tif; translation: telegram-batumi-1946-03-05.txt; ");
}

TEST_F(PackInputTest, a_documents_folder_is_read_by_the_names_of_its_folders) {
  write_file(folder_ / "in/original/1.tif", "x");
  write_file(folder_ / "in/transcription/ru.txt", "x");
  options_.sources = {folder_ / "in"};
  EXPECT_EQ(gathered(), "original: 1.tif; transcription: ru.txt; "
                        "translation: telegram-batumi-1946-03-05.txt; ");
}

TEST_F(PackInputTest, nothing_in_a_documents_folder_is_passed_over_in_silence) {
  options_.sources = {folder_ / "in"};
  write_file(folder_ / "in/photos/IMG_1.jpg", "x");
  expect_refusal_of(folder_ / "in/photos/IMG_1.jpg", "it belongs to no document");
  test::fs::remove_all(folder_ / "in/photos");
  write_file(folder_ / "in/second.txt", "x");
  expect_refusal_of(folder_ / "in/second.txt", "it is no page itself");
  test::fs::remove(folder_ / "in/second.txt");
  test::fs::remove(folder_ / "in" / kPage);
  expect_refusal_of(folder_ / "in", "it holds no page");
}

TEST_F(PackInputTest, two_files_of_one_name_are_refused) {
  write_file(folder_ / "a/1.tif", "x");
  write_file(folder_ / "b/1.tif", "y");
  give("original", {folder_ / "a", folder_ / "b/1.tif"});
  expect_refusal_of(folder_ / "b/1.tif", "has the same name in the original");
}

TEST_F(PackInputTest, a_file_where_another_needs_a_folder_is_refused_in_every_container) {
  write_file(folder_ / "a/x", "a file");
  write_file(folder_ / "b/x/1.tif", "in a folder of that name");
  give("original", {folder_ / "a", folder_ / "b"});
  for (const Container container : kContainers) {
    options_.container = container;
    EXPECT_EQ(test::kind_of([this] { pack(options_); }), ErrorKind::usage) << to_word(container);
  }
}

TEST_F(PackInputTest, an_empty_folder_makes_a_representation_without_files) {
  test::fs::create_directory(folder_ / "nothing");
  for (const Layout layout : {Layout::bag_with_sip, Layout::sip, Layout::bag})
    for (const char* name : {"original", "translation"}) {
      options_.layout = layout;
      options_.representations = {{name, {folder_ / "nothing"}}};
      options_.overwrite = Overwrite::yes;
      EXPECT_EQ(validate_package(pack(options_).plan.target).verdict(), Verdict::valid);
    }
}

TEST_F(PackInputTest, what_is_packed_stays_as_it_was) {
  write_file(folder_ / "in/original/1.tif", "x");
  options_.sources = {folder_ / "in"};
  const auto before = test::tree(folder_ / "in");
  const auto time = test::fs::last_write_time(folder_ / "in");
  pack(options_);
  EXPECT_EQ(test::tree(folder_ / "in"), before);
  EXPECT_EQ(test::fs::last_write_time(folder_ / "in"), time);
}

TEST_F(PackInputTest, links_and_pipes_in_a_folder_are_refused) {
  test::fs::create_directory(folder_ / "a");
  test::fs::create_symlink("../in", folder_ / "a/link");
  give("original", {folder_ / "a"});
  expect_refusal_of(folder_ / "a/link", "it is a link to ../in");
  test::fs::remove(folder_ / "a/link");
  ASSERT_EQ(::mkfifo((folder_ / "a/pipe").c_str(), 0600), 0);
  expect_refusal_of(folder_ / "a/pipe", "it is neither a file nor a folder");
}

TEST_F(PackInputTest, a_link_that_the_user_named_is_followed) {
  write_file(folder_ / "a/1.tif", "x");
  test::fs::create_symlink("a/1.tif", folder_ / "2.tif");
  give("original", {folder_ / "2.tif"});
  EXPECT_EQ(gathered(), "original: 2.tif; translation: telegram-batumi-1946-03-05.txt; ");
}

TEST_F(PackInputTest, names_that_a_package_cannot_carry_are_refused) {
  write_file(folder_ / "a/caf\xE9.tif", "x");
  give("original", {folder_ / "a"});
  EXPECT_EQ(refused().kind(), ErrorKind::usage);
  EXPECT_NE(refused().message().find("caf\\xe9.tif: its name is not UTF-8"), std::string::npos)
      << refused().message();
}

TEST_F(PackInputTest, what_cannot_be_read_is_an_error_of_reading) {
  for (const test::fs::path& page :
       {folder_ / "none", folder_ / "none/below", folder_ / "in" / kPage / "below",
        test::fs::path(std::string(300, 'x'))}) {
    options_.sources = {page};
    EXPECT_EQ(refused().kind(), ErrorKind::io) << page;
  }
}

TEST_F(PackInputTest, a_link_that_goes_in_circles_is_an_error_of_reading) {
  test::fs::create_symlink("circle", folder_ / "circle");
  options_.sources = {folder_ / "circle"};
  EXPECT_EQ(refused().kind(), ErrorKind::io);
}

TEST_F(PackInputTest, a_page_below_a_folder_that_may_not_be_entered_is_an_error_of_reading) {
  write_file(folder_ / "closed/page.txt", "x");
  test::fs::permissions(folder_ / "closed", test::fs::perms::none);
  options_.sources = {folder_ / "closed/page.txt"};
  {
    const test::WithoutPrivileges nobody;
    EXPECT_EQ(refused().kind(), ErrorKind::io);
  }
  test::fs::permissions(folder_ / "closed", test::fs::perms::owner_all);
}

TEST_F(PackInputTest, pages_that_are_none_are_refused) {
  for (const char* page : {"empty.txt", "not-utf8.txt", "list-of-results.txt"}) {
    options_.sources = {test::fixture(page)};
    EXPECT_EQ(refused().kind(), ErrorKind::io) << page;
  }
}

TEST_F(PackInputTest, a_package_never_lands_in_the_folder_it_is_made_from) {
  options_.sources = {folder_ / "in"};
  for (const test::fs::path& output :
       {folder_ / "in", folder_ / "in/out", folder_ / "in/x/y", folder_ / "out/../in/z"}) {
    options_.output = output;
    expect_refusal_of(folder_ / "in", "the package would lie inside it");
  }
  test::fs::create_directory_symlink(folder_ / "in", folder_ / "alias");
  options_.output = folder_ / "alias/out";
  expect_refusal_of(folder_ / "in", "the package would lie inside it");
  options_.output = folder_ / "in-2";
  EXPECT_NE(gathered(), "") << "a folder whose name only begins alike";
}

TEST_F(PackInputTest, a_package_never_lands_in_the_folder_of_a_representation) {
  write_file(folder_ / "scans/1.tif", "x");
  give("original", {folder_ / "scans"});
  options_.output = folder_ / "scans/out";
  expect_refusal_of(folder_ / "scans", "the package would lie inside it");
}

TEST_F(PackInputTest, an_id_of_the_users_must_be_able_to_name_a_package) {
  for (const std::string& id :
       {std::string(), std::string("a/b"), std::string(".."), std::string("-a"), std::string("a."),
        std::string("дело"), std::string("a b"), std::string(101, 'a')})
    EXPECT_EQ(test::kind_of([&] { typed_package_id(id, Origin::option); }), ErrorKind::usage) << id;
  EXPECT_EQ(typed_package_id(std::string(100, 'a'), Origin::sheet).origin, Origin::sheet);
}

TEST_F(PackInputTest, weak_digests_never_stand_alone) {
  for (const AlgorithmSet algorithms :
       {AlgorithmSet{Algorithm::md5}, AlgorithmSet{Algorithm::sha1},
        AlgorithmSet{Algorithm::md5, Algorithm::sha1}, AlgorithmSet{Algorithm::sha224}}) {
    options_.algorithms = algorithms;
    EXPECT_EQ(test::kind_of([&] { plan(); }), ErrorKind::usage);
  }
  options_.algorithms = {Algorithm::md5, Algorithm::sha256};
  const PackPlan planned = plan();
  EXPECT_EQ(planned.files[planned.files.size() - 1].path, RelPath("tagmanifest-sha256.txt"));
}

TEST_F(PackInputTest, no_time_in_a_reproducible_package_is_later_than_its_clock) {
  options_.clamp_times = true;
  for (const PlannedFile& file : plan().files)
    EXPECT_LE(file.modified, options_.clock->now()) << file.path.str();
}

} // namespace
} // namespace delo
