// The agents of a SIP's header (SIP9-31).
#pragma once

#include "delo/formats/csip/eark_facts.hpp"
#include "delo/formats/csip/rule_tally.hpp"

#include <cstdint>
#include <span>

namespace delo {

/// Who the archival creator, the submitter, the contact and the preserving archive are is told by
/// ROLE, or by OTHERROLE where ROLE does not say.
void judge_sip_agents(std::span<const AgentFacts> agents, std::uint64_t header_line,
                      RuleTally& tally);

} // namespace delo
