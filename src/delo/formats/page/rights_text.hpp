// The two paragraphs in which the publisher says how its pages may be used.
#pragma once

#include <string>
#include <string_view>

namespace delo {

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

/// The value of rights_type when both paragraphs are there and name this publisher.
inline constexpr std::string_view kStandardRights = "HAPP-standard";
inline constexpr std::string_view kStandardPublisher = "History and Public Policy Program";

/// RightsStatements.org "copyright not evaluated": the paragraphs speak of all documents and
/// evaluate none, so that no narrower statement would be true.
inline constexpr std::string_view kNotEvaluated = "http://rightsstatements.org/vocab/CNE/1.0/";

} // namespace delo
