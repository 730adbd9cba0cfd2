// Copies source files into a package, hashing them on the way, as many beside each other as the
// container allows.
#pragma once

#include "delo/io/hash_pipeline.hpp"
#include "delo/io/package_sink.hpp"

#include <cstdint>
#include <functional>
#include <stop_token>
#include <string>

namespace delo {

/// A file as it was listed.
struct CopiedSource {
  const std::string& path;
  std::uint64_t size = 0;
  std::uint64_t stamp = 0; ///< see stamp_of(); 0 for not known
  std::size_t head = 0;    ///< how many of its first bytes the result is to have
};

/// Files are done in the order in which they were given, on the calling thread. What is wrong with
/// one (SourceChanged, Error(io)) comes out of its own call or of a later one; nothing more may be
/// done then.
class SourceCopier {
public:
  using Done = std::function<void(HashResult)>;

  /// `passed` is told of bytes that went by; it may be empty. The sink outlives this.
  SourceCopier(PackageSink& sink, const std::stop_token& stop,
               std::function<void(std::uint64_t)> passed);

  void copy(const CopiedSource& source, const RelPath& path, Timestamp modified,
            AlgorithmSet algorithms, Done done);
  /// Only reads and hashes.
  void read(const CopiedSource& source, AlgorithmSet algorithms, Done done);
  /// Waits until every file is done. Call before anything else goes into the sink.
  void finish();

private:
  void read_beside(const CopiedSource& source, FileMaker copy, AlgorithmSet algorithms, Done done);
  void read_ahead(const CopiedSource& source, const RelPath& path, Timestamp modified,
                  AlgorithmSet algorithms, Done done);
  void copy_through(const CopiedSource& source, const RelPath& path, Timestamp modified,
                    AlgorithmSet algorithms, Done done);
  void tell(std::uint64_t bytes) const {
    if (passed_)
      passed_(bytes);
  }

  PackageSink& sink_;
  std::function<void(std::uint64_t)> passed_;
  std::size_t ahead_ = 0; ///< files that were given, and that the sink has not got
  HashPipeline pipeline_; // last: its threads write into the sink
};

} // namespace delo
