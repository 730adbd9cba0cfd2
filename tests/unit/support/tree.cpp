#include "unit/support/tree.hpp"

#include <archive.h>
#include <archive_entry.h>

#include <sys/stat.h>

#include <algorithm>
#include <functional>
#include <memory>

namespace delo::test {
namespace {

template <typename Items>
auto find_item(Items& items, std::string_view name) {
  return std::find_if(items.begin(), items.end(),
                      [name](const Item& item) { return item.name == name; });
}

void read_folder(const fs::path& root, const std::string& folder, Tree& tree) {
  std::vector<std::string> files;
  std::vector<std::string> folders;
  for (const auto& entry : fs::directory_iterator(root / folder)) {
    const std::string name = fs::path(folder) / entry.path().filename();
    (entry.is_directory() ? folders : files).push_back(name);
  }
  std::sort(files.begin(), files.end());
  std::sort(folders.begin(), folders.end());
  for (const std::string& name : files)
    tree.items.push_back({name, bytes_of(root / name), EntryKind::file, ""});
  for (const std::string& name : folders) {
    tree.items.push_back({name, "", EntryKind::folder, ""});
    read_folder(root, name, tree);
  }
}

using Writer = std::unique_ptr<archive, int (*)(archive*)>;

void must(int result, archive* a) {
  // A warning is for names that are not UTF-8: they are written as they are.
  if (result != ARCHIVE_OK && result != ARCHIVE_WARN)
    throw std::runtime_error(archive_error_string(a));
}

void write_item(archive* a, const Item& item, const std::string& top) {
  const std::unique_ptr<archive_entry, void (*)(archive_entry*)> entry(archive_entry_new(),
                                                                       archive_entry_free);
  const std::string prefix = top.empty() || item.is_outside ? "" : top + "/";
  archive_entry_copy_pathname(entry.get(), (prefix + item.name).c_str());
  archive_entry_set_perm(entry.get(), item.kind == EntryKind::folder ? 0755 : 0644);
  archive_entry_set_mtime(entry.get(), 1000000000, 0);
  switch (item.kind) {
  case EntryKind::folder:
    archive_entry_set_filetype(entry.get(), AE_IFDIR);
    break;
  case EntryKind::symlink:
    archive_entry_set_filetype(entry.get(), item.is_hard_link ? AE_IFREG : AE_IFLNK);
    if (item.is_hard_link)
      archive_entry_copy_hardlink(entry.get(), (prefix + item.link_target).c_str());
    else
      archive_entry_copy_symlink(entry.get(), item.link_target.c_str());
    break;
  case EntryKind::special:
    archive_entry_set_filetype(entry.get(), AE_IFIFO);
    break;
  case EntryKind::file:
  case EntryKind::unreadable:
    archive_entry_set_filetype(entry.get(), AE_IFREG);
    archive_entry_set_size(entry.get(), static_cast<la_int64_t>(item.bytes.size()));
    break;
  }
  must(archive_write_header(a, entry.get()), a);
  if (item.kind == EntryKind::file && !item.bytes.empty())
    archive_write_data(a, item.bytes.data(), item.bytes.size());
}

void write_archive(const Tree& tree, const fs::path& path, const ArchiveShape& shape,
                   const std::function<void(archive*)>& set_format) {
  const Writer writer(archive_write_new(), archive_write_free);
  archive* a = writer.get();
  set_format(a);
  if (shape.gzip)
    must(archive_write_add_filter_gzip(a), a);
  if (!shape.raw_names)
    must(archive_write_set_options(a, "hdrcharset=UTF-8"), a);
  must(archive_write_open_filename(a, path.c_str()), a);
  if (!shape.top.empty())
    write_item(a, {shape.top, "", EntryKind::folder, ""}, "");
  for (const Item& item : tree.items)
    write_item(a, item, shape.top);
  must(archive_write_close(a), a);
}

} // namespace

bool Tree::has(std::string_view name) const {
  return find_item(items, name) != items.end();
}

std::string& Tree::bytes(std::string_view name) {
  const auto found = find_item(items, name);
  if (found == items.end())
    throw std::runtime_error("no item " + std::string(name));
  return found->bytes;
}

const std::string& Tree::bytes(std::string_view name) const {
  return const_cast<Tree*>(this)->bytes(name);
}

void Tree::put(const std::string& name, std::string bytes) {
  const auto found = find_item(items, name);
  if (found == items.end())
    items.push_back({name, std::move(bytes), EntryKind::file, ""});
  else
    found->bytes = std::move(bytes);
}

void Tree::remove(std::string_view name) {
  const auto found = find_item(items, name);
  if (found == items.end())
    throw std::runtime_error("no item " + std::string(name));
  items.erase(found);
}

void Tree::rename(std::string_view from, const std::string& to) {
  bytes(from); // must be there
  find_item(items, from)->name = to;
}

void Tree::edit(std::string_view name, std::string_view from, std::string_view to) {
  std::string& text = bytes(name);
  const std::size_t place = text.find(from);
  if (place == std::string::npos)
    throw std::runtime_error("no \"" + std::string(from) + "\" in " + std::string(name));
  text.replace(place, from.size(), to);
}

std::string Tree::name_like(std::string_view end) const {
  for (const Item& item : items)
    if (item.name.ends_with(end))
      return item.name;
  throw std::runtime_error("no item like " + std::string(end));
}

Tree read_tree(const fs::path& folder) {
  Tree tree;
  read_folder(folder, "", tree);
  return tree;
}

void write_dir(const Tree& tree, const fs::path& folder) {
  fs::create_directories(folder);
  for (const Item& item : tree.items) {
    const fs::path path = folder / item.name;
    fs::create_directories(path.parent_path());
    switch (item.kind) {
    case EntryKind::folder:
      fs::create_directories(path);
      break;
    case EntryKind::symlink:
      fs::create_symlink(item.link_target, path);
      break;
    case EntryKind::special:
      if (::mkfifo(path.c_str(), 0600) != 0)
        throw std::runtime_error("cannot make a pipe");
      break;
    case EntryKind::file:
    case EntryKind::unreadable:
      write_file(path, item.bytes);
      break;
    }
  }
}

void write_tar(const Tree& tree, const fs::path& path, const ArchiveShape& shape) {
  write_archive(tree, path, shape, [&shape](archive* a) {
    must(shape.raw_names ? archive_write_set_format_gnutar(a)
                         : archive_write_set_format_pax_restricted(a),
         a);
  });
}

void write_zip(const Tree& tree, const fs::path& path, const ArchiveShape& shape) {
  write_archive(tree, path, shape, [](archive* a) {
    must(archive_write_set_format_zip(a), a);
    must(archive_write_zip_set_compression_store(a), a);
  });
}

fs::path store(const Tree& tree, const fs::path& folder, Container container) {
  const fs::path path = folder / file_name("package", container);
  const bool raw_names = std::any_of(tree.items.begin(), tree.items.end(), [](const Item& item) {
    return item.name.find('\xFF') != std::string::npos;
  });
  const ArchiveShape shape{.raw_names = raw_names};
  if (container == Container::dir)
    write_dir(tree, path);
  else
    (container == Container::tar ? write_tar : write_zip)(tree, path, shape);
  return path;
}

std::vector<Item> everything_of(PackageSource& source, std::size_t piece) {
  std::vector<Item> items;
  std::string buffer(piece, '\0');
  while (const auto entry = source.next()) {
    Item item{entry->name, "", entry->kind, entry->link_target};
    item.is_outside = entry->outside_root;
    if (entry->kind == EntryKind::file) {
      const auto reader = source.open();
      while (const std::size_t n = reader->read(buffer.data(), buffer.size()))
        item.bytes.append(buffer, 0, n);
    }
    items.push_back(std::move(item));
  }
  return items;
}

} // namespace delo::test
