#include "cli/tag_flags.hpp"

#include "delo/base/error.hpp"
#include "delo/base/utf8.hpp"

#include <fmt/format.h>

namespace delo::cli {
namespace {

TagFile tag_file_from(const std::string& word) {
  std::error_code not_there;
  const std::size_t equals = word.rfind('=');
  if (equals == std::string::npos || std::filesystem::exists(word, not_there))
    return {word, ""};
  return {word.substr(0, equals), word.substr(equals + 1)};
}

} // namespace

std::vector<GivenTag> tags_from(const std::vector<std::string>& typed, std::string_view flag) {
  std::vector<GivenTag> tags;
  for (const std::string& word : typed) {
    const std::size_t equals = word.find('=');
    if (equals == std::string::npos)
      throw Error(ErrorKind::usage, fmt::format("--{} has no \"=\": {}", flag, display_name(word)),
                  fmt::format("write it like this: --{} Contact-Name=\"A. Keeper\"", flag));
    tags.push_back({word.substr(0, equals), word.substr(equals + 1)});
  }
  return tags;
}

std::vector<TagFile> tag_files_from(const std::vector<std::string>& typed) {
  std::vector<TagFile> files;
  for (const std::string& word : typed)
    files.push_back(tag_file_from(word));
  return files;
}

} // namespace delo::cli
