// A bag against a BagIt Profile, in the same reading as all other rules.
#pragma once

#include "delo/formats/bagit/bag_profile_judge.hpp"
#include "delo/formats/bagit/bag_tag_files.hpp"
#include "delo/io/inspector.hpp"
#include "delo/model/validate_options.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace delo {

/// Holds a bag to the profile that the user gave, or else to the one that the bag names by its
/// BagIt-Profile-Identifier.
class ProfileRules final : public Inspector {
public:
  /// `container` is the form in which the package came; nothing where that is not known. A profile
  /// that is given must outlive this.
  ProfileRules(const ValidateOptions& options, std::optional<Container> container);

  std::span<const Rule> rules() const override { return profile_rules(); }
  bool applies() const override { return profile_ != nullptr; }
  /// The profile that the bag was held to, by its name; "" for none.
  std::string profile_name() const;
  void on_entry(const Entry& entry, const RelPath* path, PathFault fault) override;
  Interest interest_in(const RelPath& path) override;
  void on_bytes(const RelPath& path, std::string_view bytes) override;
  void on_file(const RelPath& path, const SeenFile& file) override;
  void at_end(const PassOutcome& outcome, FindingSink& sink,
              std::vector<std::string>& not_run) override;

private:
  /// Whether bag-info.txt has passed, and names no profile.
  bool has_nothing_to_do() const;
  void find_profile(std::vector<std::string>& not_run);
  const InfoText* info() const;
  void judge(const PassOutcome& outcome, ProfileJudge& judge,
             std::vector<std::string>& not_run) const;

  const BagItProfile* profile_; ///< null: none was given, or found
  bool is_given_;
  ProfileFinder find_;
  std::shared_ptr<const BagItProfile> found_;
  std::optional<Container> container_;
  std::uint64_t most_; ///< findings of a rule that are kept
  std::vector<RelPath> folders_;
  BagTagFiles tags_;
};

} // namespace delo
