// The tag files that BagIt itself knows, read as they pass. bagit.txt says how the others are
// written, and may come behind them.
#pragma once

#include "delo/formats/bagit/bag_declaration.hpp"
#include "delo/formats/bagit/fetch_text.hpp"
#include "delo/formats/bagit/manifest_text.hpp"

#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace delo {

/// A manifest that was read to its end.
struct LoadedManifest {
  RelPath path;
  bool is_tag_manifest;
  ParsedManifest parsed;
  const Manifest& entries() const { return *parsed.manifest; }
};

/// bag-info.txt or package-info.txt, in UTF-8.
struct InfoText {
  std::string text;
  TagLineFaults faults;
};

/// Takes tag files in any order. Memory: a manifest or fetch.txt by its lines as Manifest and
/// FetchList keep them; what comes before bagit.txt, and bag-info.txt, whole up to a limit.
class BagTagFiles {
public:
  using Addresses = FetchParser::Addresses;

  /// Of the faults of each kind in each file `most_faults` are kept, and the others counted.
  explicit BagTagFiles(Addresses addresses = Addresses::checked,
                       std::uint64_t most_faults = kMostFindings);
  ~BagTagFiles();

  /// Whether a file's bytes belong here: at the top of the bag, with one of the known names.
  static bool knows(const RelPath& path);
  /// The same, without manifests.
  static bool knows_without_manifests(const RelPath& path);

  void feed(const RelPath& path, std::string_view bytes);
  /// The file has passed; what of it was read counts only when it was `readable` to its end.
  void end_file(const RelPath& path, bool readable);
  /// No more will come.
  void finish();

  /// Whether bagit.txt or a manifest has passed.
  bool looks_like_bag() const { return looks_like_bag_; }
  /// What bagit.txt says; empty where it is missing or could not be read.
  const BagDeclaration& declaration() const { return declaration_; }
  bool has_declaration() const { return has_declaration_; }
  PathEncoding encoding() const;
  /// By the bytes of their names, once finish() was called.
  const std::vector<LoadedManifest>& manifests() const { return manifests_; }
  const InfoText* info(std::string_view name) const;
  /// Null where there is none.
  const ParsedFetch* fetch() const { return fetch_ ? &*fetch_ : nullptr; }

private:
  class Reader;
  struct Waiting {
    std::string bytes;
    bool too_large = false;
    bool ended = false;
  };

  Reader& reader_of(const RelPath& path);
  void replay();
  void keep(const RelPath& path, Reader& reader, bool too_large);

  Addresses addresses_;
  std::uint64_t most_faults_;
  std::string declaration_text_;
  BagDeclaration declaration_;
  bool has_declaration_ = false;
  bool settled_ = false; ///< bagit.txt has passed, or never will
  bool looks_like_bag_ = false;
  std::map<RelPath, Waiting> waiting_;
  std::map<RelPath, std::unique_ptr<Reader>> readers_;
  std::vector<LoadedManifest> manifests_;
  std::map<std::string, InfoText, std::less<>> infos_;
  std::optional<ParsedFetch> fetch_;
};

} // namespace delo
