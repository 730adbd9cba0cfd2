// What a package will hold, decided before the first byte is written, and what became of it.
#pragma once

#include "delo/base/compact_list.hpp"
#include "delo/base/rel_path.hpp"
#include "delo/base/timestamp.hpp"
#include "delo/model/digest.hpp"
#include "delo/model/found_documents.hpp"
#include "delo/model/package_id.hpp"
#include "delo/model/record.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace delo {

/// How a package is built (README, "What is in a package").
enum class Layout {
  bag_with_sip, ///< a BagIt bag whose payload is one E-ARK SIP
  sip,          ///< the SIP alone
  bag,          ///< a bag with the same files, without METS
};

std::string_view to_word(Layout layout);

/// A form in which a package describes its document.
enum class Description { mods, dublin_core, ead3 };

/// "mods", "dc", "ead3".
std::string_view to_word(Description description);

/// What one file of a package is for. The order is the order of writing: digests must be known
/// before the files that list them.
enum class FileRole {
  bag_declaration,
  representation_data,
  source_page,
  rights_text,
  provenance_record,
  schema,
  mods,
  dublin_core,
  ead3,
  rights_declaration,
  representation_premis,
  representation_mets,
  package_premis,
  package_mets,
  empty_folders,
  link_list,     ///< symbolic links that are not packed
  escaped_names, ///< names of the package that stand for others
  tag_file,      ///< the user's own, outside of the payload
  bag_info,
  manifest,
  tag_manifest,
};

/// One file of the package to be. Files without a source are written by delo.
struct PlannedFile {
  RelPath path; ///< below the package's own folder
  FileRole role;
  std::string source;                      ///< path on disk; empty for what delo writes
  std::uint64_t size = 0;                  ///< bytes, for files with a source
  Timestamp modified;                      ///< for files with a source
  std::string representation;              ///< "translation", for files of a representation
  Algorithm algorithm = Algorithm::sha512; ///< for manifests
  std::uint64_t stamp = 0; ///< the state of the source when it was found; 0: not known

  void write(FieldWriter& fields) const;
  static PlannedFile read(FieldReader& fields);
};

/// Why a list of formats says nothing useful of a file.
struct FormatWarning {
  std::string representation; ///< "" for files of none
  std::string text;
};

struct PackPlan {
  PackageId id;
  std::string target; ///< path of the package to be
  Layout layout = Layout::bag_with_sip;
  std::string container;
  AlgorithmSet algorithms;
  std::vector<std::string> representations;
  CompactList<PlannedFile> files; ///< empty when it was carried out and nobody asked for the names
  std::map<std::string, std::uint64_t> content_files = {}; ///< how many each representation has
  std::vector<RelPath> empty_folders = {};                 ///< below the package's own folder
  std::vector<RecordedLink> links = {};                    ///< likewise
  std::vector<EscapedName> escaped = {};                   ///< likewise, both names
  std::vector<std::string> warnings;
  DocumentRecord record;
  std::vector<std::string> notes = {}; ///< what is no fault, but worth knowing
  std::vector<FormatWarning> format_warnings = {};
};

struct PackResult {
  PackPlan plan;
  bool written = false; ///< false after a dry run
  std::uint64_t files = 0;
  std::uint64_t bytes = 0;
};

} // namespace delo
