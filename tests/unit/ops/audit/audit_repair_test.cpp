#include "delo/ops/audit.hpp"
#include "delo/ops/audit/event_log.hpp"
#include "delo/ops/audit/evidence.hpp"
#include "delo/ops/audit/repair.hpp"
#include "unit/support/files.hpp"
#include "unit/support/no_permission.hpp"
#include "unit/support/temp_dir.hpp"

#include <gtest/gtest.h>

namespace delo {
namespace {

namespace fs = std::filesystem;
using test::NoPermission;
using test::write_file;

class AuditRepairTest : public testing::Test {
protected:
  AuditRepairTest() {
    write_file(bag() / "bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n");
    write_file(bag() / "data/a.txt", "first");
    write_file(bag() / "data/deep/b.txt", "second");
    EXPECT_EQ(audit_add({catalogue(), {bag()}, clock_}).added.size(), 1U);
    fs::create_directories(folder_ / "replica");
    fs::copy(bag(), folder_ / "replica" / "bag", fs::copy_options::recursive);
  }
  fs::path bag() const { return folder_ / "store" / "bag"; }
  fs::path catalogue() const { return folder_ / "catalogue"; }
  AuditRepair repair() const {
    return audit_repair({catalogue(), "bag", folder_ / "replica", clock_});
  }
  ExitCode audit() const { return exit_code(audit_run({catalogue(), clock_})); }
  std::string last_event() const {
    std::string what;
    read_log(event_log_of(catalogue()),
             [&](const Json& line, auto) { what = line["what"].get<std::string>(); });
    return what;
  }

  std::vector<std::string> repairs_told() const {
    std::vector<std::string> told;
    for (const PeriodEvent& event : audit_period(catalogue(), parse_period("2023").value()).repairs)
      told.push_back(event.what);
    return told;
  }

  test::TempDir folder_;
  FixedClock clock_{Timestamp{1'700'000'000}};
};

TEST_F(AuditRepairTest, a_sound_package_is_left_alone) {
  const auto before = test::tree(bag());
  EXPECT_TRUE(repair().is_whole);
  EXPECT_EQ(test::tree(bag()), before);
  EXPECT_FALSE(fs::exists(folder_ / "store" / ".delo-repair"));
}

TEST_F(AuditRepairTest, bad_files_come_back_and_what_was_bad_is_kept) {
  const auto good = test::tree(bag());
  write_file(bag() / "data/a.txt", "spoilt");
  fs::remove(bag() / "data/deep/b.txt");
  EXPECT_EQ(audit(), ExitCode::bad);
  const AuditRepair result = repair();
  EXPECT_TRUE(result.is_whole);
  EXPECT_EQ(result.files.size(), 2U);
  EXPECT_EQ(test::tree(bag()), good);
  EXPECT_EQ(test::bytes_of(fs::path(result.aside) / "data/a.txt"), "spoilt");
  EXPECT_EQ(last_event(), "repaired");
  EXPECT_EQ(audit(), ExitCode::good);
}

TEST_F(AuditRepairTest, a_replica_that_is_bad_as_well_changes_nothing) {
  write_file(bag() / "data/a.txt", "spoilt");
  fs::remove(bag() / "data/deep/b.txt");
  write_file(folder_ / "replica/bag/data/a.txt", "FIRST");
  const auto before = test::tree(folder_ / "store");
  const AuditRepair result = repair();
  EXPECT_EQ(exit_code(result), ExitCode::bad);
  EXPECT_EQ(test::tree(folder_ / "store"), before);
  EXPECT_FALSE(fs::exists(folder_ / "store" / ".delo-repair"));
  EXPECT_NE(last_event(), "repaired");
}

TEST_F(AuditRepairTest, a_copy_that_cannot_be_read_is_neither_good_nor_bad) {
  write_file(bag() / "data/a.txt", "spoilt");
  const NoPermission denied(folder_.path(), folder_ / "replica/bag/data/a.txt");
  if (!denied.works())
    GTEST_SKIP() << "root's rights cannot be given up here";
  const AuditRepair result = repair();
  ASSERT_EQ(result.files.size(), 1U);
  EXPECT_TRUE(result.files[0].is_copy_unreadable);
  EXPECT_EQ(exit_code(result), ExitCode::could_not_finish);
  EXPECT_EQ(test::bytes_of(bag() / "data/a.txt"), "spoilt");
}

TEST_F(AuditRepairTest, a_package_that_cannot_be_listed_is_not_called_whole) {
  const NoPermission denied(folder_.path(), bag() / "data/deep");
  if (!denied.works())
    GTEST_SKIP() << "root's rights cannot be given up here";
  const AuditRepair result = repair();
  EXPECT_FALSE(result.is_whole);
  ASSERT_EQ(result.unreadable.size(), 1U);
  EXPECT_EQ(result.unreadable[0].path, "data/deep");
  EXPECT_EQ(exit_code(result), ExitCode::could_not_finish);
}

TEST_F(AuditRepairTest, two_repairs_in_one_second_keep_what_was_bad_apart) {
  write_file(bag() / "data/a.txt", "spoilt");
  const AuditRepair first = repair();
  write_file(bag() / "data/a.txt", "spoilt again");
  const AuditRepair second = repair();
  EXPECT_TRUE(second.is_whole);
  EXPECT_EQ(test::bytes_of(fs::path(first.aside) / "data/a.txt"), "spoilt");
  EXPECT_EQ(test::bytes_of(fs::path(second.aside) / "data/a.txt"), "spoilt again");
}

TEST_F(AuditRepairTest, a_repair_that_ends_in_the_middle_is_known_of) {
  fs::remove_all(bag() / "data/deep");
  write_file(bag() / "data/deep", "in the way of a folder");
  EXPECT_EQ(test::kind_of([&] { repair(); }), ErrorKind::io);
  EXPECT_EQ(last_event(), "repairing");
  EXPECT_EQ(exit_code(audit_verify_log({catalogue(), clock_})), ExitCode::good);
  EXPECT_EQ(repairs_told(), std::vector<std::string>{"repair broken off"});

  fs::remove(bag() / "data/deep");
  EXPECT_TRUE(repair().is_whole);
  EXPECT_EQ(repairs_told(), (std::vector<std::string>{"repair broken off", "repaired"}));
}

TEST_F(AuditRepairTest, a_package_that_is_gone_comes_back_whole) {
  const auto good = test::tree(bag());
  fs::remove_all(bag());
  const AuditRepair result = repair();
  EXPECT_TRUE(result.is_whole);
  EXPECT_TRUE(result.aside.empty());
  EXPECT_EQ(test::tree(bag()), good);
}

TEST_F(AuditRepairTest, a_link_or_folder_in_the_place_of_a_file_gives_way) {
  fs::remove(bag() / "data/a.txt");
  fs::create_symlink("/dev/null", bag() / "data/a.txt");
  fs::remove(bag() / "data/deep/b.txt");
  write_file(bag() / "data/deep/b.txt/inside", "a folder now");
  const AuditRepair result = repair();
  EXPECT_EQ(test::bytes_of(bag() / "data/a.txt"), "first");
  EXPECT_EQ(test::bytes_of(bag() / "data/deep/b.txt"), "second");
  EXPECT_TRUE(fs::is_symlink(fs::path(result.aside) / "data/a.txt"));
  EXPECT_TRUE(fs::exists(fs::path(result.aside) / "data/deep/b.txt/inside"));
}

TEST_F(AuditRepairTest, what_is_not_catalogued_is_left_where_it_is) {
  write_file(bag() / "data/new.txt", "new");
  const AuditRepair result = repair();
  EXPECT_EQ(result.extra, std::vector<std::string>{"data/new.txt"});
  EXPECT_FALSE(result.is_whole);
  EXPECT_TRUE(fs::exists(bag() / "data/new.txt"));
}

TEST_F(AuditRepairTest, the_package_itself_is_no_replica) {
  EXPECT_EQ(test::kind_of([&] {
              audit_repair({catalogue(), "bag", folder_ / "store", clock_});
            }),
            ErrorKind::usage);
  EXPECT_EQ(test::kind_of([&] {
              audit_repair({catalogue(), "bag", folder_ / "nowhere", clock_});
            }),
            ErrorKind::usage);
}

} // namespace
} // namespace delo
