// Tags and tag files as they are typed: LABEL=VALUE, FILE[=PATH].
#pragma once

#include "delo/model/bag_edits.hpp"

#include <string>
#include <vector>

namespace delo::cli {

/// Each "LABEL=VALUE"; throws Error(usage) where there is no "=". `flag` is named in the error.
std::vector<GivenTag> tags_from(const std::vector<std::string>& typed, std::string_view flag);

/// Each "FILE" or "FILE=PATH"; a file may have a "=" in its own name.
std::vector<TagFile> tag_files_from(const std::vector<std::string>& typed);

} // namespace delo::cli
