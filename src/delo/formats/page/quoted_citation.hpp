// The citation that older pages print of themselves: "Title," date, publisher, source line,
// address.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace delo {

struct QuotedCitation {
  std::string_view title;     ///< without the quotation marks and the comma before the last one
  std::string_view date;      ///< as printed; "" when words were lost
  std::string_view publisher; ///< "History and Public Policy Program Digital Archive"
  std::string_view source;    ///< the source line: no address of the page, nothing before it
  std::string_view address;   ///< of the page; "" when it is lost
};

/// Takes a citation apart. The parts point into `text`. Nothing when it does not begin with a
/// quotation mark, or names no digital archive behind the quoted title.
std::optional<QuotedCitation> parse_quoted_citation(std::string_view text);

/// The number of a record in the address of its page (".../document/113395"); "" for an address by
/// words or by "node", which is another number.
std::string record_id_in(std::string_view address);

/// Whether a text begins as such citations do.
bool begins_with_quote(std::string_view text);

} // namespace delo
