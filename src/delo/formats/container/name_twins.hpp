// Names that other systems take for one: a million of them are met by their hashes only.
#pragma once

#include "delo/base/hash_table.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace delo {

class NameTwins {
public:
  using Visit = std::function<void(const std::string& name)>;

  /// Takes a name; true when the very same name was met before, and no twin of it before that.
  bool meet(const std::string& name);

  /// Tells each name that differs from one met before it only in letter case or Unicode
  /// normalisation form. `each_name` calls its argument for all names once more, because only those
  /// that matter are looked up.
  void
  tell(const std::function<void(const Visit&)>& each_name,
       const std::function<void(const std::string& name, const std::string& first)>& told) const;

private:
  HashTable names_; ///< hash of the folded name → hash of the name that came first
  std::vector<std::pair<std::string, std::uint64_t>> twins_; ///< and the hash of the other name
};

} // namespace delo
