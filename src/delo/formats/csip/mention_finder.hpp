// Which file of a package a location means.
#pragma once

#include "delo/base/hash_table.hpp"
#include "delo/base/rel_path.hpp"
#include "delo/io/seen_files.hpp"

#include <optional>
#include <string_view>

namespace delo {

class MentionFinder {
public:
  explicit MentionFinder(const SeenFiles& seen) : seen_(seen) {}

  struct Found {
    RelPath path;
    bool in_other_letters; ///< not called like this, but for upper and lower case
  };
  /// The file that `href` in the document `mets` means. Packages that were made where "EAD.xml" and
  /// "ead.xml" are one file often mix the two: such a file is not where it is said to be, but what
  /// is said of it can be compared with it.
  std::optional<Found> find(const RelPath& mets, std::string_view href);

private:
  std::optional<RelPath> find_in_other_letters(const RelPath& path);

  const SeenFiles& seen_;
  HashTable by_lower_case_; ///< made when it is needed, of numbers in `seen_` from 1
  bool is_indexed_ = false;
};

} // namespace delo
