#include "delo/formats/csip/eark_document.hpp"

#include "delo/base/utf8.hpp"
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

std::string value_of(XmlAttributes attributes, std::string_view name) {
  const std::string* value = find_attribute(attributes, name);
  return value ? *value : std::string();
}

bool is_eark_profile(std::string_view profile) {
  const std::string text = ascii_lower(profile);
  for (const std::string_view word :
       {"earkcsip", "earksip", "earkaip", "earkdip", "e-ark", "eark-"})
    if (text.find(word) != std::string::npos)
      return true;
  return false;
}

bool has_eark_attribute(XmlAttributes attributes) {
  return std::any_of(attributes.begin(), attributes.end(), [](const XmlAttribute& a) {
    return a.uri.find("dilcis.eu/XML/METS/") != std::string_view::npos ||
           a.uri.find("DILCIS.eu/XML/METS/") != std::string_view::npos;
  });
}

/// The kinds of altRecordID that a SIP may have (SIP5-8).
struct RecordId {
  std::string_view rule;
  std::string_view type;
  std::uint32_t at_most;
};
constexpr std::array<RecordId, 4> kRecordIds{{
    {"SIP5", "SUBMISSIONAGREEMENT", 1},
    {"SIP6", "PREVIOUSSUBMISSIONAGREEMENT", kAnyNumber},
    {"SIP7", "REFERENCECODE", 1},
    {"SIP8", "PREVIOUSREFERENCECODE", kAnyNumber},
}};

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
  if (place == struct_map)
    map_ = {};
  note_id(place, attributes);
  judge_attributes({place, line, attributes, level_, hints_}, *this, tally_for(place));
  meet(place, attributes, line);
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

void EarkDocument::meet(MetsPlace place, XmlAttributes attributes, std::uint64_t line) {
  switch (place) {
  case mets:
    return meet_root(attributes, line);
  case header:
    return meet_header(attributes, line);
  case agent:
    return meet_agent(attributes, line);
  case agent_note:
    ++agent_.facts.notes;
    if (value_of(attributes, "csip:NOTETYPE") == "IDENTIFICATIONCODE")
      ++agent_.facts.code_notes;
    return text_.clear();
  case agent_name:
    return text_.clear();
  case record_id:
    record_type_ = value_of(attributes, "TYPE");
    return text_.clear();
  case dmd:
  case other_md:
  case rights:
  case digiprov:
    return meet_section(place, attributes);
  case amd_wrap:
    ++facts_.embedded_admin;
    return;
  case group:
  case inner_group:
    return meet_group(attributes, line);
  case file:
    return meet_file(attributes, line);
  case dmd_ref:
  case rights_ref:
  case digiprov_ref:
  case other_ref:
  case location:
    return meet_mention(place, attributes, line);
  case struct_map:
    map_.line = line;
    map_.pointed.assign(facts_.groups.size(), false);
    csip_maps_ += value_of(attributes, "LABEL") == "CSIP" ? 1 : 0;
    return;
  case top_division:
    map_.top_line = line;
    map_.top_label = value_of(attributes, "LABEL");
    return;
  case division:
    return meet_division(attributes, line);
  case inner_division:
    map_.has_inner_representations |=
        group_kind(value_of(attributes, "LABEL")) == GroupKind::representations;
    return;
  case file_pointer:
    return meet_file_pointer(attributes, line);
  case mets_pointer:
  case inner_pointer:
    meet_mention(place, attributes, line);
    if (place == mets_pointer)
      meet_mets_pointer(attributes, line);
    return;
  default:
    return;
  }
}

void EarkDocument::meet_root(XmlAttributes attributes, std::uint64_t line) {
  facts_.is_mets = true;
  facts_.root_line = line;
  facts_.objid = value_of(attributes, "OBJID");
  facts_.profile = value_of(attributes, "PROFILE");
  facts_.claims_eark = is_eark_profile(facts_.profile) || has_eark_attribute(attributes);
}

void EarkDocument::meet_header(XmlAttributes attributes, std::uint64_t line) {
  facts_.header_line = line;
  facts_.package_type = value_of(attributes, "csip:OAISPACKAGETYPE");
  facts_.claims_eark |= has_eark_attribute(attributes);
}

void EarkDocument::meet_agent(XmlAttributes attributes, std::uint64_t line) {
  agent_.facts.line = line;
  agent_.facts.role = value_of(attributes, "ROLE");
  agent_.facts.other_role = value_of(attributes, "OTHERROLE");
  agent_.facts.type = value_of(attributes, "TYPE");
  agent_.facts.other_type = value_of(attributes, "OTHERTYPE");
}

void EarkDocument::meet_section(MetsPlace place, XmlAttributes attributes) {
  const std::string id = value_of(attributes, "ID");
  if (!id.empty() && value_of(attributes, "STATUS") != "SUPERSEDED")
    (place == dmd ? current_descriptions_ : current_admin_).push_back(id);
}

void EarkDocument::meet_group(XmlAttributes attributes, std::uint64_t line) {
  FileGroup met{value_of(attributes, "ID"), value_of(attributes, "USE"), line};
  met.kind = group_kind(met.use);
  if (!met.id.empty())
    group_numbers_.try_emplace(met.id, facts_.groups.size());
  facts_.groups.push_back(std::move(met));
}

void EarkDocument::meet_file(XmlAttributes attributes, std::uint64_t line) {
  for (std::size_t i = 0; i < kFormats.size(); ++i)
    if (const std::string* value = find_attribute(attributes, kFormats[i].attribute)) {
      ++facts_.formats[i];
      if (is_blank(*value))
        tally_.fail(kFormats[i].rule, line,
                    fmt::format("mets/fileSec/fileGrp/file/@{} is empty", kFormats[i].attribute));
      else if (facts_.formats[i] == 1)
        tally_.judge(kFormats[i].rule);
    }
  MetsReference said;
  said.size = value_of(attributes, "SIZE");
  said.checksum = value_of(attributes, "CHECKSUM");
  said.checksum_type = value_of(attributes, "CHECKSUMTYPE");
  open_files_.push_back(std::move(said));
}

void EarkDocument::meet_mention(MetsPlace place, XmlAttributes attributes, std::uint64_t line) {
  MetsReference said;
  if (place == location && !open_files_.empty()) {
    said = open_files_.back();
  } else {
    said.size = value_of(attributes, "SIZE");
    said.checksum = value_of(attributes, "CHECKSUM");
    said.checksum_type = value_of(attributes, "CHECKSUMTYPE");
  }
  said.href = value_of(attributes, "xlink:href");
  said.line = line;
  if (!is_blank(said.href))
    facts_.mentions.push_back({said, place});
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

void EarkDocument::leave_text(MetsPlace place, std::uint64_t line) {
  if (place == agent_name) {
    if (agent_.facts.name.empty())
      agent_.facts.name = trim(text_);
    agent_.tally.check("CSIP14", !is_blank(text_), line, "mets/metsHdr/agent/name is empty");
  } else if (place == agent_note) {
    agent_.tally.check("CSIP15", !is_blank(text_), line, "mets/metsHdr/agent/note is empty");
  } else if (place == record_id) {
    ++record_ids_[record_type_];
    for (const RecordId& known : kRecordIds)
      if (record_type_ == known.type && level_ == MetsLevel::package)
        tally_.check(known.rule, !is_blank(text_), line,
                     fmt::format("the altRecordID of TYPE {} is empty", known.type));
  }
}

/// The agent that describes the software is the one with most of its marks. Of several that have
/// equally many, all that they lack is told.
void EarkDocument::leave_agent() {
  std::size_t lacks = 0;
  for (const std::string_view mark : {"CSIP11", "CSIP12", "CSIP13"})
    lacks += agent_.tally.has_fault(mark) ? 100 : 0;
  lacks += agent_.tally.faults().size();
  if (!software_score_ || lacks < *software_score_) {
    software_score_ = lacks;
    software_ = agent_.tally;
  } else if (lacks == *software_score_ && lacks > 0) {
    software_.add(agent_.tally);
  }
  facts_.agents.push_back(std::move(agent_.facts));
}

const FileGroup* EarkDocument::group_of(std::string_view id) const {
  const auto found = group_numbers_.find(id);
  return found == group_numbers_.end() ? nullptr : &facts_.groups[found->second];
}

void EarkDocument::check_record_ids() {
  for (const RecordId& kind : kRecordIds) {
    const auto found = record_ids_.find(kind.type);
    const std::uint32_t count = found == record_ids_.end() ? 0 : found->second;
    if (count == 0 && hints_)
      tally_.fail(kind.rule, facts_.header_line,
                  fmt::format("mets/metsHdr has no altRecordID of TYPE {}", kind.type));
    else if (count > kind.at_most)
      tally_.fail(
          kind.rule, facts_.header_line,
          fmt::format("mets/metsHdr has {} altRecordID of TYPE {} instead of 1", count, kind.type));
  }
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
