// Which page a loose file belongs to, told from its name alone, and only when one page fits.
#pragma once

#include "delo/ops/sheet_names.hpp"
#include "delo/ops/source_tree.hpp"

namespace delo {

/// What is needed of a page to know its files by their names.
struct PageFacts {
  TreeFile file;
  std::string folder; ///< below the source; "" for the source itself
  std::string stem;   ///< its name without its ending, folded
  std::vector<SheetRange> sheets;
};

/// Where a file belongs, or why that cannot be told.
struct FileMatch {
  const PageFacts* page = nullptr; ///< null: see `why_not`
  std::string_view representation;
  std::string how;
  std::string why_not;
  std::string hint;
};

/// Matches a file with the pages around it. `folder_says` is the representation that its folder is
/// named after, "" when it is none.
FileMatch match_file(const TreeFile& file, const std::vector<const PageFacts*>& pages,
                     std::string_view folder_says);

/// Matches a file that lies in the folder of the one page it can belong to.
FileMatch match_in_folder(const TreeFile& file, const PageFacts& page);

/// What a file is by its own name: a word in it, or a picture; "" when that is open.
std::string_view representation_by_name(std::string_view path);

/// The last part of a path, and that without its ending, folded.
std::string_view last_name(std::string_view path);
std::string stem_of(std::string_view path);
/// The ending in lower case without its dot: "tif".
std::string ending_of(std::string_view path);

} // namespace delo
