#include "delo/formats/sheet/sheet_reader.hpp"

#include "delo/base/error.hpp"
#include "delo/base/fd.hpp"
#include "delo/base/utf8.hpp"
#include "delo/formats/sheet/column_mapping.hpp"
#include "delo/formats/sheet/csv_grid.hpp"
#include "delo/formats/sheet/sheet_headings.hpp"
#include "delo/formats/sheet/xlsx_reader.hpp"
#include "delo/io/charset.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace delo {
namespace {

constexpr std::string_view kOle("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8);
constexpr std::string_view kZip("PK\x03\x04", 4);
constexpr std::string_view kEmptyZip("PK\x05\x06", 4);
constexpr const char* kSaveAs = "open it in a spreadsheet program and save it as XLSX or as CSV";

[[noreturn]] void refuse(std::string_view name, std::string_view what, const std::string& hint) {
  throw Error(ErrorKind::io,
              fmt::format("cannot read {} as a spreadsheet: it is {}", display_name(name), what),
              hint);
}

/// ASCII as UTF-16LE, which is how OLE files name their streams.
std::string wide(std::string_view ascii) {
  std::string bytes;
  for (const char c : ascii) {
    bytes += c;
    bytes += '\0';
  }
  return bytes;
}

/// A workbook that is protected by a password, and an old .xls, are both OLE files.
[[noreturn]] void refuse_ole(std::string_view bytes, std::string_view name) {
  if (bytes.find(wide("EncryptedPackage")) != std::string_view::npos)
    refuse(name, "protected by a password",
           "open it in a spreadsheet program, take the password off, and save it");
  refuse(name, "an old Excel file (.xls)", kSaveAs);
}

struct OtherKind {
  std::string_view beginning; ///< in lower case
  std::string_view what;
};
constexpr std::array<OtherKind, 8> kOtherKinds{{
    {"%pdf", "a PDF"},
    {"<?xml", "an XML file"},
    {"<!doctype", "a web page"},
    {"<html", "a web page"},
    {"<table", "a web page"},
    {"{\\rtf", "a text document (RTF)"},
    {"\x1F\x8B", "a compressed file"},
    {"rar!", "an archive (RAR)"},
}};

void refuse_other_kinds(std::string_view bytes, std::string_view name) {
  const std::size_t bom = bytes.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  const std::string head = ascii_lower(trim(bytes.substr(bom, 256)));
  for (const OtherKind& kind : kOtherKinds)
    if (head.starts_with(kind.beginning))
      refuse(name, kind.what, kSaveAs);
}

Grid read_grid(std::string_view bytes, std::string_view name, const SheetOptions& options,
               const ColumnMapping& mapping) {
  if (bytes.starts_with(kOle))
    refuse_ole(bytes, name);
  if (bytes.starts_with(kZip) || bytes.starts_with(kEmptyZip))
    return read_xlsx_grid(bytes, name, mapping);
  refuse_other_kinds(bytes, name);
  if (is_blank(bytes))
    refuse(name, "empty", "fill it in, or make one with delo template");
  DecodedText decoded = decode_text(bytes, name, options.encoding);
  std::string encoding = decoded.encoding;
  if (!decoded.given && decoded.confidence != Confidence::certain)
    encoding += fmt::format(" ({})", to_word(decoded.confidence));
  return read_csv_grid(std::move(decoded.text), name, encoding, mapping);
}

} // namespace

Sheet read_sheet(const std::filesystem::path& path, const SheetOptions& options) {
  const ColumnMapping mapping =
      options.mapping ? ColumnMapping::read(*options.mapping) : ColumnMapping();
  const std::string bytes = read_file(path, kLargestSheet);
  return sheet_from(read_grid(bytes, path.native(), options, mapping), path.native(), mapping);
}

} // namespace delo
