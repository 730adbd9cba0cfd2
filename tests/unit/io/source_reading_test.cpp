// A source that changes while it is read is noticed, whatever becomes of its size.
#include "delo/io/source_reading.hpp"
#include "unit/support/files.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fcntl.h>
#include <sys/stat.h>

namespace delo {
namespace {

using namespace test;
using testing::HasSubstr;

constexpr std::size_t kSize = 1000 * 1000; // several buffers

class SourceReading : public testing::Test {
protected:
  SourceReading() {
    write_file(file, std::string(kSize, 'a'));
    // Long ago, so that a change is a change whatever the clock's grain is.
    const timespec then[2] = {{1000000000, 0}, {1000000000, 0}};
    ::utimensat(AT_FDCWD, file.c_str(), then, 0);
    stamp = now();
  }

  std::uint64_t now() const {
    struct stat status {};
    ::stat(file.c_str(), &status);
    return stamp_of(status);
  }

  /// What reading threw while `change` happened after the first bytes; "" for nothing.
  std::string read_while(const std::function<void()>& change) {
    HashPipeline pipeline({});
    HashJob job;
    job.algorithms = {Algorithm::sha256};
    bool first = true;
    job.tee = [&](std::string_view bytes) {
      seen += bytes.size();
      if (std::exchange(first, false))
        change();
    };
    const auto error = error_of([&] { read_source(pipeline, file, stamp, std::move(job)); });
    return error ? error->message() : "";
  }

  TempDir dir;
  fs::path file = dir / "file";
  std::uint64_t stamp = 0;
  std::size_t seen = 0;
};

TEST_F(SourceReading, gives_all_bytes_of_a_file_that_stays) {
  EXPECT_EQ(read_while([] {}), "");
  EXPECT_EQ(seen, kSize);
}

TEST_F(SourceReading, notices_a_file_that_grows) {
  EXPECT_THAT(read_while([this] { write_file(file, std::string(kSize + 5, 'a')); }),
              HasSubstr("changed while it was read: 1000000 bytes became 1000005"));
  EXPECT_LE(seen, kSize) << "more was read than was announced";
}

TEST_F(SourceReading, notices_a_file_that_shrinks) {
  EXPECT_THAT(read_while([this] { fs::resize_file(file, 10); }),
              HasSubstr("1000000 bytes became 10"));
}

TEST_F(SourceReading, notices_other_bytes_of_the_same_size) {
  EXPECT_THAT(read_while([this] { write_file(file, std::string(kSize, 'b')); }),
              HasSubstr("its size stayed"));
}

TEST_F(SourceReading, notices_a_file_that_is_removed) {
  EXPECT_THAT(read_while([this] { fs::remove(file); }), HasSubstr("it was removed"));
}

TEST_F(SourceReading, notices_a_file_that_is_replaced) {
  write_file(dir / "other", std::string(kSize, 'a'));
  EXPECT_THAT(read_while([this] { fs::rename(dir / "other", file); }),
              HasSubstr("changed while it was read"));
}

TEST_F(SourceReading, notices_what_happened_between_listing_and_reading) {
  write_file(file, std::string(kSize, 'b'));
  EXPECT_THAT(read_while([] {}), HasSubstr("not as it was"));
  EXPECT_EQ(seen, 0U);
  fs::remove(file);
  EXPECT_THAT(read_while([] {}), HasSubstr("no longer there"));
}

} // namespace
} // namespace delo
