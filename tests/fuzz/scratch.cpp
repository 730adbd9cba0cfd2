#include "fuzz/scratch.hpp"

#include "delo/base/error.hpp"

#include <archive.h>
#include <archive_entry.h>

#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>
#include <memory>
#include <stdexcept>

namespace delo::fuzz {
namespace {

namespace fs = std::filesystem;

class Scratch {
public:
  Scratch() {
    std::string name = (fs::temp_directory_path() / "delo-fuzz-XXXXXX").native();
    if (!::mkdtemp(name.data()))
      throw std::runtime_error("no folder for the targets: " + errno_text(errno));
    folder_ = name;
  }
  ~Scratch() {
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
  }
  const fs::path& folder() const { return folder_; }

private:
  fs::path folder_;
};

la_ssize_t append(archive*, void* text, const void* bytes, std::size_t size) {
  static_cast<std::string*>(text)->append(static_cast<const char*>(bytes), size);
  return static_cast<la_ssize_t>(size);
}

} // namespace

fs::path scratch_file(const std::string& name, std::string_view bytes) {
  static const Scratch scratch;
  const fs::path path = scratch.folder() / name;
  fs::create_directories(path.parent_path());
  const Fd file(::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600));
  write_all(file.get(), bytes, path.native());
  return path;
}

Fd nameless_file(std::string_view bytes) {
  Fd file(::memfd_create("delo-fuzz", MFD_CLOEXEC));
  write_all(file.get(), bytes, "memfd");
  if (::lseek(file.get(), 0, SEEK_SET) != 0)
    throw std::runtime_error("memfd: " + errno_text(errno));
  return file;
}

std::string zip_of(const std::vector<std::pair<std::string, std::string_view>>& files) {
  std::string zip;
  const std::unique_ptr<archive, int (*)(archive*)> writer(archive_write_new(), archive_write_free);
  archive_write_set_format_zip(writer.get());
  archive_write_zip_set_compression_store(writer.get());
  archive_write_set_bytes_per_block(writer.get(), 0);
  archive_write_open(writer.get(), &zip, nullptr, append, nullptr);
  const std::unique_ptr<archive_entry, void (*)(archive_entry*)> entry(archive_entry_new(),
                                                                       archive_entry_free);
  for (const auto& [name, bytes] : files) {
    archive_entry_clear(entry.get());
    archive_entry_set_pathname(entry.get(), name.c_str());
    archive_entry_set_filetype(entry.get(), AE_IFREG);
    archive_entry_set_perm(entry.get(), 0600);
    archive_entry_set_size(entry.get(), static_cast<la_int64_t>(bytes.size()));
    archive_write_header(writer.get(), entry.get());
    archive_write_data(writer.get(), bytes.data(), bytes.size());
  }
  archive_write_close(writer.get());
  return zip;
}

} // namespace delo::fuzz
