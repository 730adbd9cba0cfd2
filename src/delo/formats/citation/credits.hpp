// Who supplied, translated or transcribed a document, from the statement behind its citation.
#pragma once

#include "delo/model/source_line.hpp"

#include <cstddef>
#include <string_view>

namespace delo {

/// Where a statement may begin.
enum class StatementStart {
  anywhere, ///< also behind a comma: "…, ll. 2-2ob, compiled by V. N. Malin"
  sentence, ///< only behind a full stop or semicolon, because a book may name its own translator
};

/// The offset at which the first statement of credits begins, from `from` on; npos for none.
std::size_t find_credits(std::string_view text, std::size_t from, StatementStart start);

/// Reads a statement that begins where find_credits said; its white space is plain (PlainLine).
/// `offset` is where the text begins in the source line.
Credits parse_credits(std::string_view text, std::size_t offset = 0);

} // namespace delo
