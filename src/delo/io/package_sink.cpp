#include "delo/io/package_sink.hpp"

#include "delo/io/archive_sink.hpp"
#include "delo/io/dir_sink.hpp"

#include <array>

namespace delo {

namespace {

struct ContainerWords {
  std::string_view word;
  std::string_view suffix;
};
constexpr std::array<ContainerWords, kContainers.size()> kWords{{
    {"dir", ""},
    {"tar", ".tar"},
    {"tar.gz", ".tar.gz"},
    {"tar.zst", ".tar.zst"},
    {"zip", ".zip"},
    {"zip-deflate", ".zip"},
}};

const ContainerWords& words_of(Container container) {
  return kWords[static_cast<std::size_t>(container)];
}

} // namespace

std::string_view to_word(Container container) {
  return words_of(container).word;
}

std::string file_name(std::string_view package_id, Container container) {
  return std::string(package_id) + std::string(words_of(container).suffix);
}

std::unique_ptr<PackageSink> open_sink(const std::filesystem::path& folder,
                                       const std::string& package_id, Container container) {
  if (container == Container::dir)
    return std::make_unique<DirSink>(folder, package_id);
  return std::make_unique<ArchiveSink>(folder, package_id, container);
}

} // namespace delo
