#include "delo/ops/fetch_place.hpp"

#include "delo/base/atomic_file.hpp"
#include "delo/base/error.hpp"
#include "delo/base/utf8.hpp"
#include "delo/io/hasher.hpp"

#include <fmt/format.h>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <vector>

namespace delo {
namespace {

namespace fs = std::filesystem;

constexpr int kFolderFlags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;

/// The name of a file in an open folder, for calls that take names: no link on the way counts.
fs::path name_in(const Fd& folder, std::string_view name) {
  return fmt::format("/proc/self/fd/{}/{}", folder.get(), name);
}

/// One name for each path, whatever its length and letters.
std::string name_of_part(const RelPath& path) {
  return digest_of(path.str()).hex() + ".part";
}

} // namespace

FetchPlace::FetchPlace(const fs::path& bag) : bag_path_(bag), bag_(open_folder(bag)) {
  fs::path whole = fs::absolute(bag).lexically_normal();
  if (!whole.has_filename())
    whole = whole.parent_path();
  path_ = whole.parent_path() / (".delo-fetch-" + whole.filename().native());
  if (::mkdir(path_.c_str(), 0700) != 0 && errno != EEXIST)
    throw io_error("create", path_.native(), errno);
  folder_ = Fd(uninterrupted([this] { return ::open(path_.c_str(), kFolderFlags); }));
  if (!folder_)
    throw io_error("open", path_.native(), errno);
  if (::flock(folder_.get(), LOCK_EX | LOCK_NB) != 0)
    throw Error(ErrorKind::busy,
                fmt::format("another run fetches for {}", display_name(bag.native())),
                "wait until it ends");
}

FetchPlace::~FetchPlace() {
  ::rmdir(path_.c_str()); // stays when something waits in it
}

FetchPlace::Part::Part(const FetchPlace& place, const RelPath& path)
    : place_(place), name_(name_of_part(path)), fd_(uninterrupted([this] {
        return ::openat(place_.folder_.get(), name_.c_str(),
                        O_RDWR | O_CREAT | O_APPEND | O_NOFOLLOW | O_CLOEXEC, 0666);
      })) {
  struct stat status {};
  if (!fd_ || ::fstat(fd_.get(), &status) != 0)
    throw io_error("create", (place.path_ / name_).native(), errno);
  size_ = static_cast<std::uint64_t>(status.st_size);
}

void FetchPlace::Part::write(std::string_view bytes) {
  write_all(fd_.get(), bytes, (place_.path_ / name_).native());
  size_ += bytes.size();
}

void FetchPlace::Part::clear() {
  if (uninterrupted([this] { return ::ftruncate(fd_.get(), 0); }) != 0)
    throw io_error("write", (place_.path_ / name_).native(), errno);
  size_ = 0;
}

DigestSet FetchPlace::Part::digests(AlgorithmSet algorithms, const std::stop_token& stop) const {
  const std::string shown = (place_.path_ / name_).native();
  if (::lseek(fd_.get(), 0, SEEK_SET) != 0)
    throw io_error("read", shown, errno);
  Hasher hasher;
  hasher.start(algorithms);
  std::vector<char> buffer(std::size_t{256} * 1024);
  while (const std::int64_t n = read_some(fd_.get(), buffer.data(), buffer.size())) {
    if (n < 0)
      throw io_error("read", shown, static_cast<int>(-n));
    if (stop.stop_requested())
      throw Error(ErrorKind::interrupted, "stopped while a file was checked");
    hasher.update({buffer.data(), static_cast<std::size_t>(n)});
  }
  return hasher.finish();
}

void FetchPlace::Part::remove() {
  ::unlinkat(place_.folder_.get(), name_.c_str(), 0);
}

std::string FetchPlace::Part::publish(const RelPath& path) {
  const std::string shown = (place_.bag_path_ / path.str()).native();
  Fd folder(::fcntl(place_.bag_.get(), F_DUPFD_CLOEXEC, 0));
  std::string_view rest = path.str();
  for (std::size_t slash = rest.find('/'); slash != std::string_view::npos;
       slash = rest.find('/')) {
    const std::string part(rest.substr(0, slash));
    rest.remove_prefix(slash + 1);
    if (::mkdirat(folder.get(), part.c_str(), 0777) != 0 && errno != EEXIST)
      throw io_error("create", shown, errno);
    Fd below(uninterrupted([&] { return ::openat(folder.get(), part.c_str(), kFolderFlags); }));
    if (!below && (errno == ELOOP || errno == ENOTDIR))
      return fmt::format("{} is no folder", display_name(part));
    if (!below)
      throw io_error("open", shown, errno);
    folder = std::move(below);
  }
  sync_fd(fd_.get(), shown);
  const int trouble = rename_to_free_name(name_in(place_.folder_, name_), name_in(folder, rest));
  if (trouble == EEXIST)
    return "something has this name already";
  if (trouble != 0)
    throw io_error("rename to", shown, trouble);
  sync_fd(folder.get(), shown);
  return {};
}

} // namespace delo
