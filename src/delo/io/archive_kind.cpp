#include "delo/io/archive_kind.hpp"

#include "delo/base/error.hpp"
#include "delo/base/fd.hpp"
#include "delo/base/utf8.hpp"

#include <string_view>

namespace delo {
namespace {

bool is_gzip(std::string_view start) {
  return start.starts_with("\x1F\x8B");
}

bool is_zstd(std::string_view start) {
  return start.starts_with("\x28\xB5\x2F\xFD");
}

} // namespace

std::string beginning_of(int fd, std::size_t size, const std::string& path) {
  std::string start(size, '\0');
  std::size_t done = 0;
  while (done < size) {
    const std::int64_t n = read_some(fd, start.data() + done, size - done);
    if (n < 0)
      throw io_error("read", path, static_cast<int>(-n));
    if (n == 0)
      break;
    done += static_cast<std::size_t>(n);
  }
  start.resize(done);
  return start;
}

bool is_zip(std::string_view start) {
  return start.starts_with("PK\x03\x04") || start.starts_with("PK\x05\x06");
}

Container container_of_archive(const std::filesystem::path& path) {
  const Fd fd = open_for_reading(path);
  const std::string start = beginning_of(fd.get(), 16, path.native());
  if (is_zip(start)) // the first entry's method (APPNOTE 4.4.5): 0 is stored
    return start.size() > 8 && start[8] == 0 ? Container::zip : Container::zip_deflate;
  if (is_gzip(start))
    return Container::tar_gz;
  return is_zstd(start) ? Container::tar_zst : Container::tar;
}

bool looks_like_archive(const std::filesystem::path& path) {
  const Fd fd = open_for_reading(path);
  const std::string start = beginning_of(fd.get(), 512, path.native());
  return is_zip(start) || is_gzip(start) || is_zstd(start) ||
         (start.size() > 262 && start.substr(257, 5) == "ustar");
}

bool looks_like_xml(const std::filesystem::path& path) {
  if (ascii_lower(path.extension().native()) == ".xml")
    return true;
  const Fd fd = open_for_reading(path);
  std::string start = beginning_of(fd.get(), 16, path.native());
  if (start.starts_with("\xEF\xBB\xBF"))
    start.erase(0, 3);
  std::erase(start, '\0'); // half of the bytes of UTF-16
  for (const std::string_view mark : {"\xFE\xFF", "\xFF\xFE"})
    if (start.starts_with(mark))
      start.erase(0, mark.size());
  return start.starts_with("<?xml");
}

} // namespace delo
