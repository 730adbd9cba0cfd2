#include "delo/io/source_reading.hpp"

#include "delo/base/fd.hpp"
#include "delo/base/utf8.hpp"

#include <fmt/format.h>

#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <memory>
#include <optional>
#include <utility>

namespace delo {
namespace {

namespace fs = std::filesystem;

/// Reading this much takes longer than asking the system to read ahead.
constexpr std::uint64_t kLong = std::uint64_t{128} * 1024;

/// A file to be read, and what came of it. The reading thread is through with it when the result of
/// the job is there.
struct SourceFile {
  std::string path;
  std::uint64_t stamp = 0; ///< when it was listed; 0 for not known
  FileMaker copy = {};
  std::string change = {}; ///< how it changed meanwhile, if it did

  /// Ends the reading. A job knows errors only, not of which kind they are: see raise().
  [[noreturn]] void changed(std::string how) {
    change = std::move(how);
    throw Error(ErrorKind::io, change);
  }
  void raise(const std::optional<Error>& trouble) const {
    if (!change.empty())
      throw SourceChanged(path, change);
    if (trouble)
      throw Error(*trouble);
  }
};

Fd open_source_file(SourceFile& file) {
  try {
    return open_for_reading(file.path);
  } catch (const Error&) {
    struct stat status {};
    if (::lstat(file.path.c_str(), &status) != 0 && errno == ENOENT)
      file.changed("it is no longer there");
    throw;
  }
}

/// Reads as many bytes as the file had when it was opened: a file that is always written to has no
/// other end. Then it must be what it was, or the reading ends with Error(io).
class SourceReader final : public EntryReader {
public:
  explicit SourceReader(std::shared_ptr<SourceFile> file)
      : file_(std::move(file)), fd_(open_source_file(*file_)), before_(status()) {
    if (!S_ISREG(before_.st_mode) || (file_->stamp != 0 && stamp_of(before_) != file_->stamp))
      file_->changed("it is not as it was when the folder was listed");
    if (size() > kLong)
      ::posix_fadvise(fd_.get(), 0, 0, POSIX_FADV_SEQUENTIAL);
    if (file_->copy)
      copy_ = file_->copy();
  }

  std::size_t read(char* buffer, std::size_t room) override {
    const auto wanted = static_cast<std::size_t>(std::min<std::uint64_t>(size() - done_, room));
    const std::int64_t n = wanted == 0 ? 0 : read_some(fd_.get(), buffer, wanted);
    if (n < 0)
      throw io_error("read", file_->path, static_cast<int>(-n));
    const auto got = static_cast<std::size_t>(n);
    if (got == 0)
      end();
    else if (copy_)
      copy_->write({buffer, got});
    done_ += got;
    return got;
  }

private:
  std::uint64_t size() const { return static_cast<std::uint64_t>(before_.st_size); }

  struct stat status() const {
    struct stat status {};
    if (::fstat(fd_.get(), &status) != 0)
      throw io_error("read", file_->path, errno);
    return status;
  }

  void end() {
    expect_no_change();
    if (copy_)
      copy_->finish();
    copy_.reset();
  }

  /// If what has the name now is as the file was when it was opened, it is the file, and nothing
  /// was written to it. The open file itself is asked only to tell what happened instead.
  void expect_no_change() {
    struct stat named {};
    const int trouble = ::stat(file_->path.c_str(), &named) == 0 ? 0 : errno;
    if (stamp_of(named) == stamp_of(before_) && done_ == size())
      return;
    if (trouble == ENOENT)
      file_->changed("it was removed");
    if (trouble != 0) // nobody knows whether it changed
      throw io_error("read", file_->path, trouble);
    const struct stat now = status();
    if (now.st_size != before_.st_size || done_ != size())
      file_->changed(
          fmt::format("{} bytes became {}", before_.st_size,
                      now.st_size != before_.st_size ? now.st_size : static_cast<off_t>(done_)));
    file_->changed(stamp_of(now) != stamp_of(before_) ? "its size stayed, its content may not have"
                                                      : "another file took its place");
  }

  std::shared_ptr<SourceFile> file_;
  Fd fd_;
  struct stat before_;
  std::uint64_t done_ = 0;
  std::unique_ptr<FileTarget> copy_;
};

} // namespace

SourceChanged::SourceChanged(const fs::path& file, const std::string& how)
    : Error(ErrorKind::io,
            fmt::format("{} changed while it was read: {}", display_name(file.native()), how),
            "nothing of it was published; run the same command when nobody writes to the source, "
            "or let it read again with --retry 3") {}

std::uint64_t stamp_of(const struct stat& status) {
  std::uint64_t stamp = 14695981039346656037ULL; // FNV-1a
  for (const auto part :
       {static_cast<std::uint64_t>(status.st_ino), static_cast<std::uint64_t>(status.st_size),
        static_cast<std::uint64_t>(status.st_mtim.tv_sec),
        static_cast<std::uint64_t>(status.st_mtim.tv_nsec),
        static_cast<std::uint64_t>(status.st_ctim.tv_sec),
        static_cast<std::uint64_t>(status.st_ctim.tv_nsec)})
    for (unsigned shift = 0; shift < 64; shift += 8)
      stamp = (stamp ^ ((part >> shift) & 0xFFU)) * 1099511628211ULL;
  return stamp == 0 ? 1 : stamp;
}

void read_source(HashPipeline& pipeline, const std::string& file, std::uint64_t stamp,
                 HashJob job) {
  const auto source = std::make_shared<SourceFile>(SourceFile{file, stamp});
  job.read_here = true;
  job.open = [source] { return std::make_unique<SourceReader>(source); };
  source->raise(pipeline.add(std::move(job)));
}

void read_source_beside(HashPipeline& pipeline, const std::string& file, std::uint64_t stamp,
                        FileMaker copy, HashJob job) {
  const auto source = std::make_shared<SourceFile>(SourceFile{file, stamp, std::move(copy)});
  job.open = [source] { return std::make_unique<SourceReader>(source); };
  job.done = [source, done = std::move(job.done)](HashResult result) {
    source->raise(result.unreadable);
    done(std::move(result));
  };
  pipeline.add(std::move(job));
}

} // namespace delo
