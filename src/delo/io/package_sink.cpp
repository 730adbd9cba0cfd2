#include "delo/io/package_sink.hpp"

#include "delo/io/archive_sink.hpp"
#include "delo/io/dir_sink.hpp"

#include <array>

namespace delo {

std::string_view to_word(Container container) {
  static constexpr std::array<std::string_view, 3> kWords{"dir", "tar", "zip"};
  return kWords[static_cast<std::size_t>(container)];
}

std::string file_name(std::string_view package_id, Container container) {
  std::string name(package_id);
  if (container != Container::dir)
    (name += '.') += to_word(container);
  return name;
}

std::unique_ptr<PackageSink> open_sink(const std::filesystem::path& folder,
                                       const std::string& package_id, Container container) {
  if (container == Container::dir)
    return std::make_unique<DirSink>(folder, package_id);
  return std::make_unique<ArchiveSink>(folder, package_id, container);
}

} // namespace delo
