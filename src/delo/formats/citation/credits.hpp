// Who supplied, translated or transcribed a document, from the statement behind its citation.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace delo {

/// People by role, names as printed.
struct Credits {
  std::vector<std::string> contributors; ///< who supplied the copy
  std::vector<std::string> translators;
  std::vector<std::string> transcribers;
  std::vector<std::string> editors;
  std::vector<std::string> compilers;
  std::vector<std::string> programmes; ///< for whom: CWIHP, NKIDP
  std::vector<std::string> notes;      ///< "on file at …", "from Russian", "compiled by …"
  std::string unparsed;                ///< what could not be understood
};

/// Where a statement may begin.
enum class StatementStart {
  anywhere, ///< also behind a comma: "…, ll. 2-2ob, compiled by V. N. Malin"
  sentence, ///< only behind a full stop or semicolon, because a book may name its own translator
};

/// The offset at which the first statement of credits begins, from `from` on; npos for none.
std::size_t find_credits(std::string_view text, std::size_t from, StatementStart start);

/// Reads a statement that begins where find_credits said.
Credits parse_credits(std::string_view text);

} // namespace delo
