// Rules that hold for any package in any container: names that are safe, things that are files.
#pragma once

#include "delo/formats/container/name_twins.hpp"
#include "delo/io/inspector.hpp"
#include "delo/model/finding_cap.hpp"

#include <set>
#include <span>
#include <string>
#include <vector>

namespace delo {

std::span<const Rule> container_rules();

/// Judges names and kinds of entries; never looks into a file.
class ContainerRules final : public Inspector {
public:
  /// Of the findings of each rule `most` are kept, and the others counted.
  explicit ContainerRules(std::uint64_t most = kMostFindings) : cap_(most) {}

  std::span<const Rule> rules() const override { return container_rules(); }
  void on_entry(const Entry& entry, const RelPath* path, PathFault fault) override;
  void at_end(const PassOutcome& outcome, FindingSink& sink,
              std::vector<std::string>& not_run) override;

private:
  void add(std::string_view rule, const std::string& name, std::string message);
  void judge_part(const std::string& name);
  void judge_parts(const std::string& name);
  void tell_twins(const SeenFiles& seen);

  std::vector<Finding> findings_;
  FindingCap cap_;
  NameTwins twins_;
  std::set<std::string> others_; ///< names of what is no file
  std::string last_folder_;      ///< whose parts were judged
  std::set<std::string> bad_;    ///< names of folders that were told to be bad
};

/// The container broke off, makes no sense, or was left because it expands beyond measure.
void container_damaged(const ContainerDamaged& damage, FindingSink& sink);
/// The container is faulty in a place that did not stop the reading.
void container_warning(const std::string& reason, FindingSink& sink);

} // namespace delo
