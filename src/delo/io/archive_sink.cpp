#include "delo/io/archive_sink.hpp"

#include <fcntl.h>

#include <cerrno>

namespace delo {

ArchiveSink::File::File(const std::filesystem::path& path)
    : path_(path.native()), fd_(uninterrupted([this] {
        return ::open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
      })) {
  if (!fd_)
    throw io_error("write", path_, errno);
}

ArchiveSink::ArchiveSink(std::filesystem::path folder, const std::string& package_id,
                         Container container, std::string file_name)
    : staging_(std::move(folder)), file_name_(std::move(file_name)), file_(staged()),
      writer_(file_, file_name_, staging_.path(), package_id, container) {}

void ArchiveSink::seal() {
  writer_.close();
  file_.sync();
  sync_folder(staging_.path());
}

} // namespace delo
