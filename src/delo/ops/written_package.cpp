#include "delo/ops/written_package.hpp"

namespace delo {

void WrittenFile::write(FieldWriter& fields) const {
  facts.write(fields);
  fields.number(static_cast<std::uint64_t>(role));
  fields.word(representation);
}

WrittenFile WrittenFile::read(FieldReader& fields) {
  WrittenFile file{PackageFile::read(fields), fields.number_as<FileRole>(), {}};
  file.representation = fields.word();
  return file;
}

std::uint64_t WrittenPackage::bytes() const {
  std::uint64_t sum = 0;
  for (const WrittenFile& file : files)
    sum += file.facts.size;
  return sum;
}

std::vector<PackageFile> WrittenPackage::of(FileRole role, std::string_view representation) const {
  std::vector<PackageFile> found;
  for (const WrittenFile& file : files)
    if (file.role == role && (representation.empty() || file.representation == representation))
      found.push_back(file.facts);
  return found;
}

PackageFiles WrittenPackage::data_of(std::string representation) const {
  return [this, representation = std::move(representation)](const PackageFileVisitor& visit) {
    for (const WrittenFile& file : files)
      if (file.role == FileRole::representation_data && file.representation == representation)
        visit(file.facts);
  };
}

std::string software_name(const WrittenPackage& package) {
  return package.software + " " + package.software_version;
}

} // namespace delo
