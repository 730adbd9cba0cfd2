// The requirements of E-ARK CSIP and SIP, all versions in one table: 2.2.0, with what 2.1.0 and
// 2.0.4 say otherwise.
#pragma once

#include "delo/formats/csip/rule_tally.hpp"
#include "delo/model/rule.hpp"

#include <array>
#include <span>
#include <string_view>

namespace delo {

/// The versions that delo knows, newest first.
inline constexpr std::array<std::string_view, 3> kEarkVersions{"2.2.0", "2.1.0", "2.0.4"};

/// CSIPSTR1-16, CSIP1-119 and SIP1-35, in the order in which the specifications print them.
std::span<const Rule> eark_rules();

/// Where a rule stands in eark_rules(). Throws Error(internal) for an id that is not there.
RuleNumber eark_rule_number(std::string_view id);

// The parts that the table is made of.
std::span<const Rule> csip_structure_rows();
std::span<const Rule> csip_root_rows();
std::span<const Rule> csip_header_rows();
std::span<const Rule> csip_dmdsec_rows();
std::span<const Rule> csip_amdsec_rows();
std::span<const Rule> csip_filesec_rows();
std::span<const Rule> csip_structmap_rows();
std::span<const Rule> sip_rows();

} // namespace delo
