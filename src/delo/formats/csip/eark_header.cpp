// The part of EarkDocument that judges the header: agents and identifiers.
#include "delo/base/utf8.hpp"
#include "delo/formats/csip/eark_claim.hpp"
#include "delo/formats/csip/eark_document.hpp"

#include <fmt/format.h>

#include <utility>

namespace delo {
namespace {

using enum MetsPlace;

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

} // namespace

void EarkDocument::meet_header(const JudgedElement& element) {
  facts_.header_line = element.line;
  facts_.package_type = value_of(element.attributes, "csip:OAISPACKAGETYPE");
  facts_.claims_eark |= has_eark_attribute(element.attributes);
}

void EarkDocument::meet_agent(const JudgedElement& element) {
  agent_.facts.line = element.line;
  agent_.facts.role = value_of(element.attributes, "ROLE");
  agent_.facts.other_role = value_of(element.attributes, "OTHERROLE");
  agent_.facts.type = value_of(element.attributes, "TYPE");
  agent_.facts.other_type = value_of(element.attributes, "OTHERTYPE");
}

void EarkDocument::meet_text(const JudgedElement& element) {
  text_.clear();
  record_type_ = value_of(element.attributes, "TYPE");
  if (element.place != agent_note)
    return;
  ++agent_.facts.notes;
  if (value_of(element.attributes, "csip:NOTETYPE") == "IDENTIFICATIONCODE")
    ++agent_.facts.code_notes;
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

} // namespace delo
