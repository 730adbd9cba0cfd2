#include "delo/base/error.hpp"

#include "delo/base/utf8.hpp"

#include <fmt/format.h>

#include <string.h>

#include <array>
#include <cerrno>
#include <utility>

namespace delo {
namespace {

constexpr std::array<std::pair<int, std::string_view>, 12> kHints{{
    {ENOENT, "check the spelling of the path, and that the disk it is on is mounted"},
    {ENOTDIR, "a file stands where a folder is needed: choose another path"},
    {EEXIST, "the name is taken: choose another path"},
    {EACCES, "check the permissions of the file and of the folders above it"},
    {EPERM, "check the permissions of the file and of the folders above it"},
    {EROFS, "the file system is mounted read-only: choose another place with -o"},
    {ENOSPC, "the disk is full: free some space or choose another place with -o"},
    {EDQUOT, "your quota is used up: free some space or choose another place with -o"},
    {EFBIG, "the file would be larger than this system allows (see `ulimit -f`)"},
    {EMFILE, "too many files are open (see `ulimit -n`)"},
    {ENODATA, "reading ended before the end of the file: check the disk or the network share, and "
              "that nothing writes there"},
    {EIO, "the disk or the network share reported a read or write error: check the system log"},
}};

std::string hint_for(int error_number) {
  for (const auto& [number, hint] : kHints)
    if (number == error_number)
      return std::string(hint);
  return {};
}

} // namespace

std::string errno_text(int error_number) {
  const char* description = strerrordesc_np(error_number);
  return description ? description : fmt::format("error number {}", error_number);
}

Error io_error(std::string_view verb, std::string_view path, int error_number, std::string hint) {
  if (hint.empty())
    hint = hint_for(error_number);
  return Error(ErrorKind::io,
               fmt::format("cannot {} {}: {}", verb, display_name(path), errno_text(error_number)),
               std::move(hint), error_number);
}

} // namespace delo
