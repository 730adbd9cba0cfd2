// The files of a list of digests, judged by it while they are read for the catalogue.
#pragma once

#include "delo/ops/audit/reading.hpp"

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace delo {

/// Knows the names of a list, relative to the folder that they lie in, and compares what passes
/// with their digests and sizes. When the list lies in that folder, it is one of its files.
class ListWitness final : public ReadingWitness {
public:
  /// Reads the list. `root` is without links. Throws Error(io) when the list cannot be read.
  ListWitness(const std::filesystem::path& list, const std::filesystem::path& root);

  bool is_listed(std::string_view name) const { return files_.find(name) != files_.end(); }
  /// Whether the list has something to say of what was found; counts what it does not name.
  bool keeps(const StoredItem& item);

  AlgorithmSet algorithms(std::string_view name) override;
  void meet(const StoredItem& item, const DigestSet& digests) override;

  /// Why the list cannot be used, so that nothing needs to be read; empty when it can.
  std::string faults() const { return words_of(faults_, "the list cannot be used"); }
  /// Once everything has passed: what is missing or not what the list says; empty when all is well.
  std::string differences();
  /// "not in the list: 3 files, first a/b"; what else people should know.
  std::vector<std::string> notices() const;

private:
  struct Listed {
    DigestSet digests;
    std::optional<std::uint64_t> size;
    std::size_t line = 0;
    bool met = false;
  };
  /// The first problems in words, and how many there are.
  struct Problems {
    std::vector<std::string> first;
    std::uint64_t count = 0;
    void add(std::string words);
  };

  void read(const std::filesystem::path& list);
  void list_name(const std::string& written, Listed said);
  void add_list_itself();
  static std::string words_of(const Problems& problems, std::string_view what);

  std::filesystem::path root_;
  std::string own_name_; ///< of the list below the root; empty when it lies elsewhere
  std::optional<Digest> own_digest_;
  bool names_itself_ = false;
  std::map<std::string, Listed, std::less<>> files_;
  Problems faults_;
  Problems differences_;
  std::uint64_t unlisted_ = 0;
  std::string first_unlisted_;
};

} // namespace delo
