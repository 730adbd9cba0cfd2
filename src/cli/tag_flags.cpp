#include "cli/tag_flags.hpp"

#include "delo/base/error.hpp"
#include "delo/base/utf8.hpp"

#include <fmt/format.h>

namespace delo::cli {

std::vector<TagEdit> tags_from(const std::vector<std::string>& typed, std::string_view flag) {
  std::vector<TagEdit> tags;
  for (const std::string& text : typed) {
    const std::size_t equals = text.find('=');
    if (equals == std::string::npos)
      throw Error(ErrorKind::usage,
                  fmt::format("--{} needs LABEL=VALUE, not \"{}\"", flag, display_name(text)),
                  fmt::format("for example: --{} Source-Organization=\"State Archive\"", flag));
    tags.push_back({text.substr(0, equals), text.substr(equals + 1)});
  }
  return tags;
}

std::vector<TagFileEdit> tag_files_from(const std::vector<std::string>& typed) {
  std::vector<TagFileEdit> files;
  for (const std::string& text : typed) {
    const std::size_t equals = text.find('=');
    const bool has_path = equals != std::string::npos;
    files.push_back({text.substr(0, equals), has_path ? text.substr(equals + 1) : ""});
  }
  return files;
}

} // namespace delo::cli
