// Reading document pages from the disk without packing them.
#pragma once

#include "delo/model/found_documents.hpp"
#include "delo/model/record.hpp"
#include "delo/ops/archives.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace delo {

/// Bytes; a larger file is no page of text.
inline constexpr std::uint64_t kLargestPage = 16ULL * 1024 * 1024;

struct InspectOptions {
  std::optional<std::string> encoding; ///< of the pages; told from their bytes otherwise
  Archives archives = built_in_archives();
  std::stop_token stop = {};
};

struct InspectedDocument {
  std::string path;
  std::string shape;    ///< the layout of the page: "L1"
  bool html = false;    ///< saved as HTML, not as text
  std::string encoding; ///< IANA name
  Confidence encoding_confidence = Confidence::certain;
  std::string encoding_origin = "detected"; ///< or "page", "option"
  DocumentRecord record;
  std::optional<std::string> package_id; ///< what a package of it would be called
};

/// What lies in a folder.
struct InspectedFolder {
  std::string path;
  std::uint64_t pages = 0;
  std::uint64_t companions = 0;        ///< files that belong to one of the pages, such as scans
  std::vector<FoundProblem> not_pages; ///< what is no page and belongs to none, and why
  std::vector<LeftOut> left_out;       ///< files that programs left behind
};

/// Reads one page. Throws Error(io) when it cannot be read, is larger than 16 MiB, or is not a
/// document page, Error(usage) for an encoding that is not known.
InspectedDocument inspect_page(const std::filesystem::path& path,
                               const InspectOptions& options = {});

/// Walks a folder and hands over every page in it, in the order of their paths, one at a time.
/// Throws Error(io) when the folder cannot be read, Error(interrupted) after a stop.
InspectedFolder inspect_folder(const std::filesystem::path& path, const InspectOptions& options,
                               const std::function<void(const InspectedDocument&)>& take);

} // namespace delo
