// A document's files are watched while they are read, like those of a plain folder.
#include "delo/ops/pack.hpp"
#include "unit/support/files.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fcntl.h>
#include <sys/stat.h>

#include <utility>

namespace delo {
namespace {

using namespace test;
using testing::Contains;
using testing::HasSubstr;

/// So long that its reading is told of before its end.
constexpr std::size_t kSize = std::size_t{33} * 1024 * 1024;

class PackChanged : public testing::Test {
protected:
  PackChanged() {
    write_file(scan, std::string(kSize, 's'));
    const timespec then[2] = {{1000000000, 0}, {1000000000, 0}};
    ::utimensat(AT_FDCWD, scan.c_str(), then, 0);
    options.sources = {fixture("telegram-batumi-1946-03-05.txt")};
    options.representations = {{"original", {scan}}};
    options.output = dir / "out";
    options.clock = &clock;
    options.software_version = "1";
    // Other bytes of the same size, once, while the first ones pass.
    options.progress = [this](const Progress& state) {
      if (state.phase == Phase::packing && state.bytes_done > 0 && !changed) {
        changed = true;
        write_file(scan, std::string(kSize, 'x'));
      }
    };
  }

  TempDir dir;
  fs::path scan = dir / "scan.tif";
  bool changed = false;
  FixedClock clock{Timestamp{1700000000}};
  PackOptions options;
};

TEST_F(PackChanged, publishes_nothing_of_a_source_that_changes) {
  const auto error = error_of([&] { pack(options); });
  ASSERT_TRUE(error);
  EXPECT_EQ(error->kind(), ErrorKind::io);
  EXPECT_THAT(error->message(), HasSubstr("scan.tif changed while it was read: its size stayed"));
  EXPECT_THAT(error->hint(), HasSubstr("--retry"));
  EXPECT_TRUE(fs::is_empty(options.output));
}

TEST_F(PackChanged, notices_what_happened_to_a_short_file_that_is_read_beside_others) {
  write_file(scan, "short");
  options.progress = [this](const Progress& state) {
    if (state.phase == Phase::packing && state.current == scan.native() &&
        !std::exchange(changed, true))
      write_file(scan, "other");
  };
  const auto error = error_of([&] { pack(options); });
  ASSERT_TRUE(error);
  EXPECT_THAT(error->message(), HasSubstr("scan.tif changed while it was read"));
  EXPECT_TRUE(fs::is_empty(options.output));
}

TEST_F(PackChanged, reads_again_when_asked_to) {
  options.retries = 1;
  const BatchResult result = pack_all(options);
  EXPECT_EQ(result.count(Outcome::packed), 1U);
  EXPECT_THAT(result.documents.at(0).warnings, Contains(HasSubstr("read again")));
}

} // namespace
} // namespace delo
