#include "delo/model/found_documents.hpp"

#include <algorithm>
#include <array>

namespace delo {

std::string_view to_word(JunkPolicy policy) {
  static constexpr std::array<std::string_view, 3> kWords{"skip", "keep", "fail"};
  return kWords[static_cast<std::size_t>(policy)];
}

std::string_view to_word(LinkPolicy policy) {
  static constexpr std::array<std::string_view, 3> kWords{"fail", "follow", "record"};
  return kWords[static_cast<std::size_t>(policy)];
}

std::string_view to_word(NamePolicy policy) {
  static constexpr std::array<std::string_view, 2> kWords{"refuse", "escape"};
  return kWords[static_cast<std::size_t>(policy)];
}

std::string_view to_word(OnePer one_per) {
  static constexpr std::array<std::string_view, 4> kWords{"any", "page", "folder", "row"};
  return kWords[static_cast<std::size_t>(one_per)];
}

void TreeFile::write(FieldWriter& fields) const {
  fields.text(name);
  fields.ending_with(path, name);
  fields.number(size);
  fields.time(modified);
  fields.number(stamp);
}

TreeFile TreeFile::read(FieldReader& fields) {
  TreeFile file;
  file.name = fields.text();
  file.path = fields.ending_with(file.name);
  file.size = fields.number();
  file.modified = fields.time();
  file.stamp = fields.number();
  return file;
}

void FoundFile::write(FieldWriter& fields) const {
  TreeFile::write(fields);
  fields.word(how);
}

FoundFile FoundFile::read(FieldReader& fields) {
  return {TreeFile::read(fields), std::string(fields.word())};
}

void FoundContent::append(const FoundContent& other) {
  const auto add = [](const auto& from, auto& to) {
    to.insert(to.end(), from.begin(), from.end());
  };
  files.append(other.files);
  add(other.empty_folders, empty_folders);
  add(other.links, links);
  add(other.escaped, escaped);
}

FoundRepresentation& FoundDocument::representation(std::string_view name) {
  auto place = std::lower_bound(representations.begin(), representations.end(), name,
                                [](const auto& one, std::string_view n) { return one.name < n; });
  if (place == representations.end() || place->name != name)
    place = representations.insert(place, {{}, std::string(name)});
  return *place;
}

} // namespace delo
