#include "delo/formats/ocfl/ocfl_names.hpp"

#include "delo/base/fd.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <system_error>

namespace delo {
namespace {

constexpr std::array<std::string_view, 2> kVersions{"1.1", "1.0"};

/// Whether the file is there, is no link, and holds what its name says.
bool declares(const std::filesystem::path& folder, const std::string& name) {
  const std::filesystem::path file = folder / name;
  const std::string text = name.substr(name.find('=') + 1) + "\n";
  std::error_code ignored; // what is not there declares nothing
  return is_regular_file(symlink_status(file, ignored)) &&
         file_size(file, ignored) == text.size() && read_file(file, text.size()) == text;
}

std::optional<std::string> declared(const std::filesystem::path& folder, std::string_view mark) {
  for (const std::string_view version : kVersions)
    if (declares(folder, std::string(mark) + std::string(version)))
      return std::string(version);
  return std::nullopt;
}

} // namespace

bool is_known_ocfl(std::string_view version) {
  return std::find(kVersions.begin(), kVersions.end(), version) != kVersions.end();
}

std::optional<std::string> ocfl_object_version(const std::filesystem::path& folder) {
  return declared(folder, kOcflObjectMark);
}

bool is_ocfl_root(const std::filesystem::path& folder) {
  return declared(folder, kOcflRootMark).has_value();
}

std::string OcflVersionName::name_of(std::uint32_t other) const {
  return fmt::format("v{:0{}}", other, digits);
}

std::optional<OcflVersionName> parse_ocfl_version(std::string_view name) {
  if (!name.starts_with('v'))
    return std::nullopt;
  const std::string_view digits = name.substr(1);
  OcflVersionName version;
  const char* const end = digits.data() + digits.size();
  const auto parsed = std::from_chars(digits.data(), end, version.number);
  if (parsed.ec != std::errc() || parsed.ptr != end || version.number == 0)
    return std::nullopt;
  version.digits = digits.starts_with('0') ? digits.size() : 0;
  return version;
}

} // namespace delo
