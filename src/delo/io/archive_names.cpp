#include "delo/io/archive_names.hpp"

#include <unistd.h>

#include <algorithm>

namespace delo {

bool is_about_the_locale(std::string_view warning) {
  return warning.find("converted from UTF-8 to current locale") != std::string_view::npos;
}

std::string zip_name_before(int fd, std::int64_t end) {
  constexpr std::int64_t kFixedPart = 30;
  constexpr std::int64_t kLongest = 8192; // a name longer than any system opens, and its extras
  const std::int64_t from = std::max<std::int64_t>(0, end - kLongest);
  std::string window(static_cast<std::size_t>(end - from), '\0');
  if (::pread(fd, window.data(), window.size(), from) != static_cast<ssize_t>(window.size()))
    return "";
  const auto number = [&window](std::size_t at) {
    return static_cast<std::size_t>(static_cast<unsigned char>(window[at])) |
           static_cast<std::size_t>(static_cast<unsigned char>(window[at + 1])) << 8U;
  };
  for (auto at = window.rfind("PK\x03\x04"); at != std::string::npos;
       at = at == 0 ? std::string::npos : window.rfind("PK\x03\x04", at - 1)) {
    const std::size_t name = at + kFixedPart;
    if (name <= window.size() && name + number(at + 26) + number(at + 28) == window.size())
      return window.substr(name, number(at + 26));
  }
  return "";
}

} // namespace delo
