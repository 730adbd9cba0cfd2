#include "delo/formats/sheet/xlsx_parts.hpp"

#include "delo/base/error.hpp"
#include "delo/base/utf8.hpp"
#include "delo/io/locale_check.hpp"

#include <archive.h>
#include <archive_entry.h>
#include <fmt/format.h>
#include <pugixml.hpp>

#include <algorithm>
#include <array>
#include <memory>

namespace delo {
namespace {

constexpr std::size_t kBlock = 64 * 1024;
constexpr std::uint64_t kInflationFreeBytes = 1024 * 1024;

/// Parts are named with "/" and without regard to letter case (ECMA-376 part 2, 9.1.1).
std::string part_key(std::string_view name) {
  std::string key = ascii_lower(name);
  std::replace(key.begin(), key.end(), '\\', '/');
  while (key.starts_with('/'))
    key.erase(0, 1);
  return key;
}

bool is_wanted(std::string_view key) {
  return key.ends_with(".xml") || key.ends_with(".rels") || key == "mimetype";
}

struct OtherDocument {
  std::string_view part; ///< how its parts begin
  std::string_view what;
};
constexpr std::array<OtherDocument, 3> kOtherDocuments{{
    {"xl/workbook.bin", "a binary workbook (.xlsb)"},
    {"word/", "a Word document"},
    {"ppt/", "a presentation"},
}};

/// Unpacks entry after entry and counts.
class Unpacker {
public:
  Unpacker(std::string_view bytes, const XlsxParts& parts) : packed_(bytes), parts_(parts) {
    archive_read_support_format_zip_seekable(reader_.get());
    if (archive_read_open_memory(reader_.get(), bytes.data(), bytes.size()) != ARCHIVE_OK)
      parts_.refuse(reason());
  }

  void run(std::map<std::string, std::string, std::less<>>& into) {
    archive_entry* entry = nullptr;
    for (std::size_t count = 0;; ++count) {
      const int result = archive_read_next_header(reader_.get(), &entry);
      if (result == ARCHIVE_EOF)
        return;
      if (result != ARCHIVE_OK && result != ARCHIVE_WARN)
        parts_.refuse(reason());
      if (count >= kMostParts)
        parts_.refuse(fmt::format("it has more than {} parts", kMostParts));
      take(entry, into);
    }
  }

private:
  void take(archive_entry* entry, std::map<std::string, std::string, std::less<>>& into) {
    const char* name = archive_entry_pathname(entry);
    if (!name || archive_entry_filetype(entry) == AE_IFDIR)
      return;
    if (archive_entry_is_encrypted(entry) != 0)
      parts_.refuse("it is protected by a password");
    const std::string key = part_key(name);
    std::string bytes;
    if (is_wanted(key))
      bytes = unpack(name);
    if (!into.emplace(key, std::move(bytes)).second)
      parts_.refuse(fmt::format("two of its parts are named {}", display_name(name)));
  }

  std::string unpack(std::string_view name) {
    std::string bytes;
    std::array<char, kBlock> block{};
    for (;;) {
      const la_ssize_t size = archive_read_data(reader_.get(), block.data(), block.size());
      if (size < 0)
        parts_.refuse(reason());
      if (size == 0)
        return bytes;
      bytes.append(block.data(), static_cast<std::size_t>(size));
      unpacked_ += static_cast<std::uint64_t>(size);
      if (bytes.size() > kLargestPart || unpacked_ > kLargestWorkbook)
        parts_.refuse(
            fmt::format("{} unpacks to more than a list of documents needs", display_name(name)));
      if (unpacked_ > kInflationFreeBytes && unpacked_ / kMostInflation > packed_.size())
        parts_.refuse(
            fmt::format("{} unpacks to {} times its size", display_name(name), kMostInflation));
    }
  }

  std::string reason() const {
    const char* text = archive_error_string(reader_.get());
    return fmt::format("its zip file is broken: {}", display_name(text ? text : "no reason given"));
  }

  std::string_view packed_;
  const XlsxParts& parts_;
  std::uint64_t unpacked_ = 0;
  std::unique_ptr<archive, int (*)(archive*)> reader_{archive_read_new(), archive_read_free};
};

} // namespace

XlsxParts::XlsxParts(std::string_view bytes, std::string_view name) : name_(name) {
  require_utf8_locale();
  Unpacker(bytes, *this).run(parts_);
  refuse_other_documents();
}

bool XlsxParts::has(std::string_view part) const {
  return parts_.contains(part_key(part));
}

void XlsxParts::parse(std::string_view part, pugi::xml_document& document) const {
  const auto found = parts_.find(part_key(part));
  if (found == parts_.end())
    refuse(fmt::format("its part {} is missing", display_name(part)));
  const auto result = document.load_buffer(found->second.data(), found->second.size(),
                                           pugi::parse_default | pugi::parse_ws_pcdata_single |
                                               pugi::parse_doctype);
  if (!result)
    refuse(fmt::format("its part {} is broken at byte {}: {}", display_name(part), result.offset,
                       ascii_lower(result.description())));
  for (const pugi::xml_node child : document.children())
    if (child.type() == pugi::node_doctype)
      refuse(fmt::format("its part {} holds a DOCTYPE, which no spreadsheet program writes",
                         display_name(part)));
}

void XlsxParts::refuse(std::string_view why) const {
  throw Error(ErrorKind::io,
              fmt::format("cannot read {} as a spreadsheet: {}", display_name(name_), why),
              "open it in a spreadsheet program and save it again as XLSX, or as CSV UTF-8");
}

void XlsxParts::refuse_other_documents() const {
  if (has("xl/workbook.xml"))
    return;
  const auto mimetype = parts_.find("mimetype");
  if (mimetype != parts_.end() &&
      mimetype->second.starts_with("application/vnd.oasis.opendocument"))
    refuse(mimetype->second.find("spreadsheet") != std::string::npos
               ? "it is an OpenDocument spreadsheet (.ods)"
               : "it is an OpenDocument file, and no spreadsheet");
  for (const OtherDocument& other : kOtherDocuments)
    if (const auto first = parts_.lower_bound(other.part);
        first != parts_.end() && first->first.starts_with(other.part))
      refuse(fmt::format("it is {}", other.what));
}

} // namespace delo
