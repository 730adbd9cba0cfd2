#include "delo/formats/csip/eark_facts.hpp"

#include <algorithm>

namespace delo {

void FileMention::write(FieldWriter& fields) const {
  fields.number(static_cast<std::uint64_t>(place));
  said.write(fields);
}

FileMention FileMention::read(FieldReader& fields) {
  FileMention mention;
  mention.place = static_cast<MetsPlace>(fields.number());
  mention.said = MetsReference::read(fields);
  return mention;
}

GroupKind group_kind(std::string_view use) {
  if (use == "Documentation")
    return GroupKind::documentation;
  if (use == "Schemas")
    return GroupKind::schemas;
  return use.starts_with("Representations") ? GroupKind::representations : GroupKind::other;
}

bool EarkFacts::has_group(GroupKind kind) const {
  return std::any_of(groups.begin(), groups.end(),
                     [kind](const FileGroup& group) { return group.kind == kind; });
}

} // namespace delo
