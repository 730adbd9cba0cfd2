// Rules as users name them: by id, or by how ids begin.
#pragma once

#include "delo/model/rule.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace delo::cli {

/// The rule with this id, whatever the case of its letters. Throws Error(usage) that suggests what
/// may have been meant.
const Rule& rule_named(std::string_view id);

/// Throws Error(usage) for a word by which no rule is named; `flag` is told in the error.
void check_rule_words(const std::vector<std::string>& words, std::string_view flag);

/// Throws Error(usage), besides, where a word names nothing but rules that cannot be ignored.
void check_ignored_words(const std::vector<std::string>& words);

} // namespace delo::cli
