#include "delo/ops/record_edits.hpp"

#include "delo/base/error.hpp"
#include "delo/base/fd.hpp"
#include "delo/base/utf8.hpp"
#include "delo/formats/citation/source_fields.hpp"
#include "delo/formats/page/rights_text.hpp"
#include "delo/formats/sheet/sheet_dates.hpp"
#include "delo/model/access.hpp"
#include "delo/model/record_json.hpp"
#include "delo/model/rights.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace delo {
namespace {

constexpr std::uint64_t kLargestRecord = 16ULL * 1024 * 1024; ///< bytes

constexpr const char* kRightsHint =
    "give the address of a statement or licence, or a short word such as CNE, InC, \"CC BY 4.0\", "
    "CC0 or \"public domain\"";

[[noreturn]] void refuse(std::string_view field, const std::string& value, std::string hint) {
  throw Error(ErrorKind::usage, fmt::format("\"{}\" is \"{}\"", field, display_name(value)),
              std::move(hint));
}

/// The document of a file: the file itself, or the only one in what inspect printed.
const Json& document_in(const Json& json) {
  if (!json.is_object() || !json.contains("documents"))
    return json;
  const Json& documents = json["documents"];
  if (!documents.is_array() || documents.size() != 1)
    throw Error(ErrorKind::usage,
                fmt::format("\"documents\" holds {} documents",
                            documents.is_array() ? documents.size() : 0),
                "give the record of exactly one document");
  return documents.front();
}

Json parse_record(const std::filesystem::path& file) {
  const std::string bytes = read_file(file, kLargestRecord);
  try {
    return Json::parse(bytes);
  } catch (const Json::parse_error& error) {
    throw Error(ErrorKind::usage, fmt::format("it is no JSON (byte {})", error.byte),
                "delo inspect --json PAGE prints a record that can be edited");
  } catch (const Json::exception&) { // a number beyond measure is no parse_error
    throw Error(ErrorKind::usage, "it holds a number that is too large for any program",
                "delo inspect --json PAGE prints a record that can be edited");
  }
}

/// A field as the user typed it, or left empty. The words are kept; only fields with a form of
/// their own are brought into it.
Field typed_field(std::string_view name, const Field& given) {
  Field field;
  field.values = given.values;
  field.raw = given.joined();
  field.origin = Origin::typed;
  if (field.empty())
    return field;
  const std::string value = given.joined();
  if (name == "rights_uri") {
    const auto rights = rights_field(value, Origin::typed);
    if (!rights)
      refuse(name, value, kRightsHint);
    return *rights;
  }
  if (name == "date_iso" || name == "date_body") {
    const CellDate date = read_cell_date(value);
    if (date.edtf.empty() || date.doubt != CellDate::Doubt::none)
      refuse(name, value, "give a date in EDTF: 1946-03-05, 1946-03, 1946, 1950~ or 1947/1948");
    field.values = {date.edtf};
  }
  if (name == "access") {
    const auto access = read_access(value);
    if (!access)
      refuse(name, value, "give open, closed, or until and a date: until 2040-01-31");
    field.values = {to_text(*access)};
  }
  if (name == "personal_data" && value != "yes" && value != "no")
    refuse(name, value, "give yes or no");
  return field;
}

bool same_place(const ArchivalCitation& a, const ArchivalCitation& b) {
  return a.raw == b.raw && a.notes == b.notes &&
         std::equal(a.parts.begin(), a.parts.end(), b.parts.begin(), b.parts.end(),
                    [](const CitationPart& x, const CitationPart& y) {
                      return x.level == y.level && x.value == y.value;
                    });
}

bool same_places(const DocumentRecord& a, const DocumentRecord& b) {
  return std::equal(a.holdings.begin(), a.holdings.end(), b.holdings.begin(), b.holdings.end(),
                    same_place);
}

/// What was warned of the old source line says nothing of the new one.
void drop_warnings_of(const Field& source_line, DocumentRecord& record,
                      const ArchiveTable& archives) {
  if (source_line.empty())
    return;
  DocumentRecord alone;
  apply_source_line(source_line, alone, archives);
  for (const std::string& warning : alone.warnings)
    if (const auto found = std::find(record.warnings.begin(), record.warnings.end(), warning);
        found != record.warnings.end())
      record.warnings.erase(found);
}

class Correction {
public:
  Correction(const ReadRecord& given, const ArchiveTable& archives, DocumentRecord& record)
      : given_(given), archives_(archives), before_(record), record_(record) {}

  void apply() {
    const bool new_places = given_.has_holdings && !same_places(given_.record, before_);
    if (differs("citation_raw", &DocumentRecord::citation_raw) && !new_places)
      parse_source_line();
    if (differs("rights_text", &DocumentRecord::rights_text))
      replace_rights_text(typed_field("rights_text", given_.record.rights_text), record_);
    for (const RecordField& field : record_fields())
      if (differs(field.name, field.member)) {
        record_.*field.member = typed_field(field.name, given_.record.*field.member);
      }
    if (differs("date_display", &DocumentRecord::date_display) &&
        !differs("date_iso", &DocumentRecord::date_iso))
      read_date_again();
    if (new_places) {
      record_.holdings = given_.record.holdings;
      record_.holdings_origin = Origin::typed;
    }
    if (!record_.rights_uri.empty())
      std::erase(record_.warnings, kRightsNotStated);
  }

private:
  /// Against what the page says: what comes from a new source line has still to give way.
  bool differs(std::string_view name, Field DocumentRecord::*member) const {
    return given_.fields.contains(name) &&
           (given_.record.*member).values != (before_.*member).values;
  }

  /// The exact form of a date that is printed otherwise now; none where the words leave doubt.
  void read_date_again() {
    if (record_.date_display.empty())
      return;
    const CellDate date = read_cell_date(record_.date_display.joined());
    record_.date_iso = record_.date_display;
    record_.date_iso.values.clear();
    if (!date.edtf.empty() && date.doubt == CellDate::Doubt::none)
      record_.date_iso.values = {date.edtf};
  }

  void parse_source_line() {
    drop_warnings_of(before_.citation_raw, record_, archives_);
    apply_source_line(typed_field("citation_raw", given_.record.citation_raw), record_, archives_);
  }

  const ReadRecord& given_;
  const ArchiveTable& archives_;
  const DocumentRecord before_;
  DocumentRecord& record_;
};

} // namespace

void apply_rights_option(std::string_view given, DocumentRecord& record) {
  auto field = rights_field(given, Origin::option);
  if (!field)
    throw Error(ErrorKind::usage,
                fmt::format("--rights names no statement or licence: \"{}\"", display_name(given)),
                kRightsHint);
  if (rights_of(record).is_stated()) {
    record.warnings.emplace_back("rights are stated already: --rights was not used");
    return;
  }
  record.rights_uri = std::move(*field);
  std::erase(record.warnings, kRightsNotStated);
}

void apply_record_file(const std::filesystem::path& file, DocumentRecord& record,
                       const ArchiveTable& archives) {
  try {
    const Json json = parse_record(file);
    Correction(record_from_json(document_in(json), record), archives, record).apply();
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::usage)
      throw;
    throw Error(
        ErrorKind::usage,
        fmt::format("cannot use the record {}: {}", display_name(file.native()), error.message()),
        error.hint());
  }
}

} // namespace delo
