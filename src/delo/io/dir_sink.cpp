#include "delo/io/dir_sink.hpp"

#include "delo/io/counting_sink.hpp"

namespace delo {
namespace {

class FdSink final : public ByteSink {
public:
  FdSink(int fd, std::string path) : fd_(fd), path_(std::move(path)) {}
  void write(std::string_view bytes) override { write_all(fd_, bytes, path_); }

private:
  int fd_;
  std::string path_;
};

} // namespace

DirSink::DirSink(std::filesystem::path folder, std::string package_id)
    : staging_(std::move(folder)), package_id_(std::move(package_id)), files_(staged()) {}

void DirSink::add(const RelPath& path, std::uint64_t size, Timestamp modified,
                  const std::function<void(ByteSink&)>& fill) {
  add_generated(path, modified, [&](ByteSink& sink) {
    CountingSink counted(sink);
    fill(counted);
    counted.require(size, path.str());
  });
}

void DirSink::add_generated(const RelPath& path, Timestamp modified,
                            const std::function<void(ByteSink&)>& fill) {
  const Fd fd = files_.create(path);
  FdSink sink(fd.get(), files_.on_disk(path).native());
  fill(sink);
  files_.finish(fd, path, modified);
}

} // namespace delo
