#include "delo/io/file_type.hpp"

#include "delo/base/error.hpp"
#include "delo/base/utf8.hpp"
#include "delo/io/media_types.hpp"

#include <fmt/format.h>
#include <magic.h>

#include <memory>

namespace delo {
namespace {

constexpr std::string_view kEmpty = "inode/x-empty"; // as libmagic calls it

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

FileType file_type_of(std::string_view head) {
  thread_local const Cookie cookie = load();
  const char* found =
      head.empty() ? kEmpty.data() : magic_buffer(cookie.get(), head.data(), head.size());
  const std::string_view said = found ? found : "";
  FileType type{std::string(registered_media_type(said)), {}};
  if (ascii_lower(said) != ascii_lower(type.media_type))
    type.said = said;
  return type;
}

std::string file_type_engine() {
  return fmt::format("libmagic {}.{:02}", magic_version() / 100, magic_version() % 100);
}

} // namespace delo
