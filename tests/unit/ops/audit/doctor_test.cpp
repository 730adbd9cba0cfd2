// What is wrong with a catalogue is said, and after an older copy came back the log goes on.
#include "delo/base/error.hpp"
#include "delo/ops/audit.hpp"
#include "delo/ops/audit/checkpoints.hpp"
#include "delo/ops/audit/evidence.hpp"
#include "delo/report/audit_evidence.hpp"
#include "unit/support/evidence.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

namespace delo {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::SizeIs;

class DoctorTest : public test::EvidenceTest {
protected:
  void SetUp() override {
    make_bag("one");
    make_bag("two");
    add();
    run();
  }
  DoctorReport examine(bool adopt = false) const {
    return audit_doctor({catalogue(), clock_, adopt});
  }
  void keep_copy() const { sql("vacuum into '" + (folder_ / "copy").native() + "'"); }
  void bring_back() const {
    for (const char* ending : {"-wal", "-shm"})
      fs::remove(catalogue().native() + ending);
    copy(folder_ / "copy", catalogue());
  }
  LogCheck verify() const { return audit_verify_log({catalogue(), clock_}); }
};

TEST_F(DoctorTest, a_sound_catalogue_is_called_so) {
  const DoctorReport report = examine();
  EXPECT_EQ(exit_code(report), ExitCode::good) << evidence_text(report);
  EXPECT_EQ(evidence_json(report)["findings"].size(), 0U);
}

TEST_F(DoctorTest, sums_that_are_wrong_are_told) {
  sql("update tally set bytes = bytes + 1");
  const DoctorReport report = examine();
  EXPECT_EQ(exit_code(report), ExitCode::bad);
  ASSERT_THAT(report.findings, SizeIs(1));
  EXPECT_THAT(report.findings[0].what, HasSubstr("sums of the collection default"));
}

TEST_F(DoctorTest, rows_that_belong_to_nothing_are_told) {
  sql("insert into superseded values (1, 77, 'a', 1, 'sha512', 'x', '', '')");
  const DoctorReport report = examine();
  ASSERT_THAT(report.findings, SizeIs(1));
  EXPECT_THAT(report.findings[0].what, HasSubstr("1 rows of superseded"));
}

TEST_F(DoctorTest, what_the_log_contradicts_is_told) {
  sql("update package set last_outcome = 'altered' where id = 1");
  const DoctorReport report = examine();
  ASSERT_THAT(report.findings, SizeIs(1));
  EXPECT_THAT(report.findings[0].what, HasSubstr("result changed"));
}

TEST_F(DoctorTest, a_file_that_is_no_database_any_more_cannot_be_looked_at) {
  test::write_file(catalogue().native() + ".version-1", "an older one");
  for (const char* ending : {"-wal", "-shm"})
    fs::remove(catalogue().native() + ending);
  test::write_file(catalogue(), std::string(8192, 'x'));
  const DoctorReport report = examine();
  EXPECT_EQ(exit_code(report), ExitCode::could_not_finish);
  ASSERT_THAT(report.findings, SizeIs(1));
  EXPECT_THAT(report.findings[0].advice, HasSubstr(".version-1"));
}

TEST_F(DoctorTest, a_log_that_is_gone_is_told) {
  fs::remove(log_file());
  const DoctorReport report = examine();
  EXPECT_EQ(exit_code(report), ExitCode::could_not_finish);
  EXPECT_THAT(report.findings, SizeIs(1));
}

TEST_F(DoctorTest, no_catalogue_is_nothing_to_look_at) {
  EXPECT_EQ(test::kind_of([&] {
              audit_doctor({folder_ / "none", clock_});
            }),
            ErrorKind::nothing_to_check);
  EXPECT_FALSE(fs::exists(folder_ / "none.lock"));
}

TEST_F(DoctorTest, an_older_copy_goes_on_behind_the_log_and_tells_what_it_does_not_know) {
  keep_copy();
  make_bag("three");
  add();
  test::write_file(store() / "one/data/a.txt", "another edition");
  audit_accept({catalogue(), (store() / "one").native(), "new edition", clock_});
  audit_forget({catalogue(), (store() / "two").native(), "withdrawn", clock_});
  run();
  const std::size_t lines = log_lines().size();
  bring_back();
  EXPECT_THAT(examine().findings.at(0).advice, HasSubstr("--adopt-log"));
  EXPECT_TRUE(test::error_of([&] { run(); })) << "a run must not write into it";

  const DoctorReport report = examine(true);
  EXPECT_EQ(exit_code(report), ExitCode::good) << evidence_text(report);
  EXPECT_GT(report.adopted, 0U);
  ASSERT_THAT(report.lost, SizeIs(3));
  EXPECT_EQ(report.lost[0].what, "added");
  EXPECT_EQ(report.lost[0].name, (store() / "three").native());
  EXPECT_EQ(report.lost[1].what, "accepted");
  EXPECT_EQ(report.lost[1].details, "new edition");
  EXPECT_EQ(report.lost[2].what, "forgotten");
  EXPECT_GT(log_lines().size(), lines);
  EXPECT_EQ(Json::parse(log_lines().back())["what"], "catalogue restored");
  EXPECT_EQ(exit_code(verify()), ExitCode::good) << evidence_text(verify());

  const std::string note = test::bytes_of(checkpoint_of(catalogue(), 2));
  EXPECT_EQ(run().run, 3) << "no number is used twice";
  EXPECT_EQ(test::bytes_of(checkpoint_of(catalogue(), 2)), note);
  EXPECT_EQ(exit_code(verify()), ExitCode::good) << evidence_text(verify());
}

TEST_F(DoctorTest, a_second_time_there_is_nothing_to_take_over) {
  const auto before = log_lines();
  EXPECT_EQ(examine(true).adopted, 0U);
  EXPECT_EQ(log_lines(), before);
}

TEST_F(DoctorTest, half_a_line_of_a_killed_run_does_not_hinder) {
  keep_copy();
  run();
  std::ofstream(log_file(), std::ios::app) << "{\"line\":";
  bring_back();
  EXPECT_EQ(exit_code(examine(true)), ExitCode::good);
  EXPECT_FALSE(verify().is_torn);
  EXPECT_EQ(exit_code(run()), ExitCode::good);
}

TEST_F(DoctorTest, the_log_of_another_catalogue_is_not_taken_over) {
  keep_copy();
  run();
  bring_back();
  LogState state;
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < log_lines().size() + 3; ++i) {
    lines.push_back(next_line(state, Timestamp{1}, "other", Json::object()));
    state = after_line(state, lines.back());
  }
  write_log(lines);
  const DoctorReport report = examine(true);
  EXPECT_EQ(report.adopted, 0U);
  EXPECT_EQ(exit_code(report), ExitCode::bad);
  EXPECT_EQ(log_lines(), lines);
}

} // namespace
} // namespace delo
