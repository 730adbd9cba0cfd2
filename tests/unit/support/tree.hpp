// Packages in memory, to be damaged and then put into a folder, a tar or a zip.
#pragma once

#include "delo/io/package_sink.hpp"
#include "delo/io/package_source.hpp"
#include "unit/support/files.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace delo::test {

/// One thing in a package.
struct Item {
  std::string name;
  std::string bytes;
  EntryKind kind = EntryKind::file;
  std::string link_target{};
  bool is_hard_link = false; ///< in archives only
  bool is_outside = false;   ///< beside the top folder; in archives only
};

/// A package below its own folder, in the order in which an archive holds it. Names may repeat.
class Tree {
public:
  std::vector<Item> items;

  bool has(std::string_view name) const;
  /// The bytes of a file that must be there.
  std::string& bytes(std::string_view name);
  const std::string& bytes(std::string_view name) const;
  /// Adds a file at the end, or gives the one of this name other bytes.
  void put(const std::string& name, std::string bytes);
  void remove(std::string_view name);
  void rename(std::string_view from, const std::string& to);
  /// Replaces the first `from` in a file by `to`; `from` must be there.
  void edit(std::string_view name, std::string_view from, std::string_view to);
  /// The first name that ends like this; it must exist.
  std::string name_like(std::string_view end) const;
};

/// What lies in a folder: files before folders, by the bytes of their names.
Tree read_tree(const fs::path& folder);

void write_dir(const Tree& tree, const fs::path& folder);

/// A tar (pax unless `format` says otherwise) or zip with the package below `top`; `top` may be
/// empty.
struct ArchiveShape {
  std::string top = "package";
  bool gzip = false;
  bool raw_names = false; ///< an old tar or zip whose names are bytes, not UTF-8
};
void write_tar(const Tree& tree, const fs::path& path, const ArchiveShape& shape = {});
void write_zip(const Tree& tree, const fs::path& path, const ArchiveShape& shape = {});

/// Puts the tree into a container named "package" in `folder`; gives its path.
fs::path store(const Tree& tree, const fs::path& folder, Container container);

/// Everything that a source gives, in its order; bytes of files read in pieces of `piece`.
std::vector<Item> everything_of(PackageSource& source, std::size_t piece = 4096);

} // namespace delo::test
