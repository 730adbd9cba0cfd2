// Packages judged some at a time are judged as they are one by one.
#include "delo/ops/validate_many.hpp"
#include "unit/support/packages.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <barrier>
#include <thread>

namespace delo {
namespace {

using namespace test;

TEST(ValidateMany, gives_reports_in_the_order_of_the_packages) {
  for (const std::size_t at_a_time : {1U, 2U, 7U, 100U}) {
    const auto reports = judge_many(50, at_a_time, [](std::size_t i) {
      PackageReport report;
      report.path = std::to_string(i);
      return report;
    });
    ASSERT_EQ(reports.size(), 50U);
    for (std::size_t i = 0; i < reports.size(); ++i)
      EXPECT_EQ(reports[i].path, std::to_string(i));
  }
  EXPECT_TRUE(judge_many(0, 4, [](std::size_t) { return PackageReport(); }).empty());
}

TEST(ValidateMany, runs_as_many_at_a_time_as_it_was_told) {
  std::barrier together(3); // the test ends only when three are at work at once
  judge_many(3, 3, [&together](std::size_t) {
    together.arrive_and_wait();
    return PackageReport();
  });
  const std::thread::id here = std::this_thread::get_id();
  judge_many(5, 1, [here](std::size_t) {
    EXPECT_EQ(std::this_thread::get_id(), here);
    return PackageReport();
  });
}

TEST(ValidateMany, begins_nothing_after_a_failure_and_tells_it) {
  std::atomic<int> begun = 0;
  EXPECT_EQ(kind_of([&] {
              judge_many(1000, 2, [&begun](std::size_t i) -> PackageReport {
                ++begun;
                if (i == 3)
                  throw Error(ErrorKind::interrupted, "stopped");
                return {};
              });
            }),
            ErrorKind::interrupted);
  EXPECT_GE(begun, 4);
}

TEST(ValidateMany, finds_in_many_threads_what_it_finds_in_one) {
  const TempDir folder;
  const fs::path good = pack_telegram(folder / "good");
  const fs::path bad = pack_telegram(folder / "bad");
  append(bad / "bag-info.txt", "no label\n");
  archive_folder(bad, folder / "bad.tar.gz", ArchiveKind::tar_gz);
  const std::vector<fs::path> paths{good, bad, folder / "bad.tar.gz", good, bad};
  const auto run = [&paths](std::size_t at_a_time) {
    return judge_many(paths.size(), at_a_time,
                      [&paths](std::size_t i) { return validate_package(paths[i]); });
  };
  const auto one = run(1);
  const auto many = run(4);
  for (std::size_t i = 0; i < paths.size(); ++i) {
    EXPECT_EQ(in_full(one[i]), in_full(many[i])) << paths[i];
    EXPECT_EQ(one[i].verdict(), many[i].verdict()) << paths[i];
  }
}

} // namespace
} // namespace delo
