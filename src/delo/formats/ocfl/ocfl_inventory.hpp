// Inventories of OCFL objects: what their files are, and their digests (OCFL 1.1, 3.5).
#pragma once

#include "delo/formats/ocfl/ocfl_problem.hpp"
#include "delo/model/digest.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace delo {

/// A path and the digest that the inventory gives it. Paths are the bytes of the JSON text.
struct OcflFile {
  std::string path;
  Digest digest;
};

/// The order of paths in which a folder is followed by what lies in it: "/" before all other bytes.
bool ocfl_path_less(std::string_view a, std::string_view b);

/// Finds a path in a list of an inventory; null when it is not there.
const OcflFile* find_ocfl_file(const std::vector<OcflFile>& files, std::string_view path);

/// One version of an object, as an inventory describes it (OCFL 1.1, 3.5.3.1).
struct OcflVersion {
  std::string name;            ///< "v1"
  std::uint32_t number = 0;    ///< 0 when the name is none of a version
  std::vector<OcflFile> state; ///< logical paths, in the order of ocfl_path_less()
};

/// Lists are in the order of ocfl_path_less() and hold no path twice, none that is the folder of
/// another, and none that leaves the object: such paths are problems.
struct OcflInventory {
  std::string id;
  std::string spec;                               ///< of `type`: "1.1"; "" when it is unknown
  Algorithm digest_algorithm = Algorithm::sha512; ///< or sha256
  std::string head;                               ///< "v3"; "" when it is no version of the object
  std::string content_directory = "content";
  std::vector<OcflFile> manifest; ///< content paths, relative to the object
  std::vector<OcflFile> fixity; ///< more digests, where delo knows the algorithm; a path may stand
                                ///< here once for each algorithm
  std::vector<OcflVersion> versions; ///< by their numbers
};

struct OcflReading {
  /// There when the text is JSON and has a known digest algorithm and a manifest: enough to check
  /// files, whatever the problems say.
  std::optional<OcflInventory> inventory;
  /// The first thousand; paths are places in the inventory.
  std::vector<OcflProblem> problems;
};

/// Reads an inventory; digests are compared regardless of case. Time and memory grow with the
/// length of the text.
OcflReading read_inventory(std::string_view bytes);

/// The digest in "inventory.json.sha512", as written: "<digest> inventory.json" (OCFL 1.1, 3.6).
/// Nothing when the file has another form.
std::optional<std::string> read_inventory_sidecar(std::string_view bytes);

} // namespace delo
