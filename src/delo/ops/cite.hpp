// Source lines, read one by one.
#pragma once

#include "delo/model/source_line.hpp"
#include "delo/ops/archives.hpp"

#include <string_view>

namespace delo {

/// In which alphabet citations are printed anew.
enum class Normalise { no, latin, cyrillic };

struct CiteOptions {
  Archives archives = built_in_archives();
  Normalise normalise = Normalise::no;
};

/// Reads source lines with one table of archives; may be shared by threads.
class CitationReader {
public:
  explicit CitationReader(CiteOptions options);

  CitedLine read(std::string_view text) const;

private:
  CiteOptions options_;
};

} // namespace delo
