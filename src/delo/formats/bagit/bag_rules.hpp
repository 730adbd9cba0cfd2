// A bag against RFC 8493: structure, completeness, fixity.
#pragma once

#include "delo/formats/bagit/bag_info.hpp"
#include "delo/formats/bagit/manifest_text.hpp"
#include "delo/io/inspector.hpp"

#include <map>
#include <set>
#include <span>

namespace delo {

std::span<const Rule> bag_rules();

/// The octets and files of a payload (RFC 8493 2.2.2).
struct Oxum {
  std::uint64_t bytes = 0;
  std::uint64_t files = 0;
};

/// Sees a package once and judges it as a bag. Memory: a small constant for each manifest line.
class BagRules final : public Inspector {
public:
  std::span<const Rule> rules() const override { return bag_rules(); }
  bool applies() const override { return looks_like_bag(); }
  void begin(const Listing& listing) override;
  void on_entry(const Entry& entry, const RelPath* path, PathFault fault) override;
  Interest interest_in(const RelPath& path) override;
  void on_bytes(const RelPath& path, std::string_view bytes) override;
  void on_file(const RelPath& path, const SeenFile& file) override;
  void still_needed(const PassOutcome& outcome, LateNeeds& needs) override;
  void at_end(const PassOutcome& outcome, FindingSink& sink,
              std::vector<std::string>& not_run) override;

  /// Whether anything of a bag was seen: bagit.txt, a manifest, or a data folder.
  bool looks_like_bag() const;

private:
  struct LoadedManifest {
    RelPath path;
    bool is_tag_manifest;
    ParsedManifest parsed;
    const Manifest& entries() const { return *parsed.manifest; }
  };

  void load_manifests(const PassOutcome& outcome);
  bool knows_version();
  ManifestParser* parser_of(const RelPath& path);
  void keep(const RelPath& path, ParsedManifest parsed);
  void report(std::string_view rule, const RelPath* path, std::uint64_t line, std::string message,
              std::string expected = {}, std::string actual = {});
  void check_declaration();
  void check_bag_info(const PassOutcome& outcome);
  void check_oxum(const std::vector<const Tag*>& tags, const PassOutcome& outcome);
  void check_structure();
  void check_manifest_lines(const LoadedManifest& manifest);
  void check_fixity(const LoadedManifest& manifest);
  void check_one(const LoadedManifest& manifest, const RelPath& path, const Manifest::Entry& entry,
                 const SeenFile& seen);
  void check_presence(const PassOutcome& outcome);
  bool is_listed(const RelPath& path) const;
  std::optional<Oxum> payload_oxum() const;
  void check_listed(const RelPath& path);

  std::optional<std::string> text_of(std::string_view tag_file) const;

  Listing listing_;
  AlgorithmSet payload_algorithms_;
  AlgorithmSet tag_algorithms_;
  bool algorithms_known_ = false;
  bool has_payload_folder_ = false;
  PathEncoding encoding_ = PathEncoding::percent;
  bool every_manifest_lists_all_ = true; ///< since BagIt 1.0
  std::map<RelPath, std::string> tag_texts_;
  std::map<RelPath, ManifestParser> parsers_; ///< of manifests that are passing
  std::vector<LoadedManifest> manifests_;
  std::vector<RelPath> waiting_; ///< manifests that came before bagit.txt
  bool knows_version_ = false;
  bool loaded_ = false;
  // Only while judging:
  const SeenFiles* seen_ = nullptr;
  FindingSink* sink_ = nullptr;
};

} // namespace delo
