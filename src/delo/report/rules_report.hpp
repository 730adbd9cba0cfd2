// The rules themselves: as a list, as the page docs/rules.md, and one by one with examples.
#pragma once

#include "delo/base/json.hpp"
#include "delo/model/rule.hpp"

#include <span>
#include <string>

namespace delo {

using RuleTables = std::span<const std::span<const Rule>>;

/// A line for each rule: its id, its weight and what must hold.
std::string rules_text(RuleTables tables);

/// schema_version and rules, each with all that is known of it.
Json rules_json(RuleTables tables);

/// The text of docs/rules.md.
std::string rules_markdown(RuleTables tables);

/// What a rule means, why it matters, how it is broken and how it is put right.
std::string explain_text(const Rule& rule);
Json explain_json(const Rule& rule);

} // namespace delo
