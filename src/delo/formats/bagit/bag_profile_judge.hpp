// Holds a bag to a BagIt Profile: one that is there, or one that is planned. Both are judged here,
// so that nothing is packed which would not be accepted.
#pragma once

#include "delo/base/rel_path.hpp"
#include "delo/formats/bagit/bag_profile.hpp"
#include "delo/model/finding_cap.hpp"

#include <cstdint>
#include <set>
#include <span>
#include <string>
#include <vector>

namespace delo {

/// The requirements that a profile can make, as rules.
std::span<const Rule> profile_rules();

/// A broken rule, and what to do about it when the bag is still to be made.
struct ProfileFault {
  Finding finding;
  std::string flag;   ///< of delo pack, to be typed: "--set Contact-Name=..."; or
  std::string advice; ///< what else helps
};

/// Meets what a bag has, in any order, and gathers every fault.
class ProfileJudge {
public:
  /// Of the faults of each rule `most` are kept, and the others counted.
  explicit ProfileJudge(const BagItProfile& profile, std::uint64_t most = kMostFindings);

  /// Any file of the bag, with its bytes; payload that is to be fetched counts as there.
  void meet_file(const RelPath& path, std::uint64_t bytes);
  void meet_folder(const RelPath& path);

  void judge_container(Container container);
  /// Of BagIt, as bagit.txt gives it.
  void judge_version(std::string_view version);
  /// bag-info.txt; without tags when the file is not there.
  void judge_tags(const BagInfo& info);
  /// What no file was met for. Only when the bag was met whole.
  void judge_absences();

  const std::vector<ProfileFault>& faults() const { return faults_; }
  std::vector<MoreFindings> more() const { return cap_.more(); }

private:
  ProfileFault& report(std::string_view rule, std::string path, std::uint64_t line,
                       std::string message);
  void meet_manifest(const RelPath& path, const std::string& word, bool is_tag_manifest);
  void meet_payload(const RelPath& path, std::uint64_t bytes);
  void judge_identifier(const BagInfo& info);
  void judge_tag(const TagDefinition& tag, const std::vector<const Tag*>& found);
  void judge_missing_tag(const TagDefinition& tag);
  void judge_missing_manifests(const RequiredAndAllowed& list, const std::set<std::string>& met,
                               bool are_tag_manifests);
  void judge_missing_files();

  const BagItProfile& profile_;
  std::set<std::string> manifests_;     ///< algorithms
  std::set<std::string> tag_manifests_; ///< likewise
  std::set<std::string> met_;           ///< required files and folders that are there
  bool has_fetch_ = false;
  std::uint64_t payload_files_ = 0;
  std::uint64_t payload_bytes_ = 0;
  std::vector<ProfileFault> faults_;
  ProfileFault left_out_; ///< takes what is said of a fault that is only counted
  FindingCap cap_;
};

} // namespace delo
