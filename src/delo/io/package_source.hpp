// Reading a package, whatever holds it: a folder, a tar or a zip. There is no second way to do it.
#pragma once

#include "delo/base/timestamp.hpp"
#include "delo/io/container.hpp"
#include "delo/model/expansion_limit.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace delo {

enum class EntryKind {
  file,
  folder,
  symlink,
  special,   ///< device, FIFO, socket
  unreadable ///< a folder that could not be listed: Entry::trouble says why
};

/// One thing in a package. The name is what was found, bytes unchecked: RelPath decides.
struct Entry {
  std::string name; ///< below the package's own folder
  EntryKind kind = EntryKind::file;
  std::optional<std::uint64_t> size; ///< what the container says, when it says so
  std::optional<Timestamp> modified;
  std::uint64_t stamp = 0; ///< of a file on disk that was asked for its details: see stamp_of()
  std::string link_target;
  std::string trouble;
  int error_number = 0;      ///< errno of that
  bool outside_root = false; ///< in an archive: not in the one top folder of the others
};

/// The container itself is broken: cut short, or its structure cannot be read, or it holds beyond
/// measure more than it seems to. The bytes were readable, so this is a fault of the package and no
/// Error.
class ContainerDamaged : public std::runtime_error {
public:
  enum class Kind {
    broken,
    expands ///< over its ExpansionLimit
  };
  explicit ContainerDamaged(const std::string& reason, Kind kind = Kind::broken)
      : std::runtime_error(reason), kind_(kind) {}
  Kind kind() const { return kind_; }

private:
  Kind kind_;
};

/// The bytes of one entry, from start to end, once.
class EntryReader {
public:
  virtual ~EntryReader() = default;
  /// Up to `size` bytes; 0 at the end. Throws Error(io) when the disk fails, ContainerDamaged when
  /// the container does.
  virtual std::size_t read(char* buffer, std::size_t size) = 0;
};

using EntryOpener = std::function<std::unique_ptr<EntryReader>()>;

/// A package that is read once, entry by entry. Use from one thread.
class PackageSource {
public:
  virtual ~PackageSource() = default;

  /// The next entry, or nothing at the end. Entries that were not opened are skipped.
  virtual std::optional<Entry> next() = 0;
  /// Opens the file that next() gave last.
  virtual std::unique_ptr<EntryReader> open() = 0;
  /// Whether readers may be used on another thread and live on after the following next().
  virtual bool has_independent_readers() const = 0;
  /// What opens the file that next() gave last: with independent readers later, once, on any
  /// thread, while the source may have gone on or be gone. Without them the file is opened now, and
  /// trouble keeps until it is asked for.
  virtual EntryOpener opener();
  /// Whether the package can be opened once more, for what turns out too late to be needed.
  virtual bool can_be_read_again() const { return true; }
  /// The names of the files at the top of the package, where they can be had without reading
  /// contents. Ask before next().
  virtual std::optional<std::vector<std::string>> top_names() = 0;
  /// The name of the package's own folder; empty in an archive that has none. In a compressed
  /// archive it is known after the first next().
  virtual std::string root_name() const = 0;
  /// Faults of the container that did not stop the reading, such as a wrong zip CRC.
  virtual std::vector<std::string> container_warnings() const { return {}; }
};

/// Whether `path` is a folder, a file whose content says tar or zip, or another file that is, or is
/// called, an XML document.
enum class SourceKind { folder, archive, document, none };
SourceKind probe_source(const std::filesystem::path& path);

/// The form of the package at `path`, so that it can be written again in the same. Throws as
/// open_source() does.
Container container_of(const std::filesystem::path& path);

/// Whether each entry carries its size and times, which costs a look at every file of a folder.
/// Archives say them anyway.
enum class Details { no, yes };

/// Opens a package by what it is, not by what it is called. Throws Error(io) when the path cannot
/// be read, Error(nothing_to_check) when it is neither folder nor archive.
std::unique_ptr<PackageSource> open_source(const std::filesystem::path& path,
                                           Details details = Details::no,
                                           ExpansionLimit limit = {});

/// A tar that comes through an open file, which stays open. `name` is for messages. Throws
/// Error(io).
std::unique_ptr<PackageSource> open_stream(int stream, const std::filesystem::path& name,
                                           ExpansionLimit limit = {});

} // namespace delo
