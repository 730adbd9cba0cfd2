#include "delo/ops/source_copier.hpp"

#include "delo/io/source_reading.hpp"

#include <utility>

namespace delo {
namespace {

/// Of longer files somebody wants to see how they get on, and only the calling thread may tell.
constexpr std::uint64_t kLongest = std::uint64_t{32} * 1024 * 1024;

/// Files of up to this size are read ahead, 16 MiB at most with as many as are in flight.
constexpr std::uint64_t kReadAhead = std::uint64_t{64} * 1024;

} // namespace

SourceCopier::SourceCopier(PackageSink& sink, const std::stop_token& stop,
                           std::function<void(std::uint64_t)> passed)
    : sink_(sink), passed_(std::move(passed)), pipeline_({.stop = stop}) {}

void SourceCopier::copy(const CopiedSource& source, const RelPath& path, Timestamp modified,
                        AlgorithmSet algorithms, Done done) {
  if (source.size <= kLongest)
    if (FileMaker maker = sink_.maker(path, source.size, modified))
      return read_beside(source, std::move(maker), algorithms, std::move(done));
  if (source.size <= kReadAhead)
    return read_ahead(source, path, modified, algorithms, std::move(done));
  if (ahead_ > 0)
    finish();
  copy_through(source, path, modified, algorithms, std::move(done));
}

void SourceCopier::read(const CopiedSource& source, AlgorithmSet algorithms, Done done) {
  if (source.size <= kLongest)
    return read_beside(source, {}, algorithms, std::move(done));
  HashJob job;
  job.algorithms = algorithms;
  job.head = source.head;
  job.tee = [this](std::string_view bytes) { tell(bytes.size()); };
  job.done = std::move(done);
  read_source(pipeline_, source.path, source.stamp, std::move(job));
}

void SourceCopier::finish() {
  pipeline_.finish();
}

void SourceCopier::read_beside(const CopiedSource& source, FileMaker copy, AlgorithmSet algorithms,
                               Done done) {
  HashJob job;
  job.algorithms = algorithms;
  job.head = source.head;
  job.done = [this, done = std::move(done)](HashResult result) {
    tell(result.bytes);
    done(std::move(result));
  };
  read_source_beside(pipeline_, source.path, source.stamp, std::move(copy), std::move(job));
}

/// The calling thread only writes: what the result has of the file is all of it.
void SourceCopier::read_ahead(const CopiedSource& source, const RelPath& path, Timestamp modified,
                              AlgorithmSet algorithms, Done done) {
  ++ahead_;
  CopiedSource whole = source;
  whole.head = static_cast<std::size_t>(source.size);
  read_beside(
      whole, {}, algorithms,
      [this, path, size = source.size, modified, done = std::move(done)](HashResult result) {
        --ahead_;
        sink_.add(path, size, modified, [&result](ByteSink& sink) { sink.write(result.head); });
        done(std::move(result));
      });
}

/// On the calling thread, while others hash.
void SourceCopier::copy_through(const CopiedSource& source, const RelPath& path, Timestamp modified,
                                AlgorithmSet algorithms, Done done) {
  sink_.add(path, source.size, modified, [&](ByteSink& sink) {
    HashJob job;
    job.algorithms = algorithms;
    job.head = source.head;
    job.tee = [&](std::string_view bytes) {
      sink.write(bytes);
      tell(bytes.size());
    };
    job.done = std::move(done);
    read_source(pipeline_, source.path, source.stamp, std::move(job));
  });
}

} // namespace delo
