// A page of text is small: a larger file is something else, and is not read into memory.
#include "delo/ops/inspect.hpp"

#include "delo/base/error.hpp"
#include "delo/base/fd.hpp"
#include "delo/formats/page/page_reader.hpp"
#include "delo/model/package_id.hpp"

#include <utility>

namespace delo {

InspectedDocument inspect_page(const std::filesystem::path& path) {
  const std::string bytes = read_file(path, kLargestPage);
  ReadPage page = read_page(bytes, path.native());
  InspectedDocument document{path.native(), std::move(page.shape), std::move(page.record),
                             std::nullopt};
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
  return document;
}

} // namespace delo
