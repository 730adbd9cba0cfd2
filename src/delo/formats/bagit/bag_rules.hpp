// A bag against RFC 8493: structure, completeness, fixity.
#pragma once

#include "delo/formats/bagit/bag_info.hpp"
#include "delo/formats/bagit/bag_tag_files.hpp"
#include "delo/io/inspector.hpp"
#include "delo/model/validate_options.hpp"

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

/// A slip of a tool that is in wide use, which a lenient reader forgives.
struct KnownSlip {
  std::string_view rule; ///< that it breaks
  std::string_view tools;
};
std::span<const KnownSlip> known_slips();

/// Sees a package once and judges it as a bag. Memory: a small constant for each manifest line.
class BagRules final : public Inspector {
public:
  explicit BagRules(Depth depth = Depth::full, bool lenient = false,
                    std::uint64_t max_findings = kMostFindings)
      : depth_(depth), lenient_(lenient), tags_(BagTagFiles::Addresses::checked, max_findings) {}

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

  /// Whether anything of a bag was seen: bagit.txt or a manifest, or the private layout of one
  /// library.
  bool looks_like_bag() const { return tags_.looks_like_bag() || has_private_layout_; }

private:
  bool reads(const RelPath& path) const;
  void report(std::string_view rule, const RelPath* path, std::uint64_t line, std::string message,
              std::string expected = {}, std::string actual = {});
  /// The weight of a rule in the version of the bag, where it has one; `slip` becomes the tools
  /// that are known for a slip which is to be forgiven.
  std::optional<Severity> level_of(const Rule& rule, std::string_view& slip) const;
  /// Those of a table that were counted and not kept.
  template <typename Faults, typename Rows>
  void count_more(const Faults& faults, const Rows& rows) {
    for (const auto& row : rows)
      count_more(row.rule, faults.more(row.kind));
  }
  void count_more(std::string_view rule, std::uint64_t count);
  void report_text_faults(const RelPath& path, const TagLineFaults& faults);
  void settle_rules(std::vector<std::string>& not_run);

  void check_declaration();
  void check_info();
  void check_info_tags(const RelPath& path, const InfoText& text);
  void check_tag_forms(const RelPath& path, const BagInfo& info);
  void check_oxum(const RelPath& path, const std::vector<const Tag*>& tags);
  void compare_oxum(const RelPath& path, const Tag& tag, const Oxum& stated, const Oxum& counted);
  void check_structure();

  /// Where the entries of a manifest stand in what was seen.
  struct Matches {
    std::vector<std::uint32_t> seen; ///< by the number of the entry
    bool lacks_any = false;
  };
  static constexpr std::uint32_t kNotSeen = 0xFFFFFFFF;
  void check_manifest(const LoadedManifest& manifest);
  void check_forms(const LoadedManifest& manifest);
  void check_kinds(const LoadedManifest& manifest);
  void check_tag_manifests();
  void check_fixity(const LoadedManifest& manifest, const Matches& matches);
  void check_one(const LoadedManifest& manifest, const RelPath& path, const Manifest::Entry& entry,
                 const SeenFile& seen);

  void check_fetch();
  void check_fetch_entry(const RelPath& path, const FetchList::Entry& entry);

  /// A file that a manifest lists under another name than its own.
  struct OtherName {
    std::string_view rule; ///< that tells why
    RelPath actual;
  };
  void match(const SeenFiles& seen);
  bool has_altered(const LoadedManifest& manifest, const Matches& matches) const;
  bool all_payload_is_listed() const;
  /// The files that are here outside the payload, by their paths.
  std::vector<RelPath> tag_files() const;

  void check_presence();
  void find_missing();
  void check_missing(const RelPath& path, const LoadedManifest& manifest,
                     const Manifest::Entry& entry);
  void check_renamed(const RelPath& path, const LoadedManifest& manifest, const OtherName& other);
  std::optional<OtherName> other_name_of(const RelPath& path) const;
  void find_strays();
  void check_listed(const RelPath& path);
  void check_twins();
  bool is_listed(const RelPath& path) const;
  bool is_to_be_fetched(const RelPath& path) const;
  bool is_folder(const RelPath& path) const;
  void note_folder(std::string_view name);
  std::optional<Oxum> payload_oxum() const;

  Depth depth_;
  bool lenient_;
  Listing listing_;
  AlgorithmSet payload_algorithms_;
  AlgorithmSet tag_algorithms_;
  bool algorithms_known_ = false;
  bool has_payload_folder_ = false;
  bool has_private_layout_ = false;
  std::vector<std::size_t> folders_; ///< hashes of the names of folders: manifests list none
  std::string last_parent_;
  std::set<RelPath> no_files_; ///< links and devices, which other rules tell of
  BagTagFiles tags_;
  std::vector<Matches> matches_; ///< by the number of the manifest
  // Only while judging:
  const PassOutcome* outcome_ = nullptr;
  const SeenFiles* seen_ = nullptr;
  FindingSink* sink_ = nullptr;
  std::map<std::string, RelPath> strays_; ///< files that nothing lists, by their composed names
  std::set<RelPath> renamed_;             ///< files that are listed under another name
};

} // namespace delo
