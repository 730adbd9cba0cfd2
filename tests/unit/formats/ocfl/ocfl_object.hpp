// A small OCFL object of our own, and what the judge says of a folder.
#pragma once

#include "delo/formats/ocfl/ocfl_judge.hpp"
#include "unit/support/files.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace delo::test {

/// Lower-case hexadecimal.
std::string hex_of(Algorithm algorithm, std::string_view bytes);

/// The files of an object with two versions and three files of content, that is as it should be.
class OcflObject {
public:
  OcflObject();

  std::map<std::string, std::string> files;

  /// Replaces text in a file; it must be there.
  OcflObject& edit(const std::string& name, std::string_view from, std::string_view to);
  /// The same in an inventory, whose sidecar follows; those of the head and the root together when
  /// `name` is "inventory.json".
  OcflObject& edit_inventory(const std::string& name, std::string_view from, std::string_view to);
  OcflObject& remove(const std::string& name);
  OcflObject& add(const std::string& name, std::string_view bytes);

  void write(const fs::path& folder) const;
  /// What the judge says of it, as "code path: words".
  std::vector<std::string> problems() const;
};

/// Lets a judge meet a folder in the order of DirSource, with the digests that it asks for.
std::vector<OcflProblem> judge_ocfl_folder(const fs::path& folder);

} // namespace delo::test
