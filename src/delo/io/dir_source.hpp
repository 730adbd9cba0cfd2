// A package, or any other tree of files, that lies in a folder.
#pragma once

#include "delo/base/fd.hpp"
#include "delo/io/package_source.hpp"

namespace delo {

/// Walks a folder in one fixed order: the files of a folder by the bytes of their names, then its
/// folders, that called "metadata" first. Symbolic links below the folder are never followed.
/// Memory: the names in the folders from the root down to where the walk is.
class DirSource final : public PackageSource {
public:
  using Details = delo::Details;
  explicit DirSource(const std::filesystem::path& root, Details details = Details::no);

  std::optional<Entry> next() override;
  std::unique_ptr<EntryReader> open() override;
  EntryOpener opener() override;
  bool has_independent_readers() const override { return true; }
  std::optional<std::vector<std::string>> top_names() override;
  std::string root_name() const override;

private:
  /// One folder on the way down, with what is left to meet in it.
  struct Level {
    struct Item {
      std::size_t name; ///< where its name begins in `names`
      EntryKind kind;
    };
    std::string folder; ///< "" for the root
    std::string names;  ///< each ends with a NUL
    std::vector<Item> items;
    std::size_t next = 0;
    int trouble = 0; ///< errno of a listing that broke off
  };

  /// Outlives the source, for what opens files later.
  struct Root {
    std::shared_ptr<const std::filesystem::path> path;
    Fd fd;
    std::unique_ptr<EntryReader> open(std::string name) const;
  };

  Level list(const std::string& folder) const;
  Entry describe(const Level& level, const Level::Item& item) const;

  std::shared_ptr<const Root> root_;
  Details details_;
  std::vector<Level> levels_;
  std::string below_;   ///< the folder that was met last and is to be listed next
  std::string current_; ///< the name that next() gave last
};

/// When a file on disk was changed last, in whole seconds; nothing when it cannot be asked.
std::optional<Timestamp> modified_of(const std::filesystem::path& file);

/// A reader of one file on disk.
std::unique_ptr<EntryReader> open_file_reader(const std::filesystem::path& path);

} // namespace delo
