// Reading a stored package for the catalogue: every name met, every file hashed once, no judgement.
#pragma once

#include "delo/io/hash_pipeline.hpp"
#include "delo/io/rate_limit.hpp"
#include "delo/model/audit_data.hpp"
#include "delo/model/expansion_limit.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace delo {

/// One thing that lies in a package.
struct StoredItem {
  std::string name; ///< below the package's folder, bytes as found
  EntryKind kind = EntryKind::file;
  bool read = false; ///< its bytes were asked for
  std::uint64_t bytes = 0;
  std::optional<Digest> digest;           ///< sha512; nothing when reading failed
  std::optional<std::uint64_t> said_size; ///< what an archive's header says
  std::optional<std::string> unreadable;  ///< why
  int error_number = 0;                   ///< errno of that
  bool maybe_cached = false;              ///< the disk may not have been asked
};

/// A package as it lies there.
struct StoredPackage {
  std::vector<StoredItem> items;
  std::optional<std::string> damage; ///< of an archive that breaks off: what follows was not seen
  std::uint64_t bytes = 0;           ///< read
};

/// How to treat the disk.
struct ReadingManner {
  RateLimit* rate = nullptr; ///< none: as fast as it goes
  bool direct = false;       ///< around the page cache
};

/// Somebody who looks on while a package is read, on the thread that reads it: no byte is read a
/// second time for a second judge.
class ReadingWitness {
public:
  virtual ~ReadingWitness() = default;
  /// Digests of a file that are wanted beside sha512; asked before it is read.
  virtual AlgorithmSet algorithms(std::string_view name) = 0;
  /// How many bytes of a file are wanted; 0: none.
  virtual std::uint64_t most_bytes(std::string_view /*name*/) { return 0; }
  /// The bytes of such a file before the next one is met; of a longer one its beginning, one byte
  /// more than were wanted. Not called for what cannot be read.
  virtual void take(std::string_view /*name*/, std::string_view /*bytes*/) {}
  /// A file that was read, or that could not be; a folder, a link and the like when it is met.
  virtual void meet(const StoredItem& item, const DigestSet& digests) = 0;
};

/// What to read of a package.
struct ReadingPlan {
  /// How many bytes of a file at most; nothing: do not open it. An archive says how large it is.
  std::function<std::optional<std::uint64_t>(std::string_view name,
                                             std::optional<std::uint64_t> said_size)>
      limit;
  /// Sees the bytes of one file, bag-info.txt, while they pass; may be empty.
  std::function<void(std::string_view)> on_bag_info;
  ReadingWitness* witness = nullptr; ///< may be none
  ExpansionLimit expansion = {};
  ReadingManner manner = {};
};

/// Out of descriptors or memory: nothing is wrong with the file, and no other could be read either.
/// Such an error ends the reading of a package, and the run.
bool is_of_environment(const Error& error);

/// Reads what lies in the folder or archive. Entries beside an archive's top folder are left out.
/// Throws Error(io) when the package itself cannot be opened or listed, Error(interrupted) after a
/// stop was asked for of `pipeline`.
StoredPackage read_stored(const std::filesystem::path& path, PackageKind kind,
                          HashPipeline& pipeline, const ReadingPlan& plan);

/// Reads one file whole: an archive as the file it is. Its name is ".". The item
/// says what failed.
StoredItem read_container(const std::filesystem::path& path, HashPipeline& pipeline,
                          const ReadingManner& manner = {});

} // namespace delo
