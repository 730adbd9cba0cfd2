#include "delo/ops/archives.hpp"

#include "delo/formats/citation/archive_table.hpp"

namespace delo {

Archives built_in_archives() {
  return {Archives(), &ArchiveTable::built_in()}; // nobody owns it: it lives as long as the program
}

Archives read_archives(const std::filesystem::path& own) {
  return std::make_shared<const ArchiveTable>(ArchiveTable::built_in().with(own));
}

} // namespace delo
