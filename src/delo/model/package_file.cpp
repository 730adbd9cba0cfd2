#include "delo/model/package_file.hpp"

#include <bit>

namespace delo {

void PackageFile::write(FieldWriter& fields) const {
  fields.path(path.str());
  fields.number(size);
  digests.write(fields);
  fields.word(mime_type);
  fields.time(modified);
  fields.end_of(original_name, path.str());
  fields.word(type_said);
  fields.number(std::bit_cast<std::uintptr_t>(format));
}

PackageFile PackageFile::read(FieldReader& fields) {
  PackageFile file{RelPath(fields.path()), 0, {}, {}, {}, {}};
  file.size = fields.number();
  file.digests = DigestSet::read(fields);
  file.mime_type = fields.word();
  file.modified = fields.time();
  file.original_name = fields.end_of(file.path.str());
  file.type_said = fields.word();
  file.format = std::bit_cast<const FormatKey*>(fields.number_as<std::uintptr_t>());
  return file;
}

} // namespace delo
