#include "delo/model/pack_data.hpp"

#include <array>

namespace delo {

std::string_view to_word(Layout layout) {
  static constexpr std::array<std::string_view, 3> kWords{"bag+sip", "sip", "bag"};
  return kWords[static_cast<std::size_t>(layout)];
}

std::string_view to_word(Description description) {
  static constexpr std::array<std::string_view, 3> kWords{"mods", "dc", "ead3"};
  return kWords[static_cast<std::size_t>(description)];
}

void PlannedFile::write(FieldWriter& fields) const {
  fields.path(path.str());
  fields.number(static_cast<std::uint64_t>(role));
  fields.ending_with(source, path.name());
  fields.number(size);
  fields.time(modified);
  fields.word(representation);
  fields.number(static_cast<std::uint64_t>(algorithm));
  fields.number(stamp);
}

PlannedFile PlannedFile::read(FieldReader& fields) {
  PlannedFile file{RelPath(fields.path()), fields.number_as<FileRole>(), {}, 0, {}, {}, {}, 0};
  file.source = fields.ending_with(file.path.name());
  file.size = fields.number();
  file.modified = fields.time();
  file.representation = fields.word();
  file.algorithm = fields.number_as<Algorithm>();
  file.stamp = fields.number();
  return file;
}

} // namespace delo
