// Hears a METS document of an E-ARK package and judges it while it passes.
#pragma once

#include "delo/base/hash_table.hpp"
#include "delo/formats/csip/attribute_judge.hpp"
#include "delo/formats/csip/eark_facts.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace delo {

/// Memory grows with what has an ID or names a file, by a few dozen bytes each; no tree is kept.
class EarkDocument final : public XmlHandler, private DocumentIds {
public:
  /// `hints`: optional parts that are absent are told, too.
  /// `keeps_digests`: those of files are compared by whoever reads the facts.
  /// `most_faults`: of a rule, that are kept; the others are counted.
  EarkDocument(MetsLevel level, bool hints, bool keeps_digests = true,
               std::uint64_t most_faults = kMostFindings)
      : level_(level), hints_(hints), keeps_digests_(keeps_digests), most_faults_(most_faults),
        tally_(most_faults) {}

  void start_element(std::string_view uri, std::string_view name, XmlAttributes attributes,
                     std::uint64_t line) override;
  void end_element(std::string_view uri, std::string_view name) override;
  void characters(std::string_view text) override;
  /// Judges what only the end of the document tells. Call once.
  void close();

  MetsLevel level() const { return level_; }
  bool hints() const { return hints_; }
  const EarkFacts& facts() const { return facts_; }
  RuleTally& tally() { return tally_; }
  const RuleTally& tally() const { return tally_; }

private:
  struct Frame {
    MetsPlace place;
    std::uint64_t line;
    std::array<std::uint32_t, kMetsPlaces> children{};
  };
  /// An agent on its way, and how it would do as the one that describes the software.
  struct OpenAgent {
    AgentFacts facts;
    RuleTally tally;
  };

  bool repeats_id() const override { return repeats_id_; }
  std::optional<std::string> stray_id(std::string_view ids, Kind kind) const override;

  RuleTally& tally_for(MetsPlace place);
  void note_id(MetsPlace place, XmlAttributes attributes);
  void meet(const JudgedElement& element);
  void meet_text(const JudgedElement& element);
  void meet_struct_map(const JudgedElement& element);
  void meet_top_division(const JudgedElement& element);
  void meet_inner_division(const JudgedElement& element);
  void meet_root(const JudgedElement& element);
  void meet_header(const JudgedElement& element);
  void meet_agent(const JudgedElement& element);
  void meet_section(const JudgedElement& element);
  void meet_group(const JudgedElement& element);
  void meet_file(const JudgedElement& element);
  void meet_mention(const JudgedElement& element);
  void meet_division(const JudgedElement& element);
  void meet_metadata_division(const JudgedElement& element);
  /// An attribute that lists sections.
  struct IdList {
    std::string_view rule;
    std::string_view attribute;
    Kind kind;
  };
  void check_listed(const IdList& list, const std::vector<std::string>& current,
                    XmlAttributes attributes, std::uint64_t line);
  void meet_file_pointer(const JudgedElement& element);
  void meet_mets_pointer(const JudgedElement& element);
  void leave(const Frame& frame);
  void leave_agent();
  void leave_text(MetsPlace place, std::uint64_t line);
  void leave_division();
  void leave_struct_map();
  void check_label_once(std::string_view rule, std::uint32_t count, std::string_view label,
                        std::uint64_t line);
  void check_groups_pointed();
  void check_record_ids();
  void check_formats();
  const FileGroup* group_of(std::string_view id) const;

  MetsLevel level_;
  bool hints_;
  bool keeps_digests_;
  std::uint64_t most_faults_;
  EarkFacts facts_;
  RuleTally tally_;
  std::vector<Frame> frames_;
  HashTable ids_;
  bool repeats_id_ = false;
  std::unordered_set<std::size_t> admin_ids_;
  std::unordered_set<std::size_t> description_ids_;
  /// The IDs of sections that are current, which the division of metadata is to list.
  std::vector<std::string> current_admin_;
  std::vector<std::string> current_descriptions_;
  std::map<std::string, std::size_t, std::less<>> group_numbers_; ///< by ID
  std::vector<MetsReference> open_files_;
  OpenAgent agent_;
  std::optional<std::size_t> software_score_; ///< of the best agent so far: the fewer the better
  RuleTally software_;
  std::optional<std::size_t> map_score_; ///< of facts_.map
  std::uint32_t csip_maps_ = 0;
  StructMapFacts map_; ///< of the structMap that is open
  RepresentationDivision division_;
  std::string division_id_;
  bool division_repeats_id_ = false;
  std::optional<GroupKind> division_kind_;
  std::string record_type_; ///< of the altRecordID that is open
  std::map<std::string, std::uint32_t, std::less<>> record_ids_; ///< how many of a type
  std::string text_;
};

} // namespace delo
