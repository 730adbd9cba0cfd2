// The folders of an E-ARK package, as CSIPSTR1-16 describe them.
#pragma once

#include "delo/base/rel_path.hpp"
#include "delo/formats/csip/rule_tally.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace delo {

/// A folder that CSIP names.
enum class Part : unsigned char {
  metadata,
  preservation, ///< below metadata
  descriptive,  ///< below metadata
  representations,
  documentation,
  schemas,
  data ///< of a representation
};
inline constexpr std::size_t kParts = 7;

/// Which of the named folders one level of a package has, and how many files with bytes are in
/// them.
struct LevelFolders {
  std::array<bool, kParts> has{};
  std::array<std::uint64_t, kParts> files{};
  bool has_mets = false;
  std::vector<std::string> others; ///< some of the other folders
  std::vector<std::string> nearly; ///< a few folders whose names differ only in their letters

  bool has_part(Part part) const { return has.at(static_cast<std::size_t>(part)); }
  std::uint64_t files_in(Part part) const { return files.at(static_cast<std::size_t>(part)); }
};

/// One package, at the top or within a bag.
struct PackageFolders {
  LevelFolders top;
  std::map<std::string, LevelFolders, std::less<>> representations;
  std::vector<std::string> nearly_mets; ///< a few files that may be meant for METS.xml
  std::string deeper_mets;              ///< a METS.xml one folder further down
  std::string loose_file;               ///< the first file that lies in representations/ itself
  std::string loose_schema;             ///< the first .xsd in no folder schemas
};

/// Hears of all that is in a package. Memory grows with the number of representations only.
class EarkFolders {
public:
  void meet(const RelPath& path, bool is_folder);
  void meet_bytes(const RelPath& path, std::uint64_t bytes);

  /// The package below a folder: "", "data" or "data/<folder>".
  const PackageFolders& at(const std::string& root) const;
  /// The folders that look like a package, though no METS.xml is there: metadata and
  /// representations are.
  std::vector<std::string> likely_roots() const;
  /// A name that may be meant for METS.xml.
  static bool is_nearly_mets(std::string_view name);

private:
  std::map<std::string, PackageFolders, std::less<>> packages_;
};

/// What is known beside the folders.
struct FolderContext {
  std::string folder; ///< of the package, as it is called; "" when it has none of its own
  std::string root;   ///< its path in what is validated; "" at the top
  std::string objid;  ///< of METS.xml; "" when unknown
  bool is_in_bag = false;
  bool has_things_outside = false; ///< an archive holds more beside the folder
};

/// CSIPSTR1-16, but for the content of METS.xml.
void judge_folders(const PackageFolders& package, const FolderContext& context, RuleTally& tally);

/// Whether a folder has the name that OBJID says; what file systems cannot hold may be replaced.
bool is_named_after(std::string_view folder, std::string_view objid);

} // namespace delo
