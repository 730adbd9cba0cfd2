#include "delo/io/archive_writer.hpp"

#include "delo/base/atomic_file.hpp"
#include "delo/base/fd.hpp"
#include "delo/base/utf8.hpp"
#include "delo/io/counting_sink.hpp"
#include "delo/io/locale_check.hpp"

#include <archive.h>
#include <archive_entry.h>
#include <fmt/format.h>

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <string>
#include <thread>

namespace delo {
namespace {

/// As much goes out at a time; the bytes do not tell.
constexpr int kBlock = 256 * 1024;

struct FreeEntry {
  void operator()(archive_entry* entry) const { archive_entry_free(entry); }
};

/// A file without a name for bytes whose count is not known yet: a tar header wants it first.
class Spool final : public ByteSink {
public:
  explicit Spool(const std::filesystem::path& folder)
      : folder_(folder.native()), fd_(open_nameless(folder)) {}

  void write(std::string_view bytes) override {
    write_all(fd_.get(), bytes, folder_);
    size_ += bytes.size();
  }
  std::uint64_t size() const { return size_; }

  void copy_to(ByteSink& sink) const {
    if (::lseek(fd_.get(), 0, SEEK_SET) != 0)
      throw io_error("read back a temporary file in", folder_, errno);
    std::string buffer(std::size_t{128} * 1024, '\0');
    for (;;) {
      const std::int64_t n = read_some(fd_.get(), buffer.data(), buffer.size());
      if (n < 0)
        throw io_error("read back a temporary file in", folder_, static_cast<int>(-n));
      if (n == 0)
        return;
      sink.write({buffer.data(), static_cast<std::size_t>(n)});
    }
  }

private:
  /// NFS and others know no files without names: there it has one for a moment.
  static Fd open_nameless(const std::filesystem::path& folder) {
    Fd fd(uninterrupted(
        [&] { return ::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600); }));
    if (fd)
      return fd;
    const auto name = folder / (".delo-spool-" + random_name());
    fd = Fd(uninterrupted(
        [&] { return ::open(name.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600); }));
    if (!fd)
      throw io_error("write a temporary file in", folder.native(), errno);
    ::unlink(name.c_str());
    return fd;
  }

  std::string folder_;
  Fd fd_;
  std::uint64_t size_ = 0;
};

} // namespace

ArchiveWriter::ArchiveWriter(ByteSink& out, std::string name, std::filesystem::path scratch,
                             std::string package_id, Container container)
    : out_(out), name_(std::move(name)), scratch_(std::move(scratch)),
      package_id_(std::move(package_id)), archive_(archive_write_new(), archive_write_free) {
  require_utf8_locale();
  choose_format(container);
  archive* a = archive_.get();
  check(archive_write_set_bytes_per_block(a, kBlock), name_);
  check(archive_write_set_bytes_in_last_block(a, 1), name_);
  check(archive_write_open(a, this, nullptr, &ArchiveWriter::write_block, nullptr), name_);
}

void ArchiveWriter::choose_format(Container container) {
  archive* a = archive_.get();
  if (container == Container::zip || container == Container::zip_deflate) {
    check(archive_write_set_format_zip(a), name_);
    check(container == Container::zip ? archive_write_zip_set_compression_store(a)
                                      : archive_write_zip_set_compression_deflate(a),
          name_);
    check(archive_write_set_format_option(a, "zip", "hdrcharset", "UTF-8"), name_);
    return;
  }
  check(archive_write_set_format_pax_restricted(a), name_);
  check(archive_write_set_format_option(a, "pax", "hdrcharset", "UTF-8"), name_);
  if (container == Container::tar_gz) {
    check(archive_write_add_filter_gzip(a), name_);
    check(archive_write_set_filter_option(a, "gzip", "timestamp", nullptr), name_);
  }
  if (container == Container::tar_zst) {
    check(archive_write_add_filter_zstd(a), name_);
    // One thread of its own or many give the same bytes; none would give others.
    const unsigned threads = std::max(1U, std::thread::hardware_concurrency());
    check(archive_write_set_filter_option(a, "zstd", "threads", std::to_string(threads).c_str()),
          name_);
  }
}

ArchiveWriter::~ArchiveWriter() {
  // Without close() nothing more is written. Closing frees buffers that archive_write_free leaves
  // behind after archive_write_fail (libarchive 3.6.2).
  abandoned_ = true;
  archive_write_close(archive_.get());
}

ssize_t ArchiveWriter::write_block(archive* a, void* context, const void* bytes, std::size_t size) {
  auto& self = *static_cast<ArchiveWriter*>(context);
  if (self.abandoned_)
    return -1;
  try {
    self.out_.write({static_cast<const char*>(bytes), size});
    return static_cast<ssize_t>(size);
  } catch (const Error& error) { // C code in between cannot carry it
    self.trouble_ = error;
    archive_set_error(a, EIO, "write error");
    return -1;
  }
}

void ArchiveWriter::check(int result, const std::string& path) {
  if (result == ARCHIVE_OK)
    return;
  if (trouble_)
    throw Error(*trouble_);
  // A warning means that something was written otherwise than asked: names, as a rule.
  const char* reason = archive_error_string(archive_.get());
  throw Error(ErrorKind::io, fmt::format("cannot store {} in {}: {}", display_name(path), name_,
                                         display_name(reason ? reason : "no reason")));
}

void ArchiveWriter::add(const RelPath& path, std::uint64_t size, Timestamp modified,
                        const std::function<void(ByteSink&)>& fill) {
  class Data final : public ByteSink {
  public:
    Data(ArchiveWriter& sink, const RelPath& path) : sink_(sink), path_(path) {}
    void write(std::string_view bytes) override {
      const auto n = archive_write_data(sink_.archive_.get(), bytes.data(), bytes.size());
      if (n != static_cast<la_ssize_t>(bytes.size()) && n >= 0)
        return; // more than announced: the count below tells
      sink_.check(n < 0 ? static_cast<int>(n) : ARCHIVE_OK, path_.str());
    }

  private:
    ArchiveWriter& sink_;
    const RelPath& path_;
  };

  const std::unique_ptr<archive_entry, FreeEntry> entry(archive_entry_new());
  const std::string name = package_id_ + "/" + path.str();
  archive_entry_set_pathname(entry.get(), name.c_str());
  archive_entry_set_filetype(entry.get(), AE_IFREG);
  archive_entry_set_perm(entry.get(), 0644);
  archive_entry_set_size(entry.get(), static_cast<la_int64_t>(size));
  archive_entry_set_mtime(entry.get(), static_cast<time_t>(modified.seconds), 0);
  check(archive_write_header(archive_.get(), entry.get()), path.str());
  Data data(*this, path);
  CountingSink counted(data);
  fill(counted);
  counted.require(size, path.str());
  check(archive_write_finish_entry(archive_.get()), path.str());
}

void ArchiveWriter::add_generated(const RelPath& path, Timestamp modified,
                                  const std::function<void(ByteSink&)>& fill) {
  Spool spool(scratch_);
  fill(spool);
  add(path, spool.size(), modified, [&spool](ByteSink& sink) { spool.copy_to(sink); });
}

void ArchiveWriter::add_folder(const RelPath& path, Timestamp modified) {
  const std::unique_ptr<archive_entry, FreeEntry> entry(archive_entry_new());
  const std::string name = package_id_ + "/" + path.str() + "/";
  archive_entry_set_pathname(entry.get(), name.c_str());
  archive_entry_set_filetype(entry.get(), AE_IFDIR);
  archive_entry_set_perm(entry.get(), 0755);
  archive_entry_set_size(entry.get(), 0);
  archive_entry_set_mtime(entry.get(), static_cast<time_t>(modified.seconds), 0);
  check(archive_write_header(archive_.get(), entry.get()), path.str());
  check(archive_write_finish_entry(archive_.get()), path.str());
}

void ArchiveWriter::close() {
  check(archive_write_close(archive_.get()), name_);
}

} // namespace delo
