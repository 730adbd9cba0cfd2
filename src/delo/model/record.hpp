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
  page,      ///< read from the page
  sheet,     ///< a cell of the user's spreadsheet
  option,    ///< given on the command line
  typed,     ///< corrected by the user in a record
  defaulted, ///< chosen by delo, because nothing said otherwise
};

std::string_view to_word(Origin origin);

/// One field. No values: the source does not say, and nothing is invented.
struct Field {
  std::vector<std::string> values;
  std::string raw;        ///< the line, or lines, it was read from, verbatim
  std::uint64_t line = 0; ///< of the page or the sheet, 1-based; 0 when it was not read from one
  Origin origin = Origin::page;
  Confidence confidence = Confidence::certain;

  bool empty() const { return values.empty(); }
  /// All values, joined by "; ".
  std::string joined() const;
};

/// The description of one document. Everything keeps the words of its source.
struct DocumentRecord {
  Field title;
  Field date_display; ///< as printed: "November 20, 1945"
  Field date_iso;     ///< EDTF level 0 and 1: 1945-11-20, 1945-11, 1945, 1950~, 1947/1948
  Field date_body;    ///< EDTF, when the body gives another date than the heading: both are kept
  Field support;      ///< who paid, from the line under the heading
  Field summary;
  Field citation_raw; ///< the source line as printed, credits included
  Field contributor;  ///< who supplied the copy (not the people in the document)
  Field translator;
  Field transcriber;
  Field editor;
  Field compiler;
  Field programme; ///< for whom it was translated or obtained: CWIHP, NKIDP
  Field publisher; ///< who publishes the page
  Field published_in;
  Field rights_text;
  Field rights_type;   ///< "HAPP-standard" when the usual two paragraphs are there
  Field rights_uri;    ///< a RightsStatements.org or licence address
  Field access;        ///< "open", "closed", or "until " and an EDTF date: who may see it today
  Field personal_data; ///< "yes" when the body holds data of private people; only a flag
  Field uploaded;
  Field record_id;
  Field url; ///< the address of the page
  Field document_type;
  Field language;       ///< of the original, as printed
  Field classification; ///< the secrecy mark of the original; no access rule of today
  Field authors;        ///< people and bodies in the document, never who supplied the copy
  Field people;
  Field places;
  Field subjects;
  Field original_archive; ///< as the page's own label names it
  Field donors;           ///< the block at the foot; may differ from `support`, both are kept
  Field notes;            ///< what the user's sheet says besides: "column: value"

  std::vector<ArchivalCitation> holdings;
  Origin holdings_origin = Origin::page; ///< that of the source line, unless they were typed
  std::vector<std::string> warnings;
};

/// The fields with their names, in the order they are shown.
struct RecordField {
  std::string_view name;
  Field DocumentRecord::*member;
};
std::span<const RecordField> record_fields();

} // namespace delo
