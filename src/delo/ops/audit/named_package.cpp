#include "delo/ops/audit/named_package.hpp"

#include "delo/base/error.hpp"
#include "delo/base/utf8.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <utility>
#include <vector>

namespace delo {

CatalogueEntry named_package(Catalogue& catalogue, const std::string& called) {
  std::error_code failure;
  const auto absolute = std::filesystem::weakly_canonical(called, failure);
  if (!failure)
    if (auto entry = catalogue.at(absolute.native()))
      return *std::move(entry);
  std::vector<CatalogueEntry> found = catalogue.find(called);
  if (found.empty())
    throw Error(ErrorKind::usage,
                fmt::format("no package in the catalogue is called {}", display_name(called)),
                "`delo audit list` tells which there are");
  if (found.size() > 1)
    throw Error(
        ErrorKind::usage,
        fmt::format("{} packages are called {}", found.size(), display_name(called)),
        fmt::format("give the path of one, for example {}", display_name(found.front().path)));
  return std::move(found.front());
}

} // namespace delo
