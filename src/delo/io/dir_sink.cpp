#include "delo/io/dir_sink.hpp"

namespace delo {

DirSink::DirSink(std::filesystem::path folder, std::string package_id)
    : staging_(std::move(folder)), package_id_(std::move(package_id)), files_(staged()) {}

void DirSink::add(const RelPath& path, std::uint64_t size, Timestamp modified,
                  const std::function<void(ByteSink&)>& fill) {
  files_.write(path, size, modified, fill);
}

void DirSink::add_generated(const RelPath& path, Timestamp modified,
                            const std::function<void(ByteSink&)>& fill) {
  files_.write(path, std::nullopt, modified, fill);
}

} // namespace delo
