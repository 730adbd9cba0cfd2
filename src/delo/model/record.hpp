// What is known of a document, field by field, and how each field came to be known.
#pragma once

#include "delo/model/citation.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace delo {

/// Where a value comes from.
enum class Origin {
  parsed,    ///< read from the page
  typed,     ///< given by the user
  defaulted, ///< chosen by delo, because nothing said otherwise
};

std::string_view to_word(Origin origin);

/// One field. No values: the source does not say, and nothing is invented.
struct Field {
  std::vector<std::string> values;
  std::string raw;        ///< the line, or lines, it was read from, verbatim
  std::uint64_t line = 0; ///< of the page, 1-based; 0 when it was not read from one
  Origin origin = Origin::parsed;
  Confidence confidence = Confidence::certain;

  bool empty() const { return values.empty(); }
  /// All values, joined by "; ".
  std::string joined() const;
};

/// The description of one document. Everything keeps the words of its source.
struct DocumentRecord {
  Field title;
  Field date_display; ///< as printed: "November 20, 1945"
  Field date_iso;     ///< EDTF level 0: 1945-11-20, 1945-11, 1945
  Field support;      ///< who paid, from the line under the heading
  Field summary;
  Field citation_raw; ///< the source line as printed, credits included
  Field contributor;  ///< who supplied the copy (not the people in the document)
  Field translator;
  Field transcriber;
  Field programme; ///< for whom it was translated or obtained: CWIHP, NKIDP
  Field publisher; ///< who publishes the page
  Field published_in;
  Field rights_text;
  Field rights_type; ///< "HAPP-standard" when the usual two paragraphs are there
  Field rights_uri;  ///< a RightsStatements.org or licence address
  Field uploaded;
  Field record_id;
  Field language;
  Field donors; ///< the block at the foot; may differ from `support`, both are kept

  std::vector<ArchivalCitation> holdings;
  std::vector<std::string> warnings;
};

/// The fields with their names, in the order they are shown.
struct RecordField {
  std::string_view name;
  Field DocumentRecord::*member;
};
std::span<const RecordField> record_fields();

} // namespace delo
