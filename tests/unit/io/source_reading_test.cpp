// A source that changes while it is read is noticed, whatever becomes of its size.
#include "delo/io/source_reading.hpp"
#include "unit/support/files.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fcntl.h>
#include <sys/stat.h>

#include <cerrno>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace delo {
namespace {

using namespace test;
using testing::HasSubstr;

constexpr std::size_t kSize = 1000 * 1000; // several buffers

enum class Where { here, beside };

/// Somewhere that gets a copy, and in which something happens at its first bytes.
class Copy final : public FileTarget {
public:
  Copy(std::size_t& seen, const std::function<void()>& change, bool& is_finished)
      : seen_(seen), change_(change), is_finished_(is_finished) {}
  void write(std::string_view bytes) override {
    seen_ += bytes.size();
    if (std::exchange(first_, false))
      change_();
  }
  void finish() override { is_finished_ = true; }

private:
  std::size_t& seen_;
  const std::function<void()>& change_;
  bool& is_finished_;
  bool first_ = true;
};

class SourceReading : public testing::TestWithParam<Where> {
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
    const auto error = error_of([&] {
      HashPipeline pipeline({});
      try {
        GetParam() == Where::here ? read_here(pipeline, change) : read_beside(pipeline, change);
      } catch (const SourceChanged&) {
        throw;
      } catch (const Error& other) {
        ADD_FAILURE() << "whoever may read again goes by the type: " << other.message();
      }
    });
    EXPECT_EQ(is_done, !error);
    EXPECT_EQ(is_finished, !error && GetParam() == Where::beside);
    return error ? error->message() : "";
  }

  void read_here(HashPipeline& pipeline, const std::function<void()>& change) {
    Copy copy(seen, change, is_finished);
    HashJob job = job_of();
    job.tee = [&](std::string_view bytes) { copy.write(bytes); };
    read_source(pipeline, file, stamp, std::move(job));
    pipeline.finish();
  }

  void read_beside(HashPipeline& pipeline, const std::function<void()>& change) {
    const auto maker = [&] { return std::make_unique<Copy>(seen, change, is_finished); };
    read_source_beside(pipeline, file, stamp, maker, job_of());
    pipeline.finish();
  }

  HashJob job_of() {
    HashJob job;
    job.algorithms = {Algorithm::sha256};
    job.done = [this](const HashResult& result) { is_done = result.bytes == kSize; };
    return job;
  }

  TempDir dir;
  fs::path file = dir / "file";
  std::uint64_t stamp = 0;
  std::size_t seen = 0;
  bool is_done = false;
  bool is_finished = false;
};

INSTANTIATE_TEST_SUITE_P(Read, SourceReading, testing::Values(Where::here, Where::beside),
                         [](const auto& test) {
                           return test.param == Where::here ? "here" : "beside";
                         });

TEST_P(SourceReading, gives_all_bytes_of_a_file_that_stays) {
  EXPECT_EQ(read_while([] {}), "");
  EXPECT_EQ(seen, kSize);
}

TEST_P(SourceReading, notices_a_file_that_grows) {
  EXPECT_THAT(read_while([this] { write_file(file, std::string(kSize + 5, 'a')); }),
              HasSubstr("changed while it was read: 1000000 bytes became 1000005"));
  EXPECT_LE(seen, kSize) << "more was read than was announced";
}

TEST_P(SourceReading, notices_a_file_that_shrinks) {
  EXPECT_THAT(read_while([this] { fs::resize_file(file, 10); }),
              HasSubstr("1000000 bytes became 10"));
}

TEST_P(SourceReading, notices_other_bytes_of_the_same_size) {
  EXPECT_THAT(read_while([this] { write_file(file, std::string(kSize, 'b')); }),
              HasSubstr("its size stayed"));
}

TEST_P(SourceReading, notices_a_file_that_is_removed) {
  EXPECT_THAT(read_while([this] { fs::remove(file); }), HasSubstr("it was removed"));
}

TEST_P(SourceReading, notices_a_file_that_is_replaced) {
  write_file(dir / "other", std::string(kSize, 'a'));
  EXPECT_THAT(read_while([this] { fs::rename(dir / "other", file); }),
              HasSubstr("changed while it was read"));
}

TEST_P(SourceReading, notices_what_happened_between_listing_and_reading) {
  write_file(file, std::string(kSize, 'b'));
  EXPECT_THAT(read_while([] {}), HasSubstr("not as it was"));
  EXPECT_EQ(seen, 0U);
  fs::remove(file);
  EXPECT_THAT(read_while([] {}), HasSubstr("no longer there"));
}

TEST(SourceReadingBeside, what_the_copy_throws_comes_out_as_it_is) {
  const TempDir dir;
  write_file(dir / "file", "bytes");
  for (const auto when : {0, 1, 2}) {
    class Full final : public FileTarget {
    public:
      explicit Full(int when) : when_(when) { fail_at(0); }
      void write(std::string_view) override { fail_at(1); }
      void finish() override { fail_at(2); }

    private:
      void fail_at(int when) const {
        if (when == when_)
          throw Error(ErrorKind::io, "cannot write the copy", "make room", ENOSPC);
      }
      int when_;
    };
    HashPipeline pipeline({});
    bool is_done = false;
    HashJob job;
    job.done = [&](const HashResult&) { is_done = true; };
    read_source_beside(
        pipeline, dir / "file", 0, [&] { return std::make_unique<Full>(when); }, std::move(job));
    const auto error = error_of([&] { pipeline.finish(); });
    ASSERT_TRUE(error) << when;
    EXPECT_EQ(error->message(), "cannot write the copy");
    EXPECT_EQ(error->hint(), "make room");
    EXPECT_EQ(error->error_number(), ENOSPC);
    EXPECT_FALSE(is_done);
  }
}

TEST(SourceReadingBeside, the_first_file_that_fails_is_told_whoever_was_faster) {
  const TempDir dir;
  HashPipeline pipeline({});
  std::vector<std::string> done;
  const auto error = error_of([&] {
    for (int i = 0; i < 200; ++i) {
      const std::string name = std::to_string(i);
      if (i % 100 != 50)
        write_file(dir / name, i % 10 == 0 ? std::string(kSize, 'a') : "short");
      HashJob job;
      job.algorithms = {Algorithm::sha512};
      job.done = [&done, name](const HashResult&) { done.push_back(name); };
      read_source_beside(pipeline, dir / name, 0, {}, std::move(job));
    }
    pipeline.finish();
  });
  ASSERT_TRUE(error);
  EXPECT_NE(error->message().find("/50 changed"), std::string::npos) << error->message();
  std::vector<std::string> before;
  for (int i = 0; i < 50; ++i)
    before.push_back(std::to_string(i));
  EXPECT_EQ(done, before);
}

} // namespace
} // namespace delo
