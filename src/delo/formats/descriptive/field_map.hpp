// Where each field of a record goes in MODS, Dublin Core, EAD3, METSRights and bag-info.txt: one
// table for all.
#pragma once

#include "delo/model/record.hpp"

#include <cstdint>
#include <span>
#include <string_view>

namespace delo {

/// How a value is told, where a place alone does not say it.
enum class Shape : std::uint8_t {
  text,
  name,     ///< a person or body, told with its relation to the document
  language, ///< as a code where it is known
  date,     ///< EDTF, which EAD3 takes apart
  address,  ///< of the page
  rights,   ///< an address of a rights statement, told with its label
  flag,     ///< only "yes" is told
};

/// One field and its places. A place is a path of elements with constant attributes; the value is
/// the text of the last one, unless it is written there as "$":
///
///     note@type=funding                 <note type="funding">value</note>
///     subject > topic                   one subject for each value
///     originInfo* > dateCreated          one originInfo for all values, and for the rows beside it
///     dao@daotype=derived@href=$        the value is an attribute
///     dc:description="Dated $."         the value stands in a sentence
///
/// Several places are parted by "|"; an empty place means that the format has none. Places in EAD3
/// begin with the section they stand in: control, titlestmt, did, note or access.
struct FieldMapping {
  Field DocumentRecord::*field;
  Shape shape = Shape::text;
  std::string_view mods;
  std::string_view dublin_core;
  std::string_view ead3;
  std::string_view bag_info = {}; ///< a label
  std::string_view mets_rights = {};
  std::string_view relator = {}; ///< MARC code, of names
  std::string_view role = {};    ///< the same in words
  /// "personal", "corporate", "" where the page does not tell.
  std::string_view name_type = {};
};

/// All fields that are described. A field added here reaches every format.
std::span<const FieldMapping> field_map();

} // namespace delo
