// Source lines, read one by one.
#pragma once

#include "delo/model/source_line.hpp"

#include <filesystem>
#include <memory>
#include <optional>
#include <string_view>

namespace delo {

class ArchiveTable;

/// In which alphabet citations are printed anew.
enum class Normalise { no, latin, cyrillic };

struct CiteOptions {
  /// The user's own archives, a TOML file in the form of the built-in table.
  std::optional<std::filesystem::path> archives = {};
  Normalise normalise = Normalise::no;
};

/// Reads source lines with one table of archives; may be shared by threads.
class CitationReader {
public:
  /// Throws Error when the user's table cannot be read or is wrong.
  explicit CitationReader(const CiteOptions& options);
  ~CitationReader();

  CitedLine read(std::string_view line) const;

private:
  std::unique_ptr<const ArchiveTable> own_; ///< nullptr: the built-in table
  Normalise normalise_;
};

} // namespace delo
