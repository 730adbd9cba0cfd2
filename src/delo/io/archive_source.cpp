#include "delo/io/archive_source.hpp"

#include "delo/base/error.hpp"
#include "delo/base/rel_path.hpp"
#include "delo/base/utf8.hpp"
#include "delo/io/archive_kind.hpp"
#include "delo/io/archive_names.hpp"
#include "delo/io/locale_check.hpp"
#include "delo/io/zip_end.hpp"

#include <archive.h>
#include <archive_entry.h>
#include <fmt/format.h>

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <limits>
#include <utility>

namespace delo {
namespace {

constexpr std::size_t kBlock = 128 * 1024;
constexpr std::size_t kMagic = 4; ///< bytes that tell a zip

/// The file below an archive handle. Remembers errno, so that a failing disk can be told from a
/// broken archive.
struct ArchiveFile {
  Fd fd;
  int error_number = 0;
  std::size_t ahead = 0; ///< bytes of a stream that were read to see what it is
  std::array<char, kBlock> block{};
  ExpansionLimit limit;
  std::uint64_t size = std::numeric_limits<std::uint64_t>::max(); ///< of the file, when it has one
  std::uint64_t in = 0;  ///< bytes read or passed over; those of a zip may be read again and again
  std::uint64_t out = 0; ///< bytes of entries, holes as well
  bool zip = false;
  bool expands = false; ///< over the limit: nothing more is read
};

/// Whether more came out than the limit allows. In a tar its headers count as well, and what is
/// passed over inside a compressed one; in a zip the handle's own count is a place in the file.
bool is_over_limit(archive* a, const ArchiveFile& file) {
  const la_int64_t unpacked = file.zip ? 0 : archive_filter_bytes(a, 0);
  const std::uint64_t out =
      std::max(file.out, static_cast<std::uint64_t>(std::max<la_int64_t>(unpacked, 0)));
  return file.limit.times > 0 && out > file.limit.free_bytes &&
         out / file.limit.times >= std::min(file.in, file.size);
}

la_ssize_t read_block(archive* a, void* context, const void** buffer) {
  auto& file = *static_cast<ArchiveFile*>(context);
  file.expands = file.expands || is_over_limit(a, file);
  if (file.expands)
    return -1; // libarchive may be passing over an entry that never ends
  *buffer = file.block.data();
  if (const std::size_t ahead = std::exchange(file.ahead, 0); ahead > 0) {
    file.in += ahead;
    return static_cast<la_ssize_t>(ahead);
  }
  const std::int64_t n = read_some(file.fd.get(), file.block.data(), file.block.size());
  if (n < 0) {
    file.error_number = static_cast<int>(-n);
    return -1;
  }
  file.in += static_cast<std::uint64_t>(n);
  return static_cast<la_ssize_t>(n);
}

la_int64_t seek_to(archive*, void* context, la_int64_t offset, int whence) {
  auto& file = *static_cast<ArchiveFile*>(context);
  const off_t position = ::lseek(file.fd.get(), offset, whence);
  if (position < 0)
    file.error_number = errno;
  return position < 0 ? ARCHIVE_FATAL : position;
}

la_int64_t skip_ahead(archive*, void* context, la_int64_t request) {
  auto& file = *static_cast<ArchiveFile*>(context);
  const off_t here = ::lseek(file.fd.get(), 0, SEEK_CUR);
  const off_t end = ::lseek(file.fd.get(), 0, SEEK_END);
  if (here < 0 || end < 0)
    return 0; // not a seekable file: libarchive reads instead
  // Never beyond the end, or a cut archive would look whole.
  const off_t target = std::min<off_t>(here + request, end);
  if (::lseek(file.fd.get(), target, SEEK_SET) < 0)
    return 0;
  file.in += static_cast<std::uint64_t>(target - here);
  return target - here;
}

std::uint64_t size_of(int file) {
  struct stat status {};
  return ::fstat(file, &status) == 0 && S_ISREG(status.st_mode)
             ? static_cast<std::uint64_t>(status.st_size)
             : std::numeric_limits<std::uint64_t>::max();
}

EntryKind kind_of(archive_entry* entry) {
  if (archive_entry_hardlink(entry))
    return EntryKind::symlink; // names another entry, holds no bytes of its own
  switch (archive_entry_filetype(entry)) {
  case AE_IFREG:
    return EntryKind::file;
  case AE_IFDIR:
    return EntryKind::folder;
  case AE_IFLNK:
    return EntryKind::symlink;
  default:
    return EntryKind::special;
  }
}

/// "./a/b/" and "a/b/" are "a/b": what tar programs write for the same thing.
std::string tidy_name(std::string name) {
  while (name.starts_with("./") && name.size() > 2)
    name.erase(0, 2);
  while (name.size() > 1 && name.back() == '/')
    name.pop_back();
  return name;
}

/// The folder that holds the package, told by the files that only a package's own folder has; ""
/// when they lie at the top. Without any of them, the folder of the first file.
std::string root_among(const std::vector<std::string>& names) {
  std::optional<std::string> root;
  for (const std::string& name : names) {
    if (name == "bagit.txt" || name == "METS.xml")
      return "";
    const std::size_t slash = name.find('/');
    const std::string_view rest = std::string_view(name).substr(slash + 1);
    if (!root && slash != std::string::npos && (rest == "bagit.txt" || rest == "METS.xml"))
      root = name.substr(0, slash);
  }
  if (!root && !names.empty() && names.front().find('/') != std::string::npos)
    root = names.front().substr(0, names.front().find('/'));
  return root && RelPath::parse(*root) ? *root : ""; // ".." is no folder of a package
}

} // namespace

struct ArchiveSource::Handle {
  ArchiveFile file;
  std::unique_ptr<archive, int (*)(archive*)> reader{archive_read_new(), archive_read_free};

  bool zip = false;
  bool stream = false;
  std::uint64_t entries = 0; ///< so far
  bool entries_compared = false;

  Handle(Fd input, const std::filesystem::path& name) : stream(true) {
    file.fd = std::move(input);
    read_ahead(name.native());
    if (is_zip({file.block.data(), file.ahead}))
      throw Error(ErrorKind::io,
                  "a zip cannot be read as a stream: what it holds stands at its end",
                  "save it as a file, and give the file");
    support_tar();
    archive_read_set_read_callback(reader.get(), read_block);
    archive_read_set_callback_data(reader.get(), &file);
  }

  void read_ahead(const std::string& name) {
    while (file.ahead < kMagic) {
      const std::int64_t n =
          read_some(file.fd.get(), file.block.data() + file.ahead, kMagic - file.ahead);
      if (n < 0)
        throw io_error("read", name, static_cast<int>(-n));
      if (n == 0)
        return;
      file.ahead += static_cast<std::size_t>(n);
    }
  }

  void support_tar() const {
    archive_read_support_format_tar(reader.get());
    archive_read_support_filter_gzip(reader.get());
    archive_read_support_filter_zstd(reader.get());
  }

  explicit Handle(const std::filesystem::path& path) {
    file.fd = open_for_reading(path);
    file.size = size_of(file.fd.get());
    zip = file.zip = is_zip(beginning_of(file.fd.get(), kMagic, path.native()));
    archive* a = reader.get();
    if (zip)
      archive_read_support_format_zip(a);
    else
      support_tar();
    if (::lseek(file.fd.get(), 0, SEEK_SET) != 0)
      throw io_error("read", path.native(), errno);
    archive_read_set_read_callback(a, read_block);
    archive_read_set_seek_callback(a, seek_to);
    archive_read_set_skip_callback(a, skip_ahead);
    archive_read_set_callback_data(a, &file);
  }
};

/// Reads the entry at which the archive stands.
class ArchiveEntryReader final : public EntryReader {
public:
  explicit ArchiveEntryReader(ArchiveSource& source) : source_(source) {}

  std::size_t read(char* buffer, std::size_t size) override {
    std::size_t done = 0;
    while (done == 0 && (rest_ > 0 || hole_ > 0 || next_block()))
      done = take(buffer, size);
    return done;
  }

private:
  std::size_t take(char* buffer, std::size_t size) {
    const std::size_t n = std::min(size, hole_ > 0 ? hole_ : rest_);
    if (hole_ > 0) {
      std::memset(buffer, 0, n); // a hole in a sparse file reads as zeros
      hole_ -= n;
    } else if (n > 0) { // an empty file has no block to copy from
      std::memcpy(buffer, block_, n);
      block_ += n;
      rest_ -= n;
    }
    position_ += n;
    source_.count(n);
    return n;
  }

  bool next_block() {
    if (ended_)
      return false;
    const void* block = nullptr;
    std::size_t size = 0;
    la_int64_t offset = 0;
    archive* a = source_.handle_->reader.get();
    const int result = archive_read_data_block(a, &block, &size, &offset);
    ended_ = result == ARCHIVE_EOF;
    if (result == ARCHIVE_WARN)
      source_.warnings_.emplace_back(archive_error_string(a));
    else if (result != ARCHIVE_OK && !ended_)
      source_.fail("reading an entry");
    const auto start = static_cast<std::uint64_t>(offset);
    if (start < position_ && !ended_)
      source_.fail("reading an entry"); // blocks that overlap: nothing sane writes this
    // At the end `start` is the size of the file: it may close with a hole.
    hole_ = start > position_ ? static_cast<std::size_t>(start - position_) : 0;
    block_ = static_cast<const char*>(block);
    rest_ = ended_ ? 0 : size;
    return true;
  }

  ArchiveSource& source_;
  const char* block_ = nullptr;
  std::size_t rest_ = 0;
  std::size_t hole_ = 0;
  std::uint64_t position_ = 0;
  bool ended_ = false;
};

ArchiveSource::ArchiveSource(std::filesystem::path path, ExpansionLimit limit)
    : path_(std::move(path)) {
  require_utf8_locale();
  handle_ = std::make_unique<Handle>(path_);
  handle_->file.limit = limit;
  if (archive_read_open1(handle_->reader.get()) != ARCHIVE_OK)
    fail("opening");
}

ArchiveSource::ArchiveSource(Fd stream, std::filesystem::path name, ExpansionLimit limit)
    : path_(std::move(name)) {
  require_utf8_locale();
  handle_ = std::make_unique<Handle>(std::move(stream), path_);
  handle_->file.limit = limit;
  if (archive_read_open1(handle_->reader.get()) != ARCHIVE_OK)
    fail("opening");
}

ArchiveSource::~ArchiveSource() = default;

bool ArchiveSource::can_be_read_again() const {
  return !handle_->stream;
}

void ArchiveSource::fail(const std::string& where) const {
  if (handle_->file.error_number != 0)
    throw io_error("read", path_.native(), handle_->file.error_number);
  if (handle_->file.expands)
    throw ContainerDamaged(fmt::format("over {} bytes came out of it, more than {} times as many "
                                       "as went in",
                                       handle_->file.limit.free_bytes, handle_->file.limit.times),
                           ContainerDamaged::Kind::expands);
  const char* reason = archive_error_string(handle_->reader.get());
  throw ContainerDamaged(fmt::format(
      "{} failed: {}", where, display_name(reason ? reason : "the structure makes no sense")));
}

/// Counts what came out of an entry; throws ContainerDamaged when it is too much.
void ArchiveSource::count(std::size_t bytes) {
  ArchiveFile& file = handle_->file;
  file.out += bytes;
  file.expands = file.expands || is_over_limit(handle_->reader.get(), file);
  if (file.expands)
    fail("reading an entry");
}

Entry ArchiveSource::describe(archive_entry* found) const {
  Entry entry;
  const char* name = archive_entry_pathname(found);
  if (!name)
    throw ContainerDamaged("an entry has a name that cannot be read");
  entry.name = name;
  if (handle_->zip && !is_ascii(entry.name)) {
    const std::string written =
        zip_name_before(handle_->file.fd.get(), archive_filter_bytes(handle_->reader.get(), 0));
    if (to_nfc(written) == to_nfc(entry.name))
      entry.name = written;
  }
  entry.name = tidy_name(std::move(entry.name));
  entry.kind = kind_of(found);
  if (archive_entry_size_is_set(found))
    entry.size = static_cast<std::uint64_t>(archive_entry_size(found));
  if (archive_entry_mtime_is_set(found))
    entry.modified = Timestamp{archive_entry_mtime(found)};
  if (const char* target = archive_entry_hardlink(found))
    entry.link_target = target;
  else if (const char* link = archive_entry_symlink(found))
    entry.link_target = link;
  return entry;
}

int ArchiveSource::next_header(archive_entry*& found) {
  archive* a = handle_->reader.get();
  if (handle_->zip)
    return archive_read_next_header(a, &found);
  const PlainLocale bytes_as_they_are;
  const int result = archive_read_next_header(a, &found);
  return result == ARCHIVE_WARN && is_about_the_locale(archive_error_string(a)) ? ARCHIVE_OK
                                                                                : result;
}

std::optional<Entry> ArchiveSource::next() {
  for (;;) {
    archive_entry* found = nullptr;
    const int result = next_header(found);
    if (result == ARCHIVE_EOF) {
      compare_with_end();
      return std::nullopt;
    }
    if (result == ARCHIVE_WARN)
      warnings_.emplace_back(archive_error_string(handle_->reader.get()));
    else if (result != ARCHIVE_OK)
      fail("reading the next entry");
    count(0); // a header is counted by libarchive
    ++handle_->entries;
    Entry entry = describe(found);
    if (entry.name == ".") {
      first_ = false; // packed from inside the folder: there is no top folder
      continue;
    }
    if (place(entry))
      return entry;
  }
}

/// libarchive reads a zip that lost its end by its local headers alone, and says nothing; nor does
/// it compare the entries with their count.
void ArchiveSource::compare_with_end() {
  const ArchiveFile& file = handle_->file;
  if (!handle_->zip || std::exchange(handle_->entries_compared, true))
    return;
  const auto end = find_zip_end(file.fd.get(), file.size);
  if (!end)
    throw ContainerDamaged("its end, with the list of what it holds, is missing");
  if (std::string complaint = complaint_about(*end, handle_->entries); !complaint.empty())
    warnings_.push_back(std::move(complaint));
}

/// Takes the top folder off an entry's name; false for the top folder itself.
bool ArchiveSource::place(Entry& entry) {
  const std::size_t slash = entry.name.find('/');
  if (std::exchange(first_, false) &&
      (slash != std::string::npos || entry.kind == EntryKind::folder) &&
      RelPath::parse(entry.name.substr(0, slash)))
    root_ = entry.name.substr(0, slash);
  if (root_.empty())
    return true;
  if (entry.name == root_)
    return false;
  if (entry.name.starts_with(root_ + "/"))
    entry.name.erase(0, root_.size() + 1);
  else
    entry.outside_root = true;
  return true;
}

std::unique_ptr<EntryReader> ArchiveSource::open() {
  return std::make_unique<ArchiveEntryReader>(*this);
}

std::optional<std::vector<std::string>> ArchiveSource::top_names() {
  if (handle_->stream || archive_filter_code(handle_->reader.get(), 0) != ARCHIVE_FILTER_NONE)
    return std::nullopt; // listing a compressed stream costs as much as reading it
  ArchiveSource listing(path_, handle_->file.limit);
  listing.first_ = false; // whole names
  std::vector<std::string> names;
  try {
    while (const auto entry = listing.next())
      if (entry->kind == EntryKind::file &&
          (names.empty() || std::count(entry->name.begin(), entry->name.end(), '/') <= 1))
        names.push_back(entry->name); // the first one, and what may lie at the top
  } catch (const ContainerDamaged&) {
    return std::nullopt; // the pass meets the damage itself and tells where
  }
  first_ = false;
  root_ = root_among(names);
  if (!root_.empty())
    for (std::string& name : names)
      if (name.starts_with(root_ + "/"))
        name.erase(0, root_.size() + 1);
  std::erase_if(names, [](const std::string& name) { return name.find('/') != std::string::npos; });
  return names;
}

} // namespace delo
