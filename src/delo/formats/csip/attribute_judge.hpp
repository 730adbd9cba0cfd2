// Judges the attributes of one element by the rows of eark_checks.
#pragma once

#include "delo/formats/csip/eark_checks.hpp"
#include "delo/formats/csip/rule_tally.hpp"
#include "delo/io/xml_reader.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace delo {

using XmlAttributes = std::span<const XmlAttribute>;

/// The value of an attribute named with the usual prefix ("csip:OTHERTYPE"); null when absent.
const std::string* find_attribute(XmlAttributes attributes, std::string_view name);
/// The same; empty when absent.
std::string value_of(XmlAttributes attributes, std::string_view name);

/// Whether one of them is of E-ARK's own.
bool has_eark_attribute(XmlAttributes attributes);

/// Hands each word of a list, such as ADMID, to `visit(std::string_view)`.
template <typename Visit>
void for_each_word(std::string_view text, Visit visit) {
  constexpr std::string_view kSpaces = " \t\r\n";
  std::size_t at = text.find_first_not_of(kSpaces);
  while (at != std::string_view::npos) {
    const std::size_t end = std::min(text.find_first_of(kSpaces, at), text.size());
    visit(text.substr(at, end - at));
    at = text.find_first_not_of(kSpaces, end);
  }
}

/// What an attribute judge must ask about other elements of the document.
class DocumentIds {
public:
  virtual ~DocumentIds() = default;
  enum class Kind : unsigned char { admin, description };
  /// Whether the ID of the element that is being judged was used before.
  virtual bool repeats_id() const = 0;
  /// The first of these IDs that names no section of the kind; nothing when all do.
  virtual std::optional<std::string> stray_id(std::string_view ids, Kind kind) const = 0;
};

/// One element on the bench.
struct JudgedElement {
  MetsPlace place;
  std::uint64_t line;
  XmlAttributes attributes;
  MetsLevel level;
  bool hints; ///< optional attributes that are absent are told
};

void judge_attributes(const JudgedElement& element, const DocumentIds& ids, RuleTally& tally);

} // namespace delo
