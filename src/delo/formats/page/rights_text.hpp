// The paragraphs in which a page says how it may be used.
#pragma once

#include "delo/model/record.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace delo {

struct RightsTerm;

/// Which paragraph of the standard statement a text is.
enum class RightsParagraph {
  none,
  reuse,   ///< reuse is welcome for research and education; some documents may be in copyright
  enquiry, ///< whom to ask about the status of a document or commercial use
};

/// Recognised by what the words say, not by their exact wording or the e-mail address in them.
RightsParagraph rights_paragraph(std::string_view text);

/// Who welcomes reuse: "History and Public Policy Program"; "" when the text does not say.
std::string publisher_named_in(std::string_view reuse_paragraph);

/// Which known terms a text names.
struct NamedTerms {
  std::vector<const RightsTerm*> terms; ///< each once
  bool has_others = false; ///< it speaks of terms that are not known, or not for certain
  bool by_address = false; ///< the address of the term is there

  /// The one term that is meant; null when there is none, or more than one, or doubt.
  const RightsTerm* only() const {
    return terms.size() == 1 && !has_others ? terms.front() : nullptr;
  }
};

/// Licences and statements named in prose by address or by full code ("CC BY-NC 4.0"); a text that
/// is nothing but a term may name it in any form. Words such as "public domain" in a sentence, a
/// licence without its version, and anything beside "not" or "except" leave doubt.
NamedTerms terms_named_in(std::string_view text);

/// What a page says of rights becomes fields: `text` holds its paragraphs, one value each, and may
/// be empty. Fills rights_text, publisher, rights_type, rights_uri, and warns where nothing was
/// stated or nothing could be derived.
void apply_rights_text(const Field& text, DocumentRecord& record);

/// Another rights text, of a sheet or a typist, takes the place of the page's: what was derived
/// from the old one goes, and the new one is read. An address that the user gave stays.
void replace_rights_text(const Field& text, DocumentRecord& record);

/// The value of rights_type when both paragraphs are there and name this publisher.
inline constexpr std::string_view kStandardRights = "HAPP-standard";
inline constexpr std::string_view kStandardPublisher = "History and Public Policy Program";

/// RightsStatements.org "copyright not evaluated": the paragraphs speak of all documents and
/// evaluate none, so that no narrower statement would be true.
inline constexpr std::string_view kNotEvaluated = "http://rightsstatements.org/vocab/CNE/1.0/";

/// The warning of a page without any rights text.
inline constexpr std::string_view kRightsNotStated = "the page states no rights";

} // namespace delo
