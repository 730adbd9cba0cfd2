// A bag against a BagIt Profile, in the same reading as all other rules.
#pragma once

#include "delo/formats/bagit/bag_profile_judge.hpp"
#include "delo/formats/bagit/bag_tag_files.hpp"
#include "delo/io/inspector.hpp"

namespace delo {

class ProfileRules final : public Inspector {
public:
  /// `container` is the form in which the package came. The profile must outlive this.
  ProfileRules(const BagItProfile& profile, Container container,
               std::uint64_t most = kMostFindings);

  std::span<const Rule> rules() const override { return profile_rules(); }
  void on_entry(const Entry& entry, const RelPath* path, PathFault fault) override;
  Interest interest_in(const RelPath& path) override;
  void on_bytes(const RelPath& path, std::string_view bytes) override;
  void on_file(const RelPath& path, const SeenFile& file) override;
  void at_end(const PassOutcome& outcome, FindingSink& sink,
              std::vector<std::string>& not_run) override;

private:
  void judge(const PassOutcome& outcome, std::vector<std::string>& not_run);

  const BagItProfile& profile_;
  Container container_;
  ProfileJudge judge_;
  BagTagFiles tags_;
};

} // namespace delo
