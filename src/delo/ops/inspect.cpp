// A page of text is small: a larger file is something else, and is not read into memory.
#include "delo/ops/inspect.hpp"

#include "delo/base/error.hpp"
#include "delo/base/fd.hpp"
#include "delo/formats/page/page_reader.hpp"
#include "delo/model/package_id.hpp"
#include "delo/ops/document_finder.hpp"

#include <iterator>
#include <utility>

namespace delo {
namespace {

void choose_id(InspectedDocument& document) {
  auto& warnings = document.record.warnings;
  try {
    const PackageId id = choose_package_id(document.record);
    document.package_id = id.id;
    if (!id.warning.empty())
      warnings.push_back(id.warning);
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::usage)
      throw;
    warnings.push_back(error.message());
  }
}

} // namespace

InspectedDocument inspect_page(const std::filesystem::path& path, const InspectOptions& options) {
  const std::string bytes = read_file(path, kLargestPage);
  ReadPage page = read_page(bytes, path.native(), {options.encoding, *options.archives});
  InspectedDocument document;
  document.path = path.native();
  document.shape = std::move(page.shape);
  document.html = page.html;
  document.encoding = std::move(page.encoding);
  document.encoding_confidence = page.encoding_confidence;
  document.encoding_origin = to_word(page.encoding_origin);
  document.record = std::move(page.record);
  choose_id(document);
  return document;
}

InspectedFolder inspect_folder(const std::filesystem::path& path, const InspectOptions& options,
                               const std::function<void(const InspectedDocument&)>& take) {
  FinderOptions finder;
  finder.encoding = options.encoding;
  finder.archives = options.archives;
  finder.stop = options.stop;
  FoundDocuments found = find_documents(path, finder);
  InspectedFolder folder;
  folder.path = path.native();
  folder.left_out = std::move(found.left_out);
  folder.not_pages = std::move(found.problems);
  folder.not_pages.insert(folder.not_pages.end(), std::make_move_iterator(found.unassigned.begin()),
                          std::make_move_iterator(found.unassigned.end()));
  for (const FoundDocument& document : found.documents) {
    if (options.stop.stop_requested())
      throw Error(ErrorKind::interrupted, "stopped on request");
    take(inspect_page(document.page, options));
    ++folder.pages;
    for (const FoundRepresentation& representation : document.representations)
      folder.companions += representation.files.size();
  }
  return folder;
}

} // namespace delo
