#include "delo/ops/pack_input.hpp"

#include "delo/base/error.hpp"
#include "delo/base/fd.hpp"
#include "delo/base/utf8.hpp"
#include "delo/formats/bagit/path_lists.hpp"
#include "delo/formats/page/page_reader.hpp"
#include "delo/formats/sheet/sheet_record.hpp"
#include "delo/ops/inspect.hpp"
#include "delo/ops/record_edits.hpp"

#include <fmt/format.h>

#include <sys/stat.h>

#include <algorithm>
#include <map>
#include <set>

namespace delo {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse(const fs::path& path, std::string_view reason, std::string hint) {
  throw Error(ErrorKind::usage,
              fmt::format("cannot pack {}: {}", display_name(path.native()), reason),
              std::move(hint));
}

/// A file "x" beside a folder "x", from two places: one folder cannot hold both.
void refuse_file_for_folder(const SourceRepresentation& representation) {
  for (const TreeFile& file : representation.files)
    for (auto slash = file.name.rfind('/'); slash != std::string::npos && slash > 0;
         slash = file.name.rfind('/', slash - 1))
      if (const auto above = std::string_view(file.name).substr(0, slash);
          representation.files.find_key(above))
        refuse(
            file.path,
            fmt::format("{} is a file in the {} already", display_name(above), representation.name),
            "rename one of the two");
}

/// Names of which something came: what a row takes from a document leaves its name behind.
std::vector<EscapedName> escaped_in(const SourceRepresentation& representation,
                                    const FoundRepresentation& found) {
  std::set<std::string> others;
  for (const RecordedLink& link : found.links)
    others.insert(link.name);
  others.insert(found.empty_folders.begin(), found.empty_folders.end());
  std::map<std::string, std::string> escaped;
  for (const EscapedName& name : found.escaped)
    if (others.contains(name.name) || representation.files.find_key(name.name))
      escaped.emplace(name.name, name.original);
  std::vector<EscapedName> list;
  for (const auto& [name, original] : escaped)
    list.push_back({name, original});
  return list;
}

SourceRepresentation gather(const FoundRepresentation& found) {
  SourceRepresentation representation{found.name, {}, found.empty_folders, found.links, {}};
  auto& files = representation.files;
  for (const FoundFile& file : found.files)
    files.push_back(file);
  files.sort_by_key();
  for (std::size_t i = 1; i < files.size(); ++i)
    if (files.key(i - 1) == files.key(i))
      refuse(files[i].path,
             fmt::format("{} has the same name in the {}", display_name(files[i - 1].path),
                         found.name),
             "rename one of the two, or give their common folder");
  refuse_file_for_folder(representation);
  representation.escaped = escaped_in(representation, found);
  return representation;
}

void read_page_file(const FoundDocument& found, const PackOptions& options, PackInput& input) {
  input.page_path = found.page;
  input.page_name = input.page_path.filename().native();
  if (options.names == NamePolicy::escape)
    input.page_name = escape_name(input.page_name);
  input.page_bytes = read_file(input.page_path, kLargestPage);
  struct stat status {};
  if (::stat(input.page_path.c_str(), &status) == 0)
    input.page_modified = Timestamp{status.st_mtim.tv_sec};
  ReadPage page =
      read_page(input.page_bytes, input.page_path.native(), {options.encoding, *options.archives});
  input.record = std::move(page.record);
  input.shape = std::move(page.shape);
  input.encoding = {std::move(page.encoding), page.encoding_confidence,
                    std::string(to_word(page.encoding_origin))};
}

/// The row says what the user knows; where it contradicts the page, both are told.
void apply(const SheetRow& row, const ArchiveTable& archives, PackInput& input) {
  if (input.has_page())
    for (const SheetProblem& problem : compare_with_page(row, input.record, archives))
      input.record.warnings.push_back(to_text(problem));
  apply_row(row, input.record, archives);
  if (const std::string sender = row.value("submitter"); !sender.empty())
    input.submitter = sender;
}

/// Names below the folder that the document was found in: what the user's disk is called is
/// nobody's business.
std::vector<LeftOut> shortened(const FoundDocument& found) {
  std::vector<LeftOut> list;
  const fs::path folder = fs::path(found.page).parent_path();
  for (const LeftOut& file : found.left_out)
    list.push_back({fs::path(file.path).lexically_relative(folder).native(), file.why});
  return list;
}

} // namespace

PackInput gather_input(const FoundDocument& found, const DocumentFacts& facts,
                       const PackOptions& options) {
  PackInput input;
  input.shape = "sheet";
  if (!found.page.empty())
    read_page_file(found, options, input);
  input.left_out = shortened(found);
  input.submitter = options.submitter;
  if (facts.row)
    apply(*facts.row, *options.archives, input);
  if (options.record)
    apply_record_file(*options.record, input.record, *options.archives);
  if (options.rights)
    apply_rights_option(*options.rights, input.record);
  input.group = facts.group;
  input.number = facts.number;
  input.of_bags = facts.of_bags;
  input.formats = facts.formats;
  input.extras = gather_extras(options);
  for (const FoundRepresentation& representation : found.representations)
    input.representations.push_back(gather(representation));
  // Without a file of its own, the page is the translation's content.
  const bool translated = std::any_of(found.representations.begin(), found.representations.end(),
                                      [](const auto& r) { return r.name == "translation"; });
  if (!translated && input.has_page())
    input.representations.push_back(
        {"translation", {{"", input.page_name, input.page_bytes.size(), input.page_modified, 0}}});
  const std::string page = input.page_path.filename().native();
  if (!translated && page != input.page_name)
    input.representations.back().escaped = {{input.page_name, page}};
  return input;
}

} // namespace delo
