#include "delo/ops/written_package.hpp"

namespace delo {

std::uint64_t WrittenPackage::bytes() const {
  std::uint64_t sum = 0;
  for (const WrittenFile& file : list)
    sum += file.facts.size;
  return sum;
}

std::vector<const PackageFile*> WrittenPackage::of(FileRole role,
                                                   std::string_view representation) const {
  std::vector<const PackageFile*> found;
  for (const WrittenFile& file : list)
    if (file.role == role && (representation.empty() || file.representation == representation))
      found.push_back(&file.facts);
  return found;
}

std::string software_name(const WrittenPackage& package) {
  return package.software + " " + package.software_version;
}

} // namespace delo
