// Reading a document page from the disk without packing it.
#pragma once

#include "delo/model/record.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace delo {

/// Bytes; a larger file is no page of text.
inline constexpr std::uint64_t kLargestPage = 16ULL * 1024 * 1024;

struct InspectedDocument {
  std::string path;
  std::string shape; ///< the layout of the page: "L1"
  DocumentRecord record;
  std::optional<std::string> package_id; ///< what a package of it would be called
};

/// Reads one page. Throws Error(io) when it cannot be read, is larger than 16 MiB, or is not a
/// document page.
InspectedDocument inspect_page(const std::filesystem::path& path);

} // namespace delo
