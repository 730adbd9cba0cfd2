#include "delo/formats/csip/eark_document.hpp"

#include "delo/base/utf8.hpp"
#include "delo/formats/csip/eark_claim.hpp"
#include "delo/formats/csip/eark_rule_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <utility>

namespace delo {
namespace {

using enum MetsPlace;

/// Names and notes longer than this are kept no further.
constexpr std::size_t kMostText = 1000;

std::size_t hash_of(std::string_view text) {
  return std::hash<std::string_view>{}(text);
}

/// What a SIP may say of the format of a file (SIP32-35).
struct FormatAttribute {
  std::string_view rule;
  std::string_view attribute;
};
constexpr std::array<FormatAttribute, 4> kFormats{{{"SIP32", "sip:FILEFORMATNAME"},
                                                   {"SIP33", "sip:FILEFORMATVERSION"},
                                                   {"SIP34", "sip:FILEFORMATREGISTRY"},
                                                   {"SIP35", "sip:FILEFORMATKEY"}}};

/// A row with the number of its rule.
struct NumberedCheck {
  const ChildCheck* check;
  RuleNumber rule;
};

std::vector<NumberedCheck> numbered_child_checks() {
  std::vector<NumberedCheck> checks;
  for (const ChildCheck& check : child_checks())
    checks.push_back({&check, eark_rule_number(check.rule)});
  return checks;
}

std::string wrong_number(const ChildCheck& check, std::uint32_t count) {
  const std::string_view parent = path_of(check.parent);
  const std::string_view name = path_of(check.child).substr(parent.size() + 1);
  return count == 0 ? fmt::format("{} has no {}", parent, name)
                    : fmt::format("{} has {} elements {} instead of {}", parent, count, name,
                                  check.at_most);
}

bool is_within(MetsPlace place, MetsPlace first, MetsPlace last) {
  return place >= first && place <= last;
}

} // namespace

RuleTally& EarkDocument::tally_for(MetsPlace place) {
  if (is_within(place, agent, agent_note))
    return agent_.tally;
  return is_within(place, struct_map, inner_pointer) ? map_.tally : tally_;
}

void EarkDocument::start_element(std::string_view uri, std::string_view name,
                                 XmlAttributes attributes, std::uint64_t line) {
  MetsPlace place = none;
  if (uri == kMetsNamespace)
    place =
        frames_.empty() ? (name == "mets" ? mets : none) : place_below(frames_.back().place, name);
  if (!frames_.empty())
    ++frames_.back().children.at(static_cast<std::size_t>(place));
  frames_.push_back({place, line, {}});
  if (place == none)
    return;
  ++facts_.seen.at(static_cast<std::size_t>(place));
  if (place == agent)
    agent_ = {};
  if (place == struct_map) {
    map_ = {};
    map_.tally = RuleTally(most_faults_);
  }
  note_id(place, attributes);
  const JudgedElement element{place, line, attributes, level_, hints_};
  judge_attributes(element, *this, tally_for(place));
  meet(element);
}

void EarkDocument::note_id(MetsPlace place, XmlAttributes attributes) {
  const std::string* id = find_attribute(attributes, "ID");
  repeats_id_ = false;
  if (!id)
    return;
  const std::size_t hash = hash_of(*id);
  ids_.add(hash, 1);
  repeats_id_ = ids_.was_known();
  if (place == dmd)
    description_ids_.insert(hash);
  if (place == other_md || place == rights || place == digiprov || place == amd)
    admin_ids_.insert(hash);
}

std::optional<std::string> EarkDocument::stray_id(std::string_view ids, Kind kind) const {
  const auto& known = kind == Kind::admin ? admin_ids_ : description_ids_;
  std::optional<std::string> stray;
  for_each_word(ids, [&](std::string_view id) {
    if (!stray && !known.contains(hash_of(id)))
      stray = std::string(id);
  });
  return stray;
}

void EarkDocument::meet(const JudgedElement& element) {
  using Meet = void (EarkDocument::*)(const JudgedElement&);
  struct Row {
    MetsPlace place;
    Meet meet;
  };
  static constexpr std::array<Row, 24> kRows{{
      {mets, &EarkDocument::meet_root},
      {header, &EarkDocument::meet_header},
      {agent, &EarkDocument::meet_agent},
      {agent_name, &EarkDocument::meet_text},
      {agent_note, &EarkDocument::meet_text},
      {record_id, &EarkDocument::meet_text},
      {dmd, &EarkDocument::meet_section},
      {other_md, &EarkDocument::meet_section},
      {rights, &EarkDocument::meet_section},
      {digiprov, &EarkDocument::meet_section},
      {group, &EarkDocument::meet_group},
      {inner_group, &EarkDocument::meet_group},
      {file, &EarkDocument::meet_file},
      {dmd_ref, &EarkDocument::meet_mention},
      {rights_ref, &EarkDocument::meet_mention},
      {digiprov_ref, &EarkDocument::meet_mention},
      {other_ref, &EarkDocument::meet_mention},
      {location, &EarkDocument::meet_mention},
      {struct_map, &EarkDocument::meet_struct_map},
      {top_division, &EarkDocument::meet_top_division},
      {division, &EarkDocument::meet_division},
      {inner_division, &EarkDocument::meet_inner_division},
      {file_pointer, &EarkDocument::meet_file_pointer},
      {mets_pointer, &EarkDocument::meet_mets_pointer},
  }};
  for (const Row& row : kRows)
    if (row.place == element.place)
      (this->*row.meet)(element);
}

void EarkDocument::meet_root(const JudgedElement& element) {
  facts_.is_mets = true;
  facts_.root_line = element.line;
  facts_.objid = value_of(element.attributes, "OBJID");
  facts_.profile = value_of(element.attributes, "PROFILE");
  facts_.claims_eark = is_eark_profile(facts_.profile) || has_eark_attribute(element.attributes);
}

void EarkDocument::meet_section(const JudgedElement& element) {
  const std::string id = value_of(element.attributes, "ID");
  if (!id.empty() && value_of(element.attributes, "STATUS") != "SUPERSEDED")
    (element.place == dmd ? current_descriptions_ : current_admin_).push_back(id);
}

void EarkDocument::meet_group(const JudgedElement& element) {
  FileGroup met{value_of(element.attributes, "ID"), value_of(element.attributes, "USE"),
                element.line};
  met.kind = group_kind(met.use);
  if (!met.id.empty())
    group_numbers_.try_emplace(met.id, facts_.groups.size());
  facts_.groups.push_back(std::move(met));
}

void EarkDocument::meet_file(const JudgedElement& element) {
  for (std::size_t i = 0; i < kFormats.size(); ++i)
    if (const std::string* value = find_attribute(element.attributes, kFormats[i].attribute)) {
      ++facts_.formats[i];
      if (is_blank(*value))
        tally_.fail(kFormats[i].rule, element.line,
                    fmt::format("mets/fileSec/fileGrp/file/@{} is empty", kFormats[i].attribute));
      else if (facts_.formats[i] == 1)
        tally_.judge(kFormats[i].rule);
    }
  MetsReference said;
  said.size = value_of(element.attributes, "SIZE");
  if (keeps_digests_)
    said.checksum = value_of(element.attributes, "CHECKSUM");
  said.checksum_type = value_of(element.attributes, "CHECKSUMTYPE");
  open_files_.push_back(std::move(said));
}

void EarkDocument::meet_mention(const JudgedElement& element) {
  MetsReference said;
  if (element.place == location && !open_files_.empty()) {
    said = open_files_.back();
  } else {
    said.size = value_of(element.attributes, "SIZE");
    said.checksum = value_of(element.attributes, "CHECKSUM");
    said.checksum_type = value_of(element.attributes, "CHECKSUMTYPE");
  }
  said.href = value_of(element.attributes, "xlink:href");
  said.line = element.line;
  if (!is_blank(said.href))
    facts_.mentions.push_back({said, element.place});
}

void EarkDocument::end_element(std::string_view, std::string_view) {
  if (frames_.empty())
    return;
  const Frame frame = frames_.back();
  frames_.pop_back();
  if (frame.place != none)
    leave(frame);
}

void EarkDocument::leave(const Frame& frame) {
  static const std::vector<NumberedCheck> kChecks = numbered_child_checks();
  for (const NumberedCheck& row : kChecks) {
    const ChildCheck& check = *row.check;
    if (check.parent != frame.place)
      continue;
    const std::uint32_t count = frame.children.at(static_cast<std::size_t>(check.child));
    tally_for(frame.place)
        .check(row.rule, count >= check.at_least && count <= check.at_most, frame.line,
               [&check, count] { return wrong_number(check, count); });
  }
  constexpr auto kFile = static_cast<std::size_t>(file);
  if (frame.place == inner_group)
    frames_.back().children[kFile] += frame.children[kFile];
  else if (frame.place == group)
    tally_.check("CSIP66", frame.children[kFile] > 0, frame.line,
                 fmt::format("the group \"{}\" has no file",
                             display_name(facts_.groups.empty() ? "" : facts_.groups.back().use)));
  else if (frame.place == file && !open_files_.empty())
    open_files_.pop_back();
  else if (frame.place == agent)
    leave_agent();
  else if (frame.place == division)
    leave_division();
  else if (frame.place == struct_map)
    leave_struct_map();
  else
    leave_text(frame.place, frame.line);
}

void EarkDocument::characters(std::string_view text) {
  if (frames_.empty() || text_.size() > kMostText)
    return;
  const MetsPlace place = frames_.back().place;
  if (place == agent_name || place == agent_note || place == record_id)
    text_ += text;
}

const FileGroup* EarkDocument::group_of(std::string_view id) const {
  const auto found = group_numbers_.find(id);
  return found == group_numbers_.end() ? nullptr : &facts_.groups[found->second];
}

void EarkDocument::check_formats() {
  for (std::size_t i = 0; i < kFormats.size(); ++i)
    if (hints_ && facts_.count(file) > 0 && facts_.formats[i] == 0)
      tally_.fail(
          kFormats[i].rule, facts_.root_line,
          fmt::format("none of the {} files has {}", facts_.count(file), kFormats[i].attribute));
}

void EarkDocument::close() {
  check_formats();
  tally_.add(software_);
  tally_.add(facts_.map.tally);
  if (csip_maps_ > 1)
    tally_.fail("CSIP82", facts_.map.line,
                fmt::format("{} structMaps have the LABEL CSIP instead of 1", csip_maps_));
  if (facts_.count(header) > 0 && level_ == MetsLevel::package)
    check_record_ids();
  software_ = {};
  facts_.map.tally = {};
}

} // namespace delo
