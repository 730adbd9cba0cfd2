// What the user gave to be packed, looked at before anything is written.
#pragma once

#include "delo/model/sheet.hpp"
#include "delo/ops/bag_extras.hpp"
#include "delo/ops/format_match.hpp"
#include "delo/ops/pack.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace delo {

struct SourceRepresentation {
  std::string name;
  CompactList<TreeFile> files; ///< by the bytes of their names
  std::vector<std::string> empty_folders = {};
  std::vector<RecordedLink> links = {};
  std::vector<EscapedName> escaped = {}; ///< of what is there, by the bytes of their names
};

/// How the bytes of a page were read.
struct PageEncoding {
  std::string name; ///< IANA
  Confidence confidence = Confidence::certain;
  std::string origin; ///< how it came to be known: "detected", "given"
};

struct PackInput {
  std::filesystem::path page_path; ///< empty for a document that only a sheet describes
  std::string page_name;           ///< the page's file name, escaped where that is asked for
  std::string page_bytes;          ///< read once: for the record and for the package
  Timestamp page_modified;
  DocumentRecord record;
  PageEncoding encoding;
  std::string shape; ///< of the page; "sheet" without one
  std::vector<SourceRepresentation> representations;
  std::vector<LeftOut> left_out;          ///< paths below the folder of the document
  std::string submitter;                  ///< typed, or of the row; may be empty
  std::string group;                      ///< Bag-Group-Identifier
  std::uint64_t number = 0;               ///< Bag-Count: the third …
  std::uint64_t of_bags = 0;              ///< … of 57
  const FormatMatches* formats = nullptr; ///< what is known of formats; null without a list
  BagExtras extras;

  bool has_page() const { return !page_path.empty(); }
};

/// What describes a document beside its page.
struct DocumentFacts {
  const SheetRow* row = nullptr;
  std::string group;
  std::uint64_t number = 0;
  std::uint64_t of_bags = 0;
  const FormatMatches* formats = nullptr;
};

/// Reads the page and brings the files in their order. Throws Error(io) for what cannot be read,
/// Error(usage) for what cannot be packed: two files of one name.
PackInput gather_input(const FoundDocument& found, const DocumentFacts& facts,
                       const PackOptions& options);

} // namespace delo
