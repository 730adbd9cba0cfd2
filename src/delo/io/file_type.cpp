#include "delo/io/file_type.hpp"

#include "delo/base/error.hpp"

#include <fmt/format.h>
#include <magic.h>

#include <memory>

namespace delo {
namespace {

constexpr std::string_view kOctets = "application/octet-stream";

struct CloseMagic {
  void operator()(magic_t cookie) const { magic_close(cookie); }
};
using Cookie = std::unique_ptr<std::remove_pointer_t<magic_t>, CloseMagic>;

Cookie load() {
  Cookie cookie(magic_open(MAGIC_MIME_TYPE | MAGIC_ERROR | MAGIC_NO_CHECK_COMPRESS));
  if (!cookie || magic_load(cookie.get(), nullptr) != 0)
    throw Error(ErrorKind::io,
                fmt::format("cannot load the database of file types: {}",
                            cookie ? magic_error(cookie.get()) : "no memory"),
                "install the package libmagic-mgc");
  return cookie;
}

} // namespace

std::string mime_type_of(std::string_view head) {
  if (head.empty())
    return std::string(kOctets);
  thread_local const Cookie cookie = load();
  const char* found = magic_buffer(cookie.get(), head.data(), head.size());
  const std::string type = found ? found : std::string(kOctets);
  return type.starts_with("inode/") ? std::string(kOctets) : type;
}

std::string file_type_engine() {
  return fmt::format("libmagic {}.{:02}", magic_version() / 100, magic_version() % 100);
}

} // namespace delo
