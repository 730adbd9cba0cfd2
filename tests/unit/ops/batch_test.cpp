// Many documents in one run: checked together, written one by one, never twice.
#include "delo/ops/pack.hpp"
#include "delo/ops/validate.hpp"
#include "unit/support/packages.hpp"
#include "unit/support/temp_dir.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace delo {
namespace {

using namespace test;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

class BatchTest : public testing::Test {
protected:
  /// A page whose citation names this sheet; `old` and `now` change its text besides.
  void page(const std::string& name, const std::string& sheets, const std::string& old = "",
            const std::string& now = "") const {
    write_file(in_ / name, bytes_of(fixture("telegram-batumi-1946-03-05.txt")));
    replace_in(in_ / name, "ll. 0041-0043ob", "ll. " + sheets);
    if (!old.empty())
      replace_in(in_ / name, old, now);
  }
  void sheet(std::string_view text) {
    write_file(folder_ / "rows.csv", text);
    metadata_ = folder_ / "rows.csv";
  }
  PackOptions options() const {
    PackOptions options = telegram_options(folder_ / "out");
    options.sources = {in_};
    options.id.reset();
    options.metadata = metadata_;
    options.list_files = true;
    return options;
  }
  BatchResult run(const std::function<void(PackOptions&)>& change = {}) const {
    PackOptions wanted = options();
    if (change)
      change(wanted);
    return pack_all(wanted);
  }
  static std::vector<std::string> outcomes(const BatchResult& result) {
    std::vector<std::string> words;
    for (const BatchDocument& document : result.documents)
      words.emplace_back(to_word(document.outcome));
    return words;
  }
  static std::string problems(const BatchResult& result) {
    std::string text;
    for (const FoundProblem& problem : result.all_problems()) {
      EXPECT_NE(problem.hint, "") << problem.message;
      text += problem.message + "\n";
    }
    return text;
  }
  bool nothing_written() const { return !fs::exists(folder_ / "out"); }

  TempDir folder_;
  fs::path in_ = folder_ / "in";
  std::optional<fs::path> metadata_;
};

TEST_F(BatchTest, packs_every_page_of_a_folder) {
  page("a.txt", "1");
  page("b.txt", "2");
  const BatchResult result = run();
  EXPECT_THAT(outcomes(result), ElementsAre("packed", "packed"));
  EXPECT_EQ(exit_code(result), ExitCode::good);
  for (const BatchDocument& document : result.documents)
    EXPECT_THAT(in_full(validate_package(document.target)), IsEmpty());
  EXPECT_FALSE(result.plan) << "plans of many documents are not kept";
}

TEST_F(BatchTest, writes_nothing_the_second_time_in_any_form) {
  page("a.txt", "1");
  page("b.txt", "2");
  write_file(in_ / "a.tif", "scan");
  for (const Layout layout : {Layout::bag_with_sip, Layout::sip, Layout::bag})
    for (const Container container : kContainers) {
      const auto change = [&](PackOptions& wanted) {
        wanted.layout = layout;
        wanted.container = container;
        wanted.output = folder_ / (std::string(to_word(layout)) + std::string(to_word(container)));
      };
      EXPECT_THAT(outcomes(run(change)), ElementsAre("packed", "packed"));
      EXPECT_THAT(outcomes(run(change)), ElementsAre("identical", "identical"));
    }
}

TEST_F(BatchTest, knows_its_package_again_at_another_time) {
  page("a.txt", "1");
  run();
  fs::last_write_time(in_ / "a.txt", fs::file_time_type::clock::now());
  const FixedClock later(Timestamp{2000000000});
  const auto change = [&](PackOptions& wanted) { wanted.clock = &later; };
  EXPECT_THAT(outcomes(run(change)), ElementsAre("identical"));
  write_file(in_ / ".DS_Store", "");
  EXPECT_THAT(outcomes(run(change)), ElementsAre("identical")) << "junk is no part of the input";
}

TEST_F(BatchTest, takes_a_changed_page_for_something_else) {
  page("a.txt", "1");
  run();
  page("a.txt", "1", "hazelnuts", "walnuts");
  const auto before = tree(folder_ / "out");
  const BatchResult result = run();
  EXPECT_THAT(outcomes(result), ElementsAre("failed"));
  EXPECT_THAT(problems(result), HasSubstr("already exists and is not what"));
  EXPECT_EQ(exit_code(result), ExitCode::usage);
  EXPECT_EQ(tree(folder_ / "out"), before);
}

TEST_F(BatchTest, takes_a_damaged_package_for_something_else) {
  page("a.txt", "1");
  const std::string target = run().documents.front().target;
  append(fs::path(target) / "bag-info.txt", "X: y\n");
  EXPECT_THAT(outcomes(run()), ElementsAre("failed"));
  fs::remove(fs::path(target) / "bag-info.txt");
  EXPECT_THAT(outcomes(run()), ElementsAre("failed"));
}

TEST_F(BatchTest, checks_everything_before_it_writes_anything) {
  page("a.txt", "1");
  page("b.txt", "2");
  fs::create_symlink("a.txt", in_ / "link");
  write_file(in_ / "stray.tif", "x");
  const BatchResult result = run();
  EXPECT_THAT(problems(result), testing::AllOf(HasSubstr("link"), HasSubstr("stray.tif")));
  EXPECT_THAT(outcomes(result), ElementsAre("skipped", "skipped"));
  EXPECT_TRUE(nothing_written());
  const BatchResult kept = run([](PackOptions& wanted) { wanted.keep_going = true; });
  EXPECT_THAT(outcomes(kept), ElementsAre("packed", "packed"));
  EXPECT_EQ(exit_code(kept), ExitCode::bad);
}

TEST_F(BatchTest, names_both_documents_of_one_citation) {
  page("a.txt", "1");
  page("b.txt", "1");
  const BatchResult result = run();
  EXPECT_THAT(problems(result), HasSubstr("b.txt"));
  EXPECT_THAT(outcomes(result), ElementsAre("failed", "failed"));
  ASSERT_THAT(result.duplicates, SizeIs(2));
  EXPECT_EQ(result.duplicates[0].likeness, Likeness::payload);
  EXPECT_EQ(result.duplicates[1].likeness, Likeness::match_key);
  EXPECT_TRUE(nothing_written());
}

TEST_F(BatchTest, tells_a_page_that_changed_between_check_and_packing) {
  page("a.txt", "1");
  page("b.txt", "2");
  bool changed = false;
  const BatchResult result = run([&](PackOptions& wanted) {
    wanted.progress = [&](const Progress& progress) {
      if (progress.phase == Phase::packing && !changed) {
        changed = true;
        append(in_ / "b.txt", " ");
      }
    };
  });
  EXPECT_THAT(outcomes(result), ElementsAre("packed", "failed"));
  EXPECT_THAT(problems(result), HasSubstr("b.txt changed after it was checked"));
  EXPECT_EQ(exit_code(result), ExitCode::could_not_finish);
}

TEST_F(BatchTest, gives_each_row_its_document) {
  page("a.txt", "1");
  page("b.txt", "2");
  write_file(in_ / "scans/one.tif", "1");
  write_file(in_ / "scans/two.tif", "2");
  sheet("page,scans,id,Shelf\n"
        "b.txt,scans/two.tif;scans/one.tif,my-b,left\n"
        "a.txt,,,right\n");
  const BatchResult result = run();
  EXPECT_EQ(problems(result), "");
  EXPECT_THAT(outcomes(result), ElementsAre("packed", "packed"));
  EXPECT_EQ(result.documents[0].id.id, "my-b");
  EXPECT_EQ(result.documents[0].id.origin, Origin::sheet);
  EXPECT_THAT(result.documents[0].found.representations.at(0).files, SizeIs(2));
  EXPECT_THAT(bytes_of(fs::path(result.documents[1].target) / "bag-info.txt"), HasSubstr("ll. 1."))
      << "from its page";
}

TEST_F(BatchTest, names_row_column_and_value_of_what_is_wrong) {
  page("a.txt", "1");
  page("b.txt", "2");
  sheet("page,scans\n"
        "a.txt,none.tif\n"
        "a.txt,\n"
        "../x.txt,\n"
        "A.TXT,\n"
        ",\n");
  const std::string all = problems(run());
  EXPECT_THAT(all, HasSubstr("row 2, column \"scans\", \"none.tif\": there is no such file"));
  EXPECT_THAT(all, HasSubstr("row 3, column \"page\""));
  EXPECT_THAT(all, HasSubstr("row 2 names the same page"));
  EXPECT_THAT(all, HasSubstr("row 4, column \"page\", \"../x.txt\""));
  EXPECT_THAT(all,
              HasSubstr("row 5, column \"page\", \"A.TXT\": there is no such file; did you mean "
                        "\"a.txt\"?"));
  EXPECT_THAT(all, HasSubstr("b.txt"));
  EXPECT_TRUE(nothing_written());
}

TEST_F(BatchTest, takes_a_file_from_the_page_whose_name_it_resembles_when_a_row_says_so) {
  page("a.txt", "1");
  page("b.txt", "2");
  write_file(in_ / "a-l0001.tif", "x");
  sheet("page,scans\na.txt,\nb.txt,a-l0001.tif\n");
  const BatchResult result = run();
  EXPECT_EQ(problems(result), "");
  for (const FoundRepresentation& one : result.documents.at(0).found.representations)
    EXPECT_THAT(one.files, IsEmpty());
  EXPECT_THAT(result.documents.at(1).found.representations.at(0).files, SizeIs(1));
}

TEST_F(BatchTest, packs_a_row_without_a_page_from_its_files) {
  write_file(in_ / "дело 99/л. 5.tif", "scan");
  sheet("Название;Папка с файлами;Архивный шифр\n"
        "Телеграмма;дело 99;РГАСПИ. Ф. 558. Оп. 11. Д. 99. Л. 5\n");
  const BatchResult result = run();
  EXPECT_EQ(problems(result), "");
  ASSERT_THAT(outcomes(result), ElementsAre("packed"));
  EXPECT_EQ(result.documents[0].id.id, "RGASPI-f558-op11-d99-l5");
  EXPECT_THAT(rules_of(validate_package(result.documents[0].target)), ElementsAre("DELO-rights-1"))
      << "a row that says nothing of rights";
  EXPECT_THAT(outcomes(run()), ElementsAre("identical"));
}

TEST_F(BatchTest, counts_the_bags_of_a_group) {
  page("a.txt", "1");
  page("b.txt", "2");
  const BatchResult result = run([](PackOptions& wanted) { wanted.group = "set 1"; });
  EXPECT_THAT(
      bytes_of(fs::path(result.documents.at(1).target) / "bag-info.txt"),
      testing::AllOf(HasSubstr("Bag-Group-Identifier: set 1\n"), HasSubstr("Bag-Count: 2 of 2\n")));
}

TEST_F(BatchTest, stops_between_documents_and_goes_on_later) {
  page("a.txt", "1");
  page("b.txt", "2");
  page("c.txt", "3");
  std::stop_source stop;
  const BatchResult result = run([&](PackOptions& wanted) {
    wanted.stop = stop.get_token();
    wanted.progress = [&](const Progress& progress) {
      if (progress.documents_done == 1 && progress.phase == Phase::packing)
        stop.request_stop();
    };
  });
  EXPECT_TRUE(result.interrupted);
  EXPECT_EQ(exit_code(result), ExitCode::interrupted);
  EXPECT_THAT(outcomes(result), ElementsAre("packed", "skipped", "skipped"));
  EXPECT_EQ(std::distance(fs::directory_iterator(folder_ / "out"), fs::directory_iterator()), 1);
  EXPECT_THAT(outcomes(run()), ElementsAre("identical", "packed", "packed"));
}

TEST_F(BatchTest, tells_its_progress_to_the_end) {
  page("a.txt", "1");
  write_file(in_ / "a.tif", std::string(100000, 'x'));
  Progress last;
  std::uint64_t bytes = 0;
  run([&](PackOptions& wanted) {
    wanted.progress = [&](const Progress& progress) {
      EXPECT_LE(progress.bytes_done, progress.bytes);
      bytes = std::max(bytes, progress.bytes_done);
      last = progress;
    };
  });
  EXPECT_EQ(last.phase, Phase::done);
  EXPECT_EQ(last.documents_done, 1U);
  EXPECT_EQ(last.files_done, 2U);
  EXPECT_EQ(last.bytes_done, last.bytes);
  EXPECT_GT(bytes, 100000U);
}

TEST_F(BatchTest, refuses_what_fits_one_document_only) {
  page("a.txt", "1");
  page("b.txt", "2");
  const auto with_id = [&] { run([](PackOptions& wanted) { wanted.id = "x"; }); };
  EXPECT_EQ(kind_of(with_id), ErrorKind::usage);
  EXPECT_TRUE(nothing_written());
}

} // namespace
} // namespace delo
