// What most requirements of E-ARK come to: this attribute, at this place, like this. Data; the
// code that walks it is in eark_document.cpp.
#pragma once

#include "delo/formats/csip/csip_vocabularies.hpp"
#include "delo/formats/csip/mets_places.hpp"

#include <cstdint>
#include <span>
#include <string_view>

namespace delo {

/// What is asked of an attribute. An absent one fails, except where the word ends in "if_given".
enum class Must : unsigned char {
  be_given,               ///< and say something
  be_unique_id,           ///< as xml:ID within the document
  be_a_term,              ///< of AttributeCheck::terms
  be_a_checksum_type,     ///< of METS, and one that can have made the CHECKSUM beside it
  be_a_date_time,         ///< xs:dateTime
  be_a_number,            ///< of bytes
  be_a_media_type,        ///< that IANA has registered
  be_a_url,               ///< with "://"
  not_be_there,           ///< because of the condition
  not_be_a_term_if_given, ///< of AttributeCheck::terms
  not_be_blank_if_given,
  name_admin_if_given,       ///< IDs of administrative metadata
  name_description_if_given, ///< IDs of descriptive metadata
};

/// When a check is made, told by another attribute of the same element.
struct When {
  enum class Like : unsigned char { always, equals, differs, starts_with, equals_in_any_case };
  Like like = Like::always;
  std::string_view attribute = {};
  std::string_view value = {};
};

/// In which METS files of the package.
enum class MetsLevel : unsigned char { package, representation };
enum class In : unsigned char { both, package };

struct AttributeCheck {
  std::string_view rule;
  MetsPlace place;
  std::string_view attribute; ///< with the usual prefix: "csip:", "sip:", "xlink:"
  Must must;
  const Vocabulary* terms = nullptr;
  When when = {};
  In in = In::both;
  bool optional = false; ///< may be absent: told as a hint only, to those who ask
};

/// How many children of a kind an element has.
struct ChildCheck {
  std::string_view rule;
  MetsPlace parent;
  MetsPlace child;
  std::uint32_t at_least;
  std::uint32_t at_most;
};
inline constexpr std::uint32_t kAnyNumber = UINT32_MAX;

std::span<const AttributeCheck> attribute_checks();
std::span<const ChildCheck> child_checks();

} // namespace delo
