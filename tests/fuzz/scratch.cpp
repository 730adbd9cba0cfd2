#include "fuzz/scratch.hpp"

#include "delo/base/error.hpp"

#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>
#include <stdexcept>

namespace delo::fuzz {

std::filesystem::path scratch_place(const std::string& name) {
  static const test::TempDir folder;
  return folder / name;
}

std::filesystem::path scratch_file(const std::string& name, std::string_view bytes) {
  const std::filesystem::path path = scratch_place(name);
  test::write_file(path, bytes);
  return path;
}

Fd nameless_file(std::string_view bytes) {
  Fd file(::memfd_create("delo-fuzz", MFD_CLOEXEC));
  write_all(file.get(), bytes, "memfd");
  if (::lseek(file.get(), 0, SEEK_SET) != 0)
    throw std::runtime_error("memfd: " + errno_text(errno));
  return file;
}

} // namespace delo::fuzz
