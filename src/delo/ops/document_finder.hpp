// What lies below a path, told apart: documents with their files, junk, and what belongs nowhere.
#pragma once

#include "delo/model/found_documents.hpp"
#include "delo/model/record.hpp"
#include "delo/ops/archives.hpp"

#include <filesystem>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace delo {

struct FinderOptions {
  JunkPolicy junk = JunkPolicy::skip;
  OnePer one_per = OnePer::any;
  std::optional<std::string> encoding;     ///< of the pages; told from their bytes otherwise
  Archives archives = built_in_archives(); ///< citations name the sheets of scans
  LinkPolicy links = LinkPolicy::fail;
  NamePolicy names = NamePolicy::refuse;
  std::string link_hint; ///< what else can be done about a link, for the end of a hint
  std::string name_hint; ///< likewise, about a name that is not UTF-8
  std::vector<std::filesystem::path> descriptions; ///< sheets and records: they are no documents
  std::function<void(const std::string& path)> looking_at; ///< told of each file that is read
  /// Given each page that was read, so that nobody need read it again.
  std::function<void(const std::string& path, const DocumentRecord& record)> take_page;
  std::stop_token stop;
};

/// Finds the documents of `source`, which is
/// - a page: one document, whatever lies beside it;
/// - a folder with one page and the folders original, transcription, translation (or their Russian
///   names): one document with the files of these folders;
/// - a folder of pages: a document for each; scans and texts beside them, or in folders below that
///   hold no page, belong to the page whose name they begin with, or whose citation names their
///   sheet ("0005.tif", "л. 5 об.jpg");
/// - a folder of any of these.
/// What a browser saved beside a page ("telegram_files/") is left out, and listed.
/// Nothing is guessed in silence: each file says how it was matched, and a file that belongs to no
/// document, or could belong to two, is in `unassigned`. Only reads. Throws Error(io) when `source`
/// itself cannot be read, Error(interrupted) after a stop.
FoundDocuments find_documents(const std::filesystem::path& source, const FinderOptions& options);

/// What a user named for one representation: a file, or a folder with all it holds. What cannot be
/// packed is added to `problems`, junk to `left_out`.
FoundContent content_of(const std::filesystem::path& path, const FinderOptions& options,
                        std::vector<FoundProblem>& problems, std::vector<LeftOut>& left_out);

/// "original" for "original", "оригинал", "scans" and their like in any letter case; "" for other
/// names.
std::string_view representation_named(std::string_view folder_name);

} // namespace delo
