// The rights statements and licences that delo knows, as data.
#pragma once

#include "delo/model/record.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace delo {

/// What a term says of the document. The words are those of METSRights.
enum class RightsCategory : std::uint8_t {
  copyrighted,   ///< in copyright
  licensed,      ///< in copyright, with a licence for everybody
  public_domain, ///< free of copyright, or given up by its holder
  contractual,   ///< no copyright, but a contract or another law binds its users
  other,         ///< not evaluated, not determined, not known
};

/// One statement of RightsStatements.org, or one licence or mark of Creative Commons or another.
struct RightsTerm {
  std::string_view code;  ///< "CNE", "CC BY 4.0"
  std::string_view label; ///< "Copyright Not Evaluated"
  std::string_view uri;   ///< in the form its publisher gives it
  RightsCategory category = RightsCategory::other;
  bool is_licence = false;
  /// PREMIS copyrightStatus: "copyrighted", "publicdomain", "unknown".
  std::string_view copyright_status = "unknown";
};

/// All terms, RightsStatements.org first.
std::span<const RightsTerm> rights_terms();

/// The term that a text names: by its address (http or https, with or without "www.", a final
/// slash, "/deed.ru", "/legalcode"), its code or label, or a short word that people type ("cc-by",
/// "public domain", "общественное достояние"). Letter case, hyphens and white space do not matter.
/// A Creative Commons licence without a version is the current one, 4.0. Null when no term is
/// named.
const RightsTerm* find_rights_term(std::string_view text);

/// Whether a text is an address (http or https) that XML Schema takes for an anyURI: no white
/// space, no characters that RFC 3986 leaves out, "%" only before two hexadecimal digits.
bool is_web_address(std::string_view text);

/// The field rights_uri for what a user gives: the address of the term it names, or an address of
/// its own; `raw` is what was given. Nothing when it is neither.
std::optional<Field> rights_field(std::string_view given, Origin origin);

/// What a record says of its rights, read once for all the formats that tell of it.
struct RightsReading {
  const RightsTerm* term = nullptr; ///< what rights_uri names; null when it is another address
  std::string uri;                  ///< rights_uri, "" when there is none
  /// A known licence, or an address of Creative Commons licences that is not in the table (older
  /// versions, versions for one country).
  bool is_licence = false;
  std::string text;         ///< the paragraphs verbatim, one line each
  bool is_standard = false; ///< the publisher's usual paragraphs are there
  /// The publisher's policy (research and education; commercial use needs permission) holds: it
  /// is stated, and no licence or mark of the user's own says something else.
  bool policy_holds = false;

  bool is_stated() const { return !uri.empty() || !text.empty(); }
};
RightsReading rights_of(const DocumentRecord& record);

} // namespace delo
