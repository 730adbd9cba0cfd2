// Writing a package, whatever is to hold it. It appears whole under its name, or not at all.
#pragma once

#include "delo/base/atomic_file.hpp"
#include "delo/base/byte_sink.hpp"
#include "delo/base/rel_path.hpp"
#include "delo/base/timestamp.hpp"
#include "delo/io/container.hpp"
#include "delo/io/file_target.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace delo {

/// Takes the files of one package, in order. Everything goes to a staging folder beside the
/// target; seal() makes it durable, commit() gives it its name. Destroyed without commit(), it
/// leaves nothing behind. Paths are below the package's own folder.
class PackageSink {
public:
  virtual ~PackageSink() = default;

  /// Writes a file whose size is known beforehand; `fill` must write exactly that many bytes, or
  /// Error(io) tells that the source changed while it was read.
  virtual void add(const RelPath& path, std::uint64_t size, Timestamp modified,
                   const std::function<void(ByteSink&)>& fill) = 0;
  /// What makes such a file on another thread, beside others; its folder is made now. It is to be
  /// finished before seal(). Empty where the container takes one file after another: then nothing
  /// was done.
  virtual FileMaker maker(const RelPath& /*path*/, std::uint64_t /*size*/, Timestamp /*modified*/) {
    return {};
  }
  /// Writes a file whose size only its writer knows.
  virtual void add_generated(const RelPath& path, Timestamp modified,
                             const std::function<void(ByteSink&)>& fill) = 0;
  /// Makes a folder, for one that would not appear with the files in it.
  virtual void add_folder(const RelPath& path, Timestamp modified) = 0;
  /// Takes over a whole file of an older package without reading it, where the container can:
  /// false when it cannot, and nothing was done.
  virtual bool link(const RelPath& /*path*/, const std::string& /*existing*/) { return false; }
  /// Ends the writing and brings every byte to the disk.
  virtual void seal() = 0;
  /// Where the sealed package can be read again before it is published.
  virtual std::filesystem::path staged() const = 0;
  /// The names of the files at the top, where whoever reads the package again could learn them only
  /// by going through all of it; otherwise nothing.
  virtual std::optional<std::vector<std::string>> top_names() const { return std::nullopt; }
  /// Gives the sealed package its name; Overwrite::yes swaps an older one out in one step.
  virtual void commit(Overwrite overwrite) = 0;
  /// After commit(): files that were not known of when an older package gave way, and were kept.
  virtual std::vector<std::filesystem::path> left_behind() const { return {}; }
};

/// A sink for `<folder>/<id>` in the given container. Creates the folder when it is missing. An
/// archive may be called otherwise than the folder in it: `file_name`, "" for the usual name.
std::unique_ptr<PackageSink> open_sink(const std::filesystem::path& folder,
                                       const std::string& package_id, Container container,
                                       std::string file_name = {});

} // namespace delo
