// Every digest of the program comes from here: whatever happens among the threads, each file gets
// the digests of its own bytes, or none.
#include "delo/io/dir_source.hpp"
#include "delo/io/hash_pipeline.hpp"
#include "delo/io/hasher.hpp"
#include "unit/support/files.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <cstring>
#include <functional>
#include <future>
#include <limits>
#include <memory>
#include <numeric>
#include <optional>
#include <stdexcept>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

namespace delo {
namespace {

const AlgorithmSet kTwo{Algorithm::md5, Algorithm::sha512};

DigestSet hashed(std::string_view bytes, AlgorithmSet algorithms = kTwo) {
  Hasher hasher;
  hasher.start(algorithms);
  hasher.update(bytes);
  return hasher.finish();
}

/// Gives bytes in pieces of any size, then does what it is told at their end.
class StringReader final : public EntryReader {
public:
  explicit StringReader(std::string bytes,
                        std::size_t piece = std::numeric_limits<std::size_t>::max(),
                        std::function<void()> at_end = {})
      : bytes_(std::move(bytes)), piece_(piece), at_end_(std::move(at_end)) {}

  std::size_t read(char* buffer, std::size_t size) override {
    const std::size_t n = std::min({size, piece_, bytes_.size() - at_});
    if (n == 0 && at_end_)
      at_end_();
    std::memcpy(buffer, bytes_.data() + at_, n);
    at_ += n;
    return n;
  }

private:
  std::string bytes_;
  std::size_t piece_;
  std::function<void()> at_end_;
  std::size_t at_ = 0;
};

std::function<std::unique_ptr<EntryReader>()> opens(std::string bytes) {
  return [bytes] { return std::make_unique<StringReader>(bytes); };
}

std::function<std::unique_ptr<EntryReader>()> fails_after(std::string bytes,
                                                          std::function<void()> failure) {
  return [bytes, failure] {
    return std::make_unique<StringReader>(bytes, std::numeric_limits<std::size_t>::max(), failure);
  };
}

void disk_fails() {
  throw Error(ErrorKind::io, "the disk failed", "buy another");
}
void container_fails() {
  throw ContainerDamaged("cut short");
}

/// Small buffers, so that small files have many.
HashPipeline::Options small() {
  HashPipeline::Options options;
  options.buffer_bytes = 64;
  options.buffers = 4;
  options.files_in_flight = 8;
  return options;
}

/// Where a result goes.
std::function<void(HashResult)> into(std::optional<HashResult>& result) {
  return [&result](HashResult given) { result = std::move(given); };
}

/// A file whose digests must be those of its bytes, and that is counted then.
HashJob counted(const std::string& bytes, int& done) {
  HashJob job;
  job.open = opens(bytes);
  job.algorithms = kTwo;
  job.done = [&done, bytes](const HashResult& result) {
    ++done;
    EXPECT_EQ(result.digests, hashed(bytes));
  };
  return job;
}

TEST(HashPipeline, gives_the_digests_of_files_of_every_size) {
  test::Random random;
  const std::vector<std::size_t> sizes{0, 1, 63, 64, 65, 128, 64 * 50, 64 * 50 + 7};
  const std::vector<AlgorithmSet> sets{{},
                                       {Algorithm::sha256},
                                       {Algorithm::md5, Algorithm::sha1, Algorithm::sha224,
                                        Algorithm::sha256, Algorithm::sha384, Algorithm::sha512}};
  HashPipeline pipeline(small());
  int done = 0;
  for (const AlgorithmSet& set : sets)
    for (const std::size_t size : sizes)
      for (const bool here : {false, true}) {
        HashJob job;
        const std::string bytes = random.bytes(size);
        job.open = opens(bytes);
        job.algorithms = set;
        job.head = here ? 100 : 0;
        job.read_here = here;
        job.done = [&done, bytes, set, head = job.head](const HashResult& result) {
          ++done;
          EXPECT_EQ(result.digests, hashed(bytes, set)) << bytes.size();
          EXPECT_EQ(result.bytes, bytes.size());
          EXPECT_EQ(result.head, bytes.substr(0, head)) << bytes.size();
          EXPECT_FALSE(result.unreadable);
          EXPECT_FALSE(result.damaged);
        };
        EXPECT_FALSE(pipeline.add(std::move(job)));
      }
  pipeline.finish();
  EXPECT_EQ(done, 48);
}

TEST(HashPipeline, hashes_files_on_disk_with_its_own_buffers) {
  const test::TempDir dir;
  test::Random random;
  const std::size_t buffer = HashPipeline::Options().buffer_bytes;
  const std::vector<std::size_t> sizes{0, 1, buffer - 1, buffer, buffer + 1, 40 * buffer + 3};
  HashPipeline pipeline({});
  int done = 0;
  for (const std::size_t size : sizes) {
    const std::string bytes = random.bytes(size);
    const auto path = dir / std::to_string(size);
    test::write_file(path, bytes);
    HashJob job;
    job.open = [path] { return open_file_reader(path); };
    job.algorithms = kTwo;
    job.head = std::size_t{64} * 1024;
    job.done = [&done, expected = hashed(bytes), size](const HashResult& result) {
      ++done;
      EXPECT_EQ(result.digests, expected) << size;
      EXPECT_EQ(result.bytes, size);
      EXPECT_EQ(result.head.size(), std::min<std::size_t>(size, 64 * 1024));
    };
    pipeline.add(std::move(job));
  }
  pipeline.finish();
  EXPECT_EQ(done, 6);
}

TEST(HashPipeline, delivers_results_in_the_order_of_adding) {
  test::Random random;
  HashPipeline pipeline(small());
  std::vector<int> order;
  for (int i = 0; i < 200; ++i) {
    HashJob job;
    job.open = opens(std::string(random.below(5) == 0 ? 2000 : 3, 'x'));
    job.read_here = random.below(4) == 0;
    job.algorithms = kTwo;
    job.done = [&order, i](const HashResult&) { order.push_back(i); };
    pipeline.add(std::move(job));
  }
  pipeline.finish();
  std::vector<int> expected(200);
  std::iota(expected.begin(), expected.end(), 0);
  EXPECT_EQ(order, expected);
}

TEST(HashPipeline, never_has_more_files_in_flight_than_it_may) {
  auto options = small();
  options.files_in_flight = 3;
  HashPipeline pipeline(options);
  int added = 0;
  int done = 0;
  for (int i = 0; i < 50; ++i) {
    HashJob job;
    job.open = opens("x");
    job.done = [&done](const HashResult&) { ++done; };
    pipeline.add(std::move(job));
    ++added;
    EXPECT_LE(added - done, 4);
  }
  pipeline.finish();
  EXPECT_EQ(done, 50);
}

TEST(HashPipeline, a_tee_sees_every_byte_in_order_before_add_returns) {
  test::Random random;
  HashPipeline pipeline(small());
  for (const std::size_t size : {0U, 1U, 64U, 65U, 5000U}) {
    const std::string bytes = random.bytes(size);
    std::string seen;
    std::optional<HashResult> result;
    HashJob job;
    job.open = [bytes] { return std::make_unique<StringReader>(bytes, 7); };
    job.algorithms = kTwo;
    job.tee = [&seen](std::string_view piece) { seen += piece; };
    job.done = into(result);
    pipeline.add(std::move(job));
    EXPECT_EQ(seen, bytes);
    pipeline.finish();
    ASSERT_TRUE(result);
    EXPECT_EQ(result->digests, hashed(bytes));
  }
}

TEST(HashPipeline, a_failing_disk_makes_a_file_unreadable_without_digests) {
  HashPipeline pipeline(small());
  for (const std::string& before : {std::string(), std::string("x"), std::string(1000, 'x')})
    for (const bool here : {false, true}) {
      std::optional<HashResult> result;
      HashJob job;
      job.open = fails_after(before, disk_fails);
      job.algorithms = kTwo;
      job.read_here = here;
      job.done = into(result);
      pipeline.add(std::move(job));
      pipeline.finish();
      ASSERT_TRUE(result);
      EXPECT_TRUE(result->digests.empty());
      ASSERT_TRUE(result->unreadable);
      EXPECT_EQ(result->unreadable->message(), "the disk failed");
      EXPECT_EQ(result->unreadable->hint(), "buy another");
      EXPECT_FALSE(result->damaged);
    }
}

TEST(HashPipeline, a_file_that_cannot_be_opened_is_unreadable) {
  const test::TempDir dir;
  HashPipeline pipeline(small());
  std::optional<HashResult> result;
  HashJob job;
  job.open = [&dir] { return open_file_reader(dir / "missing"); };
  job.algorithms = kTwo;
  job.done = into(result);
  pipeline.add(std::move(job));
  pipeline.finish();
  ASSERT_TRUE(result && result->unreadable);
  EXPECT_NE(result->unreadable->message().find("missing"), std::string::npos);
  EXPECT_TRUE(result->digests.empty());
}

TEST(HashPipeline, a_broken_container_makes_a_file_damaged_without_digests) {
  HashPipeline pipeline(small());
  for (const bool here : {false, true}) {
    std::optional<HashResult> result;
    HashJob job;
    job.open = fails_after(std::string(200, 'x'), container_fails);
    job.algorithms = kTwo;
    job.read_here = here;
    job.done = into(result);
    EXPECT_FALSE(pipeline.add(std::move(job)));
    pipeline.finish();
    ASSERT_TRUE(result);
    ASSERT_TRUE(result->damaged);
    EXPECT_STREQ(result->damaged->what(), "cut short");
    EXPECT_FALSE(result->unreadable);
    EXPECT_TRUE(result->digests.empty());
  }
}

TEST(HashPipeline, add_returns_the_trouble_of_a_job_that_was_read_here) {
  HashPipeline pipeline(small());
  for (const bool by_tee : {false, true}) {
    HashJob job;
    job.open = fails_after("abc", disk_fails);
    if (by_tee)
      job.tee = [](std::string_view) {};
    else
      job.read_here = true;
    const auto trouble = pipeline.add(std::move(job));
    ASSERT_TRUE(trouble);
    EXPECT_EQ(trouble->message(), "the disk failed");
  }
  pipeline.finish();
}

TEST(HashPipeline, what_a_tee_throws_comes_out_of_add) {
  HashPipeline pipeline(small());
  for (int i = 0; i < 20; ++i) { // more often than there are buffers
    HashJob job;
    job.open = opens(std::string(1000, 'x'));
    int calls = 0;
    job.tee = [&calls](std::string_view) {
      if (++calls == 2)
        throw std::runtime_error("the target is full");
    };
    try {
      pipeline.add(std::move(job));
      ADD_FAILURE() << "nothing was thrown";
    } catch (const std::runtime_error& error) {
      EXPECT_STREQ(error.what(), "the target is full");
    }
    EXPECT_EQ(calls, 2);
  }
  std::optional<HashResult> result;
  HashJob job;
  job.open = opens("abc");
  job.algorithms = kTwo;
  job.done = into(result);
  pipeline.add(std::move(job));
  pipeline.finish();
  ASSERT_TRUE(result);
  EXPECT_EQ(result->digests, hashed("abc"));
}

TEST(HashPipeline, a_file_whose_tee_threw_never_passes_for_a_whole_one) {
  HashPipeline pipeline(small());
  const std::string bytes(640, 'x');
  std::optional<HashResult> result;
  HashJob job;
  job.open = opens(bytes);
  job.algorithms = kTwo;
  job.tee = [](std::string_view) { throw std::runtime_error("the target is full"); };
  job.done = into(result);
  EXPECT_THROW(pipeline.add(std::move(job)), std::runtime_error);
  pipeline.finish();
  if (result && !result->unreadable && !result->damaged) {
    EXPECT_EQ(result->digests, hashed(bytes)) << "digests of " << result->bytes << " bytes of 640";
  }
}

TEST(HashPipeline, an_error_that_a_tee_throws_is_not_the_disks) {
  HashPipeline pipeline(small());
  HashJob job;
  job.open = opens("abc");
  job.tee = [](std::string_view) { throw Error(ErrorKind::internal, "mine"); };
  EXPECT_EQ(test::kind_of([&] { pipeline.add(std::move(job)); }), ErrorKind::internal);
}

TEST(HashPipeline, a_stop_is_an_interruption) {
  std::stop_source stop;
  auto options = small();
  options.stop = stop.get_token();
  HashPipeline pipeline(options);
  HashJob job;
  job.open = opens("abc");
  EXPECT_FALSE(pipeline.add(job));
  stop.request_stop();
  EXPECT_EQ(test::kind_of([&] { pipeline.add(job); }), ErrorKind::interrupted);
  EXPECT_EQ(test::kind_of([&] { pipeline.finish(); }), ErrorKind::interrupted);
}

TEST(HashPipeline, a_stop_ends_a_file_that_would_never_end) {
  class Endless final : public EntryReader {
  public:
    explicit Endless(std::stop_source& stop) : stop_(stop) {}
    std::size_t read(char* buffer, std::size_t size) override {
      if (++reads_ == 100)
        stop_.request_stop();
      std::memset(buffer, 'x', size);
      return size;
    }

  private:
    std::stop_source& stop_;
    int reads_ = 0;
  };
  for (const bool here : {false, true}) {
    std::stop_source stop;
    auto options = small();
    options.stop = stop.get_token();
    HashPipeline pipeline(options);
    HashJob job;
    job.open = [&stop] { return std::make_unique<Endless>(stop); };
    job.read_here = here;
    EXPECT_EQ(test::kind_of([&] {
                pipeline.add(std::move(job));
                pipeline.finish();
              }),
              ErrorKind::interrupted);
  }
}

TEST(HashPipeline, a_file_that_was_stopped_midway_never_passes_for_a_whole_one) {
  std::stop_source stop;
  auto options = small();
  options.stop = stop.get_token();
  HashPipeline pipeline(options);
  const std::string bytes(640, 'x');
  HashJob job;
  job.algorithms = kTwo;
  job.open = [&] {
    stop.request_stop(); // one reader sees it before the first byte, another one later
    return std::make_unique<StringReader>(bytes);
  };
  std::optional<HashResult> result;
  job.done = into(result);
  EXPECT_EQ(test::kind_of([&] {
              pipeline.add(std::move(job));
              pipeline.finish();
            }),
            ErrorKind::interrupted);
  if (result && !result->unreadable && !result->damaged) {
    EXPECT_EQ(result->digests, hashed(bytes)) << "digests of " << result->bytes << " bytes of 640";
  }
}

TEST(HashPipeline, reads_thousands_of_small_files_with_independent_readers) {
  const test::TempDir dir;
  test::Random random;
  std::vector<DigestSet> expected;
  for (int i = 0; i < 3000; ++i) {
    const std::string bytes = random.bytes(random.below(300));
    test::write_file(dir / std::to_string(10000 + i), bytes);
    expected.push_back(hashed(bytes, {Algorithm::sha256}));
  }
  HashPipeline::Options options;
  options.readers = 3;
  options.hashers = 3;
  HashPipeline pipeline(options);
  DirSource source(dir.path());
  std::size_t done = 0;
  while (source.next()) {
    HashJob job;
    auto reader = std::make_shared<std::unique_ptr<EntryReader>>(source.open());
    job.open = [reader] { return std::move(*reader); };
    job.algorithms = {Algorithm::sha256};
    job.done = [&](const HashResult& result) {
      EXPECT_EQ(result.digests, expected.at(done)) << done;
      ++done;
    };
    pipeline.add(std::move(job));
  }
  pipeline.finish();
  EXPECT_EQ(done, 3000U);
}

TEST(HashPipeline, buffers_come_back_from_jobs_that_fail) {
  HashPipeline pipeline(small());
  int unreadable = 0;
  int damaged = 0;
  for (int i = 0; i < 100; ++i) {
    HashJob job;
    job.open = fails_after(std::string(static_cast<std::size_t>(i % 3) * 100, 'x'),
                           i % 2 == 0 ? disk_fails : container_fails);
    job.read_here = i % 5 == 0;
    job.algorithms = kTwo;
    job.done = [&](const HashResult& result) {
      unreadable += result.unreadable ? 1 : 0;
      damaged += result.damaged ? 1 : 0;
      EXPECT_TRUE(result.digests.empty());
    };
    pipeline.add(std::move(job));
  }
  pipeline.finish();
  EXPECT_EQ(unreadable, 50);
  EXPECT_EQ(damaged, 50);
}

TEST(HashPipeline, what_nobody_should_throw_makes_a_file_unreadable) {
  HashPipeline pipeline(small());
  for (const bool here : {false, true}) {
    std::optional<HashResult> result;
    HashJob job;
    job.open = fails_after("abc", [] { throw std::logic_error("a fault of ours"); });
    job.algorithms = kTwo;
    job.read_here = here;
    job.done = into(result);
    if (here) {
      EXPECT_THROW(pipeline.add(std::move(job)), std::logic_error);
    } else {
      pipeline.add(std::move(job));
    }
    pipeline.finish();
    ASSERT_TRUE(result);
    EXPECT_TRUE(result->unreadable);
    EXPECT_TRUE(result->digests.empty());
  }
}

/// Files of which most are longer than a buffer and are read a part at a time, among small ones and
/// ones that are read here.
void hash_a_mixture(HashPipeline& pipeline, test::Random& random, std::size_t longest) {
  const std::vector<AlgorithmSet> sets{
      {Algorithm::sha512}, {Algorithm::sha256, Algorithm::sha512}, kTwo, {Algorithm::blake2b512}};
  int done = 0;
  for (int i = 0; i < 150; ++i) {
    const std::string bytes = random.bytes(random.below(random.below(3) == 0 ? 50 : longest));
    const AlgorithmSet set = sets[random.below(sets.size())];
    HashJob job;
    job.open = [bytes, piece = 1 + random.below(longest)] {
      return std::make_unique<StringReader>(bytes, piece);
    };
    job.algorithms = set;
    job.read_here = random.below(8) == 0;
    job.done = [&done, bytes, set, i](const HashResult& result) {
      EXPECT_EQ(done++, i);
      EXPECT_EQ(result.digests, hashed(bytes, set)) << bytes.size() << " bytes";
      EXPECT_EQ(result.bytes, bytes.size());
    };
    pipeline.add(std::move(job));
  }
  pipeline.finish();
  EXPECT_EQ(done, 150);
}

TEST(HashPipeline, long_and_short_files_take_turns_with_every_engine) {
  test::Random random;
  for (const DigestEngineInfo& engine : digest_engines()) {
    if (!is_available(engine.engine))
      continue;
    choose_digest_engine(engine.engine);
    for (const std::size_t buffers : {1U, 3U, 24U})
      for (const bool readers_hash : {false, true}) {
        auto options = small();
        options.buffers = buffers;
        options.files_in_flight = 40;
        options.readers_hash = readers_hash;
        HashPipeline pipeline(options);
        hash_a_mixture(pipeline, random, 2000);
      }
  }
  choose_best_digest_engine();
}

TEST(HashPipeline, one_long_file_gets_all_its_digests_by_two_hashers) {
  test::Random random;
  const std::string bytes = random.bytes(100'000);
  for (const bool here : {false, true}) {
    HashPipeline pipeline(small());
    std::optional<HashResult> result;
    HashJob job;
    job.open = opens(bytes);
    job.algorithms = {Algorithm::md5, Algorithm::sha1, Algorithm::sha256, Algorithm::sha512};
    const AlgorithmSet wanted = job.algorithms;
    job.read_here = here;
    job.done = into(result);
    pipeline.add(std::move(job));
    pipeline.finish();
    ASSERT_TRUE(result);
    EXPECT_EQ(result->digests, hashed(bytes, wanted));
  }
}

TEST(HashPipeline, works_without_readers_for_jobs_that_are_read_here) {
  auto options = small();
  options.readers = 0;
  HashPipeline pipeline(options);
  int done = 0;
  for (int i = 0; i < 30; ++i) {
    HashJob job = counted(std::string(static_cast<std::size_t>(i) * 37, 'x'), done);
    job.read_here = true;
    pipeline.add(std::move(job));
  }
  pipeline.finish();
  EXPECT_EQ(done, 30);
}

TEST(HashPipeline, readers_that_hash_need_no_hasher_for_small_files) {
  auto options = small();
  options.hashers = 0;
  options.readers_hash = true;
  HashPipeline pipeline(options);
  int done = 0;
  for (int i = 0; i < 100; ++i)
    pipeline.add(counted(std::string(static_cast<std::size_t>(i % 7), 'x'), done));
  pipeline.finish();
  EXPECT_EQ(done, 100);
}

TEST(HashPipeline, a_result_does_not_wait_for_the_files_behind_it) {
  HashPipeline pipeline(small());
  std::promise<void> delivered;
  const std::shared_future<void> first_is_out = delivered.get_future().share();
  int done = 0;
  for (const bool is_first : {true, false, false, false}) {
    HashJob job;
    job.open = is_first ? opens("x") : fails_after("x", [first_is_out] { first_is_out.wait(); });
    job.read_here = is_first;
    job.done = [&done, &delivered, is_first](const HashResult&) {
      ++done;
      if (is_first)
        delivered.set_value();
    };
    pipeline.add(std::move(job));
  }
  pipeline.finish();
  EXPECT_EQ(done, 4);
}

TEST(HashPipeline, works_with_a_single_buffer) {
  auto options = small();
  options.buffers = 1;
  HashPipeline pipeline(options);
  int done = 0;
  for (int i = 0; i < 20; ++i) {
    HashJob job;
    job.open = opens(std::string(500, 'x'));
    job.read_here = i % 2 == 0;
    job.algorithms = kTwo;
    job.done = [&done](const HashResult& result) {
      ++done;
      EXPECT_EQ(result.digests, hashed(std::string(500, 'x')));
    };
    pipeline.add(std::move(job));
  }
  pipeline.finish();
  EXPECT_EQ(done, 20);
}

TEST(HashPipeline, can_be_used_again_after_it_finished) {
  HashPipeline pipeline(small());
  pipeline.finish();
  for (int round = 0; round < 3; ++round) {
    std::optional<HashResult> result;
    HashJob job;
    job.open = opens("abc");
    job.algorithms = kTwo;
    job.done = into(result);
    pipeline.add(std::move(job));
    pipeline.finish();
    ASSERT_TRUE(result);
    EXPECT_EQ(result->digests, hashed("abc"));
  }
}

TEST(HashPipeline, goes_away_with_work_still_in_it) {
  std::atomic<int> delivered = 0;
  {
    HashPipeline pipeline(small());
    for (int i = 0; i < 8; ++i) {
      HashJob job;
      job.open = opens(std::string(2000, 'x'));
      job.algorithms = kTwo;
      job.done = [&delivered](const HashResult&) { ++delivered; };
      pipeline.add(std::move(job));
    }
  }
  EXPECT_LE(delivered, 8);
}

} // namespace
} // namespace delo
