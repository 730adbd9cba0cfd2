#include "delo/io/zip_end.hpp"

#include <fmt/format.h>

#include <unistd.h>

#include <algorithm>
#include <string_view>

namespace delo {
namespace {

constexpr std::size_t kRecord = 22; ///< bytes without its comment
constexpr std::size_t kLongestComment = 65'535;
constexpr std::size_t kLocator = 20; ///< of zip64, right before the record
constexpr std::uint32_t kInZip64 = 0xFFFFFFFF;

std::uint32_t number(std::string_view bytes, std::size_t at, std::size_t width) {
  std::uint32_t value = 0;
  for (std::size_t i = width; i-- > 0;)
    value = value << 8U | static_cast<unsigned char>(bytes[at + i]);
  return value;
}

ZipEnd read_record(std::string_view window, std::size_t at, std::uint64_t place) {
  ZipEnd end;
  const std::uint32_t entries = number(window, at + 10, 2);
  const std::uint32_t list_size = number(window, at + 12, 4);
  const std::uint32_t list_place = number(window, at + 16, 4);
  const bool has_zip64 = at >= kLocator && window.substr(at - kLocator).starts_with("PK\x06\x07");
  if (has_zip64 || list_size == kInZip64 || list_place == kInZip64)
    return end;
  end.entries = static_cast<std::uint16_t>(entries);
  end.is_in_place = std::uint64_t{list_place} + list_size == place;
  return end;
}

} // namespace

std::optional<ZipEnd> find_zip_end(int fd, std::uint64_t size) {
  const std::uint64_t wanted = std::min<std::uint64_t>(size, kLocator + kRecord + kLongestComment);
  std::string window(static_cast<std::size_t>(wanted), '\0');
  const std::uint64_t from = size - wanted;
  if (::pread(fd, window.data(), window.size(), static_cast<off_t>(from)) !=
      static_cast<ssize_t>(window.size()))
    return ZipEnd{}; // the disk fails: whoever reads the entries says so
  for (auto at = window.rfind("PK\x05\x06"); at != std::string::npos;
       at = at == 0 ? std::string::npos : window.rfind("PK\x05\x06", at - 1))
    if (at + kRecord <= window.size() && at + kRecord + number(window, at + 20, 2) <= window.size())
      return read_record(window, at, from + at);
  return std::nullopt;
}

std::string complaint_about(const ZipEnd& end, std::uint64_t entries) {
  if (!end.is_in_place)
    return "its list of contents is not where its end says: other bytes lie before or behind it";
  if (end.entries && *end.entries != (entries & 0xFFFFU))
    return fmt::format("its end counts {} entries, and there are {}", *end.entries, entries);
  return {};
}

} // namespace delo
