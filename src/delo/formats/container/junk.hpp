// Files that nobody meant to keep: what operating systems and office programs leave behind.
#pragma once

#include <string_view>

namespace delo {

/// Whose leftover a path below a source is ("a folder view of macOS"), judged by the names in it;
/// "" for everything else.
std::string_view junk_reason(std::string_view path);

} // namespace delo
