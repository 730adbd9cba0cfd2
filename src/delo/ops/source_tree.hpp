// Everything below a folder that is to be packed, with what cannot be packed set apart.
#pragma once

#include "delo/formats/bagit/path_lists.hpp"
#include "delo/ops/document_finder.hpp"

namespace delo {

struct SourceTree {
  CompactList<TreeFile> files; ///< the files of a folder by their bytes, then its folders
  std::vector<std::string> empty_folders; ///< folders with nothing in them that is packed
  std::vector<RecordedLink> links;        ///< with LinkPolicy::record
  std::vector<EscapedName> escaped;       ///< of files, folders and links; NamePolicy::escape
  std::vector<LeftOut> left_out;
  std::vector<FoundProblem> problems;
  std::uint64_t count = 0; ///< everything met that is no folder, and whatever else has a problem
};

/// Walks a folder. Links are followed where the options say so, and never out of the folder or in
/// a circle. Links otherwise, devices, unreadable files and names that a
/// package cannot carry become problems, each of them. Throws Error(io) when the folder itself
/// cannot be listed.
SourceTree walk_source(const std::filesystem::path& folder, const FinderOptions& options);

/// What else pack can do, for the ends of hints.
inline constexpr std::string_view kLinkHint = ", or say --links follow or --links record";
inline constexpr std::string_view kNameHint = ", or pack it under another name with --names escape";

/// Why a file cannot be packed under this name, with a hint; nothing when it can. Names stand below
/// another folder in every package, so that they may begin with "~" and their like.
std::optional<FoundProblem> problem_of_name(const std::string& on_disk, const std::string& name);

/// "cannot pack X: reason".
FoundProblem packing_problem(const std::string& path, std::string_view reason, std::string hint);

} // namespace delo
