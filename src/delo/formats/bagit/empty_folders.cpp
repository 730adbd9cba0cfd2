#include "delo/formats/bagit/empty_folders.hpp"

#include "delo/formats/bagit/manifest_text.hpp"

#include <algorithm>

namespace delo {

void write_empty_folders(ByteSink& sink, std::span<const RelPath> folders) {
  for (const RelPath& folder : folders) {
    sink.write(encode_manifest_path(folder.str()));
    sink.write("\n");
  }
}

std::vector<RelPath> parse_empty_folders(std::string_view text) {
  std::vector<RelPath> folders;
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    if (auto folder = RelPath::parse(decode_manifest_path(line, PathEncoding::percent)))
      folders.push_back(std::move(*folder));
  }
  return folders;
}

} // namespace delo
