// Whether the files of an OCFL object are what its inventories say (OCFL 1.1, 3). Reads nothing
// itself: it is told what was met.
#pragma once

#include "delo/formats/ocfl/ocfl_inventory.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace delo {

/// Judges one object. Names are relative to its folder. Tell it the inventories first, those of the
/// root before those of versions: then algorithms() is exact, and memory grows with one inventory
/// and the number of files. Any other order is good as well.
class OcflJudge {
public:
  /// How many bytes of a file belong to take(); 0: none, its digests are enough. What is longer is
  /// not what its name says; hand over the beginning, one byte more than this.
  static std::uint64_t most_bytes(std::string_view name);

  /// The bytes of a file for which most_bytes() is not 0. It counts as met.
  void take(std::string_view name, std::string_view bytes);
  /// A file was met, with the digests that were computed of it. What is `unreadable` counts as
  /// there, and as neither good nor altered.
  void meet(std::string_view name, const DigestSet& digests, bool unreadable = false);
  void meet_folder(std::string_view name);
  /// Something that is neither file nor folder; `what` it is: "a symbolic link".
  void meet_other(std::string_view name, std::string_view what);

  /// The digests that content files are judged by; both of those that OCFL allows until the
  /// inventory of the root was taken.
  AlgorithmSet algorithms() const;
  /// What the root's inventory says; null until it was taken, and where it makes no sense.
  const OcflInventory* inventory() const { return root_ ? &*root_ : nullptr; }

  /// All that is wrong, once everything was met, by the bytes of the paths. What OCFL only advises
  /// against is none of it.
  std::vector<OcflProblem> problems();

private:
  struct Met {
    DigestSet digests;
    bool unreadable = false;
  };
  /// What is kept of an inventory file, whether it makes sense or not.
  struct InventoryFile {
    DigestSet digests; ///< of its bytes
    std::optional<Algorithm> algorithm;
    std::string spec;
  };

  void problem(std::string_view code, std::string_view path, std::string words);
  bool is_met(std::string_view name) const { return met_.find(name) != met_.end(); }
  bool has_below(const std::string& folder) const;
  void take_inventory(const std::string& folder, std::string_view bytes);
  void compare(const std::string& folder, const OcflInventory& old);
  void compare_states(const std::string& folder, const OcflInventory& old);
  void compare_manifests(const std::string& folder, const OcflInventory& old);
  void judge_declaration();
  void judge_sidecars();
  void judge_sidecar(const std::string& folder, const InventoryFile& file);
  void judge_versions();
  void judge_specs();
  void judge_names();
  void judge_root_name(const std::string& name, bool is_folder);
  void judge_name_in_version(const std::string& name, std::string_view rest);
  void judge_folders();
  void judge_content();
  void judge_file(const OcflFile& listed, std::string_view code);

  std::map<std::string, Met, std::less<>> met_;
  std::vector<std::string> folders_;
  std::map<std::string, std::string, std::less<>> declarations_; ///< bytes by names
  std::map<std::string, std::optional<std::string>, std::less<>> sidecars_;
  std::map<std::string, InventoryFile, std::less<>> inventory_files_; ///< by folders, "" is root
  std::optional<OcflInventory> root_;
  std::vector<std::uint32_t> file_versions_; ///< of the files in its manifest, sorted
  std::vector<std::pair<std::string, OcflInventory>> early_; ///< came before the root's
  /// Of versions with another digest algorithm than the root: checked against the files.
  std::vector<std::pair<std::string, std::vector<OcflFile>>> old_manifests_;
  AlgorithmSet old_algorithms_;
  std::vector<OcflProblem> problems_;
};

} // namespace delo
