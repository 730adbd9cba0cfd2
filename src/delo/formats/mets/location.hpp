// Which file of a package a location in METS means. The standard asks for a relative URL (METS
// xlink:href, CSIP24, CSIP79); packages in the wild write it in other dialects, too.
#pragma once

#include "delo/base/rel_path.hpp"
#include "delo/io/seen_files.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace delo {

/// How a location was written, as far as that was not a relative URL.
enum class HrefDialect {
  none,        ///< a relative URL
  file_scheme, ///< "file:" in front of a path that is relative all the same
  raw,         ///< the name itself, where a URL would encode its "%"
  plus,        ///< "+" for a space, as forms do
  backslash    ///< "\" for "/"
};
inline constexpr std::size_t kHrefDialects = 5;

/// What is odd about it, for messages: "locations begin with \"file:\"".
std::string_view describe(HrefDialect dialect);

struct Location {
  enum class Kind {
    in_package, ///< `path` is a path of the package, whether a file is there or not
    elsewhere,  ///< a URL or name of another place
    outside     ///< no path, or one that leaves the package
  } kind = Kind::outside;
  std::optional<RelPath> path = {};
  HrefDialect dialect = HrefDialect::none;
};

/// What `href` means in the document at `from`. Readings are tried in a fixed order, and the first
/// whose file is there counts: the bytes as they stand, percent-decoded, with "+" as a space, with
/// "\" as "/"; but where a name with "%" and its decoded form are both there, the decoded one is
/// meant. When no file is there, the path is that of the standard's reading.
Location locate(const RelPath& from, std::string_view href, const SeenFiles& seen);

/// Every path of the package that `href` may mean in the document at `from`, that of the standard's
/// reading first. Empty when it means nothing inside the package.
std::vector<RelPath> possible_paths(const RelPath& from, std::string_view href);

} // namespace delo
