// Where a path is parted into folder and name.
#pragma once

#include <cstddef>
#include <cstring>
#include <string_view>

namespace delo {

/// Where the last "/" stands; npos where there is none. rfind() goes byte by byte, and this is
/// asked several times of every file.
inline std::size_t last_slash(std::string_view path) {
  if (path.empty())
    return std::string_view::npos;
  const auto* const found = static_cast<const char*>(::memrchr(path.data(), '/', path.size()));
  return found ? static_cast<std::size_t>(found - path.data()) : std::string_view::npos;
}

} // namespace delo
