// Files of a source, which must stay as they are from the first look at them to their last byte.
#pragma once

#include "delo/base/error.hpp"
#include "delo/io/file_target.hpp"
#include "delo/io/hash_pipeline.hpp"

#include <cstdint>
#include <filesystem>
#include <string>

struct stat;

namespace delo {

/// A source file that somebody else changed, cut, lengthened, replaced or removed. Reading it again
/// may help, unlike with other troubles of the disk.
class SourceChanged final : public Error {
public:
  SourceChanged(const std::filesystem::path& file, const std::string& how);
};

/// One number for the state of a file: inode, size, times of change to the nanosecond. Never 0, so
/// that 0 can say "not known".
std::uint64_t stamp_of(const struct stat& status);

/// Reads a file through the pipeline on the calling thread; `job.open` is filled in here. Throws
/// SourceChanged unless the file has the stamp (0: any) before its first byte and keeps it until
/// after its last, Error(io) when it cannot be read.
void read_source(HashPipeline& pipeline, const std::string& file, std::uint64_t stamp, HashJob job);

/// The same on a reader thread of the pipeline, beside other files; `copy`, where there is one,
/// makes what gets the bytes there. What is wrong with the file, or with the copy, is thrown
/// instead of calling `job.done`: it comes out of the add() or finish() that would have called it.
void read_source_beside(HashPipeline& pipeline, const std::string& file, std::uint64_t stamp,
                        FileMaker copy, HashJob job);

} // namespace delo
