// A spreadsheet file, XLSX or text, becomes rows whose columns are known by name.
#pragma once

#include "delo/model/sheet.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace delo {

/// Bytes; a larger file is no list of documents.
inline constexpr std::uint64_t kLargestSheet = 64ULL * 1024 * 1024;

struct SheetOptions {
  std::optional<std::string> encoding = {};          ///< of a text file; detected without it
  std::optional<std::filesystem::path> mapping = {}; ///< TOML: headings and what they mean
};

/// Reads and checks a whole sheet. Its form is told from its bytes, not from its name. What is
/// wrong with single cells is in `problems`. Throws Error(io) for what cannot be read or is no
/// spreadsheet that delo reads (old .xls, .ods, protected by a password, broken), Error(usage) for
/// a mapping file or an encoding that cannot be used.
Sheet read_sheet(const std::filesystem::path& path, const SheetOptions& options = {});

} // namespace delo
