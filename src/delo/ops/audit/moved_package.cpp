#include "delo/ops/audit/moved_package.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <filesystem>

namespace delo {
namespace {

bool is_file_of_size(const std::filesystem::path& path, std::uint64_t size) {
  struct stat status {};
  return ::lstat(path.c_str(), &status) == 0 && S_ISREG(status.st_mode) &&
         static_cast<std::uint64_t>(status.st_size) == size;
}

/// Asks for sizes alone: many places may have to be looked at for many packages.
bool could_be(PackageKind kind, const CataloguedFiles& files, const std::filesystem::path& place) {
  if (kind == PackageKind::archive) {
    const auto whole = files.find(kContainer);
    return whole != files.end() && is_file_of_size(place, whole->second.size);
  }
  return std::all_of(files.begin(), files.end(), [&place](const auto& file) {
    return is_file_of_size(place / file.first, file.second.size);
  });
}

} // namespace

std::optional<std::string> find_moved_package(const CatalogueEntry& package,
                                              const CataloguedFiles& files,
                                              std::span<const std::string> places,
                                              const CheckTools& tools, std::uint64_t& bytes) {
  for (const std::string& place : places) {
    if (!could_be(package.kind, files, place))
      continue;
    CatalogueEntry there = package;
    there.path = place;
    const PackageCheck found = check_package(there, files, tools);
    bytes += found.counts.bytes;
    if (found.events.empty())
      return place;
  }
  return std::nullopt;
}

} // namespace delo
