#include "delo/io/container.hpp"

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

std::string bare_name(std::string_view file_name) {
  for (const std::string_view suffix : {".gz", ".zst", ".tgz", ".tar", ".zip"})
    if (file_name.size() > suffix.size() && file_name.ends_with(suffix))
      file_name.remove_suffix(suffix.size());
  return std::string(file_name);
}

std::string file_name(std::string_view package_id, Container container) {
  return std::string(package_id) + std::string(words_of(container).suffix);
}

} // namespace delo
