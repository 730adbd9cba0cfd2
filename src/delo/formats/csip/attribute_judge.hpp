// Judges the attributes of one element by the rows of eark_checks.
#pragma once

#include "delo/base/utf8.hpp"
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
