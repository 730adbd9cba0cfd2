#include "delo/io/package_sink.hpp"

#include "delo/io/archive_sink.hpp"
#include "delo/io/dir_sink.hpp"

namespace delo {

std::unique_ptr<PackageSink> open_sink(const std::filesystem::path& folder,
                                       const std::string& package_id, Container container,
                                       std::string name) {
  if (container == Container::dir)
    return std::make_unique<DirSink>(folder, package_id);
  if (name.empty())
    name = file_name(package_id, container);
  return std::make_unique<ArchiveSink>(folder, package_id, container, std::move(name));
}

} // namespace delo
