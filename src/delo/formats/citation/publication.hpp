// Books, journals and document collections: a source that is printed and not kept in an archive.
#pragma once

#include <cstddef>
#include <string_view>

namespace delo {

/// Where a publication is announced ("Reprinted in"), and where its text begins; npos for none.
struct PublicationMark {
  std::size_t begin = std::string_view::npos;
  std::size_t text = std::string_view::npos;
};
PublicationMark find_publication(std::string_view line);

/// Whether the text is a book or an article: "(Moscow: Progress, 1974)", a journal with its number,
/// or a quoted title and a year at the end.
bool is_published_source(std::string_view text);

} // namespace delo
