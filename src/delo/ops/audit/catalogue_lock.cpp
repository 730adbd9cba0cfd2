#include "delo/ops/audit/catalogue_lock.hpp"

#include "delo/base/error.hpp"
#include "delo/base/utf8.hpp"
#include "delo/ops/audit/catalogue.hpp"

#include <fmt/format.h>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <string>

namespace delo {
namespace {

/// What the holder wrote: "process 4711 since 2025-01-31T08:00:00Z".
std::string holder(int fd) {
  std::array<char, 128> text{};
  const std::int64_t n = read_some(fd, text.data(), text.size());
  const std::string_view line(text.data(), n > 0 ? static_cast<std::size_t>(n) : 0);
  return is_blank(line) ? "" : fmt::format(" ({})", display_name(trim(line)));
}

void create_parents(const std::filesystem::path& file) {
  if (!file.has_parent_path())
    return;
  std::error_code failure;
  std::filesystem::create_directories(file.parent_path(), failure);
  if (failure)
    throw io_error("create", file.parent_path().native(), failure.value());
}

} // namespace

CatalogueLock::CatalogueLock(const std::filesystem::path& catalogue, const Clock& clock) {
  create_parents(catalogue);
  const std::string path = catalogue.native() + ".lock";
  fd_ = Fd(uninterrupted(
      [&] { return ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666); }));
  if (!fd_)
    throw io_error("open", path, errno);
  if (uninterrupted([this] { return ::flock(fd_.get(), LOCK_EX | LOCK_NB); }) != 0) {
    if (errno != EWOULDBLOCK)
      throw io_error("lock", path, errno);
    throw Error(ErrorKind::busy,
                fmt::format("another run holds the catalogue {}{}",
                            display_name(catalogue.native()), holder(fd_.get())),
                "wait until it has ended, then run the command again");
  }
  if (uninterrupted([this] { return ::ftruncate(fd_.get(), 0); }) != 0)
    throw io_error("write", path, errno);
  write_all(fd_.get(), fmt::format("process {} since {}\n", ::getpid(), to_rfc3339(clock.now())),
            path);
}

void require_catalogue(const std::filesystem::path& catalogue) {
  if (!is_there(catalogue))
    Catalogue(catalogue, Catalogue::Missing::refuse);
}

} // namespace delo
