// Document pages, and the files that belong to them, become packages.
#pragma once

#include "delo/base/byte_sink.hpp"
#include "delo/base/timestamp.hpp"
#include "delo/base/version.hpp"
#include "delo/io/package_sink.hpp"
#include "delo/model/bag_edits.hpp"
#include "delo/model/batch_data.hpp"
#include "delo/model/pack_data.hpp"
#include "delo/model/progress.hpp"
#include "delo/ops/archives.hpp"
#include "delo/ops/profiles.hpp"

#include <filesystem>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace delo {

class SchemaSet;

/// Files that are given for one representation: files, or folders taken with all they hold.
struct RepresentationInput {
  std::string name; ///< "original", "transcription", "translation", or the user's own
  std::vector<std::filesystem::path> paths;
};

struct PackOptions {
  std::vector<std::filesystem::path> sources;       ///< pages, and folders (see find_documents())
  std::filesystem::path output;                     ///< the folder in which the packages appear
  std::vector<RepresentationInput> representations; ///< of a single document
  std::optional<std::string> id; ///< of a single document; otherwise made from the record
  /// A corrected record of a single document, applied over its page and its row.
  std::optional<std::filesystem::path> record;
  /// A rights term or address for documents of which nobody states any rights.
  std::optional<std::string> rights;
  std::string submitter; ///< who sends the package; otherwise the page's publisher
  Layout layout = Layout::bag_with_sip;
  Container container = Container::dir;
  AlgorithmSet algorithms{Algorithm::sha512};
  std::vector<Description> descriptions{Description::mods, Description::dublin_core};
  Overwrite overwrite = Overwrite::no;
  bool dry_run = false;
  /// What the package is held to when it is read back (see read_schemas()); null: what delo brings.
  std::shared_ptr<const SchemaSet> schemas = nullptr;

  std::optional<std::filesystem::path> metadata; ///< a sheet: one row for each document
  /// What Siegfried (JSON, CSV) or DROID (CSV) says of the formats of the files.
  std::optional<std::filesystem::path> formats;
  std::optional<std::filesystem::path> mapping; ///< TOML: what the sheet's headings mean
  std::optional<std::string> encoding;          ///< of pages and of the sheet; told otherwise
  Archives archives = built_in_archives();      ///< for source lines
  OnePer one_per = OnePer::any;
  JunkPolicy junk = JunkPolicy::skip;
  bool keep_going = false; ///< pack the good documents although others have problems
  std::string group;       ///< Bag-Group-Identifier; with it Bag-Count, "3 of 57"
  std::uint64_t count = 0; ///< how many the group has in all; 0: those of this run

  // Of bags (RFC 8493 2.2.2, 2.2.4):
  std::optional<std::filesystem::path> info; ///< a bag-info.txt whose tags are kept in their order
  std::vector<GivenTag> tags;                ///< instead of those of the same label in `info`
  std::vector<TagFile> tag_files;
  Profile profile = nullptr;     ///< that the bag is made by and held to, see read_profile()
  bool choose_container = false; ///< take another one where the profile does not accept `container`
  bool choose_algorithms = false; ///< take those of the profile instead of `algorithms`

  LinkPolicy links = LinkPolicy::fail;
  NamePolicy names = NamePolicy::refuse;

  // Of plain bags, see bag_folders():
  bool in_place = false; ///< each folder becomes a bag where it is; there is no `output` then
  std::string remote;    ///< payload is not stored, but listed in fetch.txt below this address
  std::uint64_t split_bytes = 0; ///< the most payload of one bag of a group; 0: one bag
  std::uint64_t split_files = 0; ///< likewise, counted
  bool list_files = false;       ///< the result names every file, as after a dry run

  unsigned retries = 0; ///< how often a source is read again that changed while it was read
  /// One package goes here as a tar instead of to `output`, and is not read back.
  ByteSink* stream = nullptr;
  std::filesystem::path scratch; ///< a folder for what must rest on the way to `stream`

  const Clock* clock = nullptr;
  /// With a fixed clock: no time in the package is later than the clock's.
  bool clamp_times = false;
  /// What holds the package gives every file the time of packing, so that it does not tell when its
  /// sources were copied; METS and PREMIS keep the files' own times.
  bool fixed_times = false;
  std::string software = "delo";
  std::string software_version{library_version()};
  std::stop_token stop;
  ProgressSink progress; ///< may be empty
};

/// Packs all documents of the sources; a single document is a batch of one. Everything is checked
/// before the first package is written, and nothing is written when there is a problem, unless
/// keep_going. What lies in the target already and is the same stays as it is. The sources are only
/// read; each package appears under its name complete, on the disk and verified, or not at all.
/// Problems of documents are in the result; Error is thrown for options that contradict each other
/// and for a sheet that cannot be read.
BatchResult pack_all(const PackOptions& options);

/// Packs one document and throws its first problem: Error(usage) when the target is taken or the
/// inputs cannot be used, Error(io) when something cannot be read or written.
PackResult pack(const PackOptions& options);

} // namespace delo
