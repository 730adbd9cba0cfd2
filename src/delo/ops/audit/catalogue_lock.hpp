// One writer at a time.
#pragma once

#include "delo/base/fd.hpp"
#include "delo/base/timestamp.hpp"

#include <filesystem>

namespace delo {

/// Holds "<catalogue>.lock" while it lives. The system lets go of the lock when the process ends,
/// however it ends; the file stays and tells who held it last.
class CatalogueLock {
public:
  /// Creates the folder when it is missing. Throws Error(busy) when another process, or another
  /// object, holds the lock: at once, with who holds it and since when.
  CatalogueLock(const std::filesystem::path& catalogue, const Clock& clock);

private:
  Fd fd_;
};

/// Where there is no catalogue, locking would make a folder and a file: throws
/// Error(nothing_to_check) before that, and Error(io) when nobody can tell whether there is one.
void require_catalogue(const std::filesystem::path& catalogue);

} // namespace delo
