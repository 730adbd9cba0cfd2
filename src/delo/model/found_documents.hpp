// Which documents lie below a path, which files belong to each, and how that is known: looked at
// before anything is written.
#pragma once

#include "delo/base/compact_list.hpp"
#include "delo/base/error.hpp"
#include "delo/base/timestamp.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace delo {

/// What is done with files that an operating system or a program left behind by itself, such as
/// .DS_Store and Thumbs.db.
enum class JunkPolicy {
  skip, ///< left out, and listed
  keep, ///< treated like any other file
  fail, ///< a problem: nothing is packed
};

/// What makes one document.
enum class OnePer {
  any,    ///< told from the folders: pages, and folders of documents
  page,   ///< each page, with what its name matches
  folder, ///< each folder with a page; all pictures in it belong to that page
  row,    ///< each row of the sheet; nothing belongs to a document that the row does not name
};

/// What is done with symbolic links below a source.
enum class LinkPolicy {
  fail,   ///< each is a problem: nothing is packed
  follow, ///< what they lead to is packed in their place, as long as it lies in the source
  record, ///< a list of them, with their targets, is packed
};

/// What is done with names that are not UTF-8.
enum class NamePolicy {
  refuse, ///< each is a problem: nothing is packed
  escape, ///< packed under another name; a list gives the bytes of the old one
};

std::string_view to_word(JunkPolicy policy);
std::string_view to_word(LinkPolicy policy);
std::string_view to_word(NamePolicy policy);
std::string_view to_word(OnePer one_per);

/// A regular file that can be read and whose name a package can carry.
struct TreeFile {
  std::string path; ///< on disk; empty for a page, whose bytes are in memory
  std::string name; ///< below the folder that was walked, or a representation's data folder
  std::uint64_t size = 0;
  Timestamp modified;
  std::uint64_t stamp = 0; ///< its state when it was found: see stamp_of()

  void write(FieldWriter& fields) const;
  static TreeFile read(FieldReader& fields);
  static std::string_view key(FieldReader& fields) { return fields.text(); } ///< the name
};

/// One file of a representation.
struct FoundFile : TreeFile {
  std::string how; ///< why it belongs there: "in the folder original", "its name gives sheet 5"

  void write(FieldWriter& fields) const;
  static FoundFile read(FieldReader& fields);
};

/// A symbolic link that is not packed, but kept in a list.
struct RecordedLink {
  std::string name; ///< where it was
  std::string target;
  std::string path = {}; ///< on disk; empty for one that was read from a list
};

/// Something that is packed under another name than its own.
struct EscapedName {
  std::string name;     ///< as it is packed
  std::string original; ///< bytes
};

/// What is below a folder, by its names there.
struct FoundContent {
  CompactList<FoundFile> files;
  std::vector<std::string> empty_folders = {};
  std::vector<RecordedLink> links = {};  ///< LinkPolicy::record
  std::vector<EscapedName> escaped = {}; ///< of any of these; NamePolicy::escape

  void append(const FoundContent& other);
};

struct FoundRepresentation : FoundContent { ///< below the representation's data folder
  std::string name;                         ///< "original", "transcription", "translation"
};

/// A file that is not packed, and why.
struct LeftOut {
  std::string path;
  std::string why;
};

/// One document: its page and the files that belong to it.
struct FoundDocument {
  std::string page; ///< path on disk; empty for a document that only a sheet describes
  std::vector<FoundRepresentation> representations; ///< by name; only those with a source
  std::vector<LeftOut> left_out;                    ///< of the folders it was gathered from
  std::string how;                                  ///< "a page", "a folder with one page"

  /// The representation of that name, made when it is not there yet.
  FoundRepresentation& representation(std::string_view name);
};

/// Something that must be put right before anything is packed.
struct FoundProblem {
  ErrorKind kind = ErrorKind::usage;
  std::string path;
  std::string message; ///< lower case, names the path
  std::string hint;
};

/// What lies below one path. Every file stands in exactly one place: in a document, in `left_out`,
/// in `unassigned` or in `problems`; `files` is their count.
struct FoundDocuments {
  std::vector<FoundDocument> documents; ///< by the bytes of their paths
  std::vector<LeftOut> left_out;
  std::vector<FoundProblem> unassigned; ///< files that belong to no document, with what to do
  std::vector<FoundProblem> problems;   ///< what cannot be packed: links, devices, bad names
  std::uint64_t files = 0;              ///< met below the path, whatever became of them
};

} // namespace delo
