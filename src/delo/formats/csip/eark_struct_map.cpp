// The part of EarkDocument that judges the structMap.
#include "delo/base/utf8.hpp"
#include "delo/formats/csip/eark_document.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace delo {
namespace {

using enum MetsPlace;

/// A division that stands for a kind of groups, and its rules.
struct DivisionKind {
  GroupKind kind;
  std::string_view label;
  std::string_view once;    ///< there is not more than one
  std::string_view fptr;    ///< it points to each group of its kind
  std::string_view file_id; ///< and to nothing else
};
constexpr std::array<DivisionKind, 3> kDivisions{{
    {GroupKind::documentation, "Documentation", "CSIP93", "CSIP96", "CSIP116"},
    {GroupKind::schemas, "Schemas", "CSIP97", "CSIP100", "CSIP118"},
    {GroupKind::representations, "Representations", "CSIP101", "CSIP104", "CSIP119"},
}};

std::optional<GroupKind> kind_of_label(std::string_view label) {
  for (const DivisionKind& row : kDivisions)
    if (ascii_lower(label) == ascii_lower(row.label))
      return row.kind;
  return std::nullopt;
}

const DivisionKind& row_of(GroupKind kind) {
  return *std::find_if(kDivisions.begin(), kDivisions.end(),
                       [kind](const DivisionKind& row) { return row.kind == kind; });
}
} // namespace

void EarkDocument::meet_struct_map(const JudgedElement& element) {
  map_.line = element.line;
  map_.pointed.assign(facts_.groups.size(), false);
  csip_maps_ += value_of(element.attributes, "LABEL") == "CSIP" ? 1 : 0;
}

void EarkDocument::meet_top_division(const JudgedElement& element) {
  map_.top_line = element.line;
  map_.top_label = value_of(element.attributes, "LABEL");
}

void EarkDocument::meet_inner_division(const JudgedElement& element) {
  map_.has_inner_representations |=
      group_kind(value_of(element.attributes, "LABEL")) == GroupKind::representations;
}

void EarkDocument::meet_division(const JudgedElement& element) {
  division_ = {value_of(element.attributes, "LABEL"), element.line};
  division_id_ = value_of(element.attributes, "ID");
  division_repeats_id_ = repeats_id_;
  division_kind_ = kind_of_label(division_.label);
  if (division_kind_) {
    const auto at = static_cast<std::size_t>(*division_kind_);
    if (++map_.divisions[at] == 1)
      map_.division_lines[at] = element.line;
  }
  map_.has_inner_representations |= group_kind(division_.label) == GroupKind::representations;
  if (ascii_lower(division_.label) == "metadata")
    meet_metadata_division(element);
}

/// CSIP91, CSIP92: all current sections are listed, and nothing else.
void EarkDocument::meet_metadata_division(const JudgedElement& element) {
  ++map_.metadata_divisions;
  check_listed({"CSIP91", "ADMID", Kind::admin}, current_admin_, element.attributes, element.line);
  check_listed({"CSIP92", "DMDID", Kind::description}, current_descriptions_, element.attributes,
               element.line);
}

void EarkDocument::check_listed(const IdList& list, const std::vector<std::string>& current,
                                XmlAttributes attributes, std::uint64_t line) {
  const std::string said = value_of(attributes, list.attribute);
  if (current.empty() && said.empty())
    return;
  map_.tally.judge(list.rule);
  if (said.empty())
    return map_.tally.fail(list.rule, line,
                           fmt::format("the division Metadata has no {}; the document has {} "
                                       "sections to be named",
                                       list.attribute, current.size()));
  std::unordered_set<std::string_view> listed;
  for_each_word(said, [&listed](std::string_view id) { listed.insert(id); });
  std::size_t missing = 0;
  std::string first;
  for (const std::string& id : current)
    if (!listed.contains(id) && ++missing == 1)
      first = id;
  if (missing > 0)
    map_.tally.fail(list.rule, line,
                    fmt::format("{} of the division Metadata does not name \"{}\"{}",
                                list.attribute, display_name(first),
                                missing > 1 ? fmt::format(" and {} more", missing - 1) : ""));
  if (const auto stray = stray_id(said, list.kind))
    map_.tally.fail(
        list.rule, line,
        fmt::format("{} of the division Metadata names \"{}\", which is no such section",
                    list.attribute, display_name(*stray)));
}

void EarkDocument::meet_file_pointer(const JudgedElement& element) {
  const std::string id = value_of(element.attributes, "FILEID");
  const auto number = group_numbers_.find(id);
  if (number != group_numbers_.end() && number->second < map_.pointed.size())
    map_.pointed[number->second] = true;
  // Pointers of the three divisions themselves, not of what lies in them.
  const bool is_direct = frames_.size() >= 2 && frames_[frames_.size() - 2].place == division;
  if (!is_direct || !division_kind_)
    return;
  const DivisionKind& row = row_of(*division_kind_);
  const FileGroup* group = group_of(id);
  if (id.empty())
    map_.tally.fail(row.file_id, element.line,
                    fmt::format("an fptr of the division {} has no FILEID", row.label));
  else
    map_.tally.check(row.file_id, group && group->kind == row.kind, element.line,
                     fmt::format("an fptr of the division {} names \"{}\", which is no file group "
                                 "with that USE",
                                 row.label, display_name(id)));
}

void EarkDocument::meet_mets_pointer(const JudgedElement& element) {
  meet_mention(element);
  const std::string title = value_of(element.attributes, "xlink:title");
  const FileGroup* group = group_of(title);
  if (is_blank(title))
    map_.tally.fail("CSIP108", element.line, "mptr has no xlink:title");
  else
    map_.tally.check("CSIP108", group && group->kind == GroupKind::representations, element.line,
                     fmt::format("xlink:title of mptr is \"{}\", not the ID of a file group for a "
                                 "representation",
                                 display_name(title)));
  if (group)
    map_.pointed[group_numbers_.find(title)->second] = true;
  if (++division_.pointers == 1) {
    division_.title = title;
    division_.href = value_of(element.attributes, "xlink:href");
  }
}

void EarkDocument::leave_division() {
  const bool names_folder = division_.label.starts_with("Representations/");
  if (division_.pointers == 0 && !names_folder)
    return;
  if (!division_kind_) {
    if (division_id_.empty())
      map_.tally.fail("CSIP106", division_.line,
                      fmt::format("the division \"{}\" has no ID", display_name(division_.label)));
    else
      map_.tally.check("CSIP106", !division_repeats_id_, division_.line,
                       fmt::format("the ID \"{}\" of a division is used twice in the document",
                                   display_name(division_id_)));
  }
  map_.representations.push_back(std::move(division_));
  division_ = {};
}

void EarkDocument::check_label_once(std::string_view rule, std::uint32_t count,
                                    std::string_view label, std::uint64_t line) {
  if (count > 0)
    map_.tally.check(rule, count == 1, line,
                     fmt::format("the structMap has {} divisions {} instead of 1", count, label));
}

/// CSIP96, CSIP100, CSIP104: the division of a kind, where there is one, points to its groups. What
/// points to a group from elsewhere in the structMap serves as well.
void EarkDocument::check_groups_pointed() {
  for (const DivisionKind& row : kDivisions) {
    const auto at = static_cast<std::size_t>(row.kind);
    if (map_.divisions[at] == 0)
      continue;
    for (std::size_t i = 0; i < facts_.groups.size() && i < map_.pointed.size(); ++i)
      if (facts_.groups[i].kind == row.kind)
        map_.tally.check(row.fptr, map_.pointed[i], map_.division_lines[at],
                         fmt::format("no fptr of the division {} names the file group \"{}\"",
                                     row.label, display_name(facts_.groups[i].id)));
  }
}

void EarkDocument::leave_struct_map() {
  for (const DivisionKind& row : kDivisions) {
    const auto at = static_cast<std::size_t>(row.kind);
    check_label_once(row.once, map_.divisions[at], row.label, map_.division_lines[at]);
  }
  map_.tally.check("CSIP88", map_.metadata_divisions == 1, map_.line,
                   map_.metadata_divisions == 0
                       ? std::string("the structMap has no division Metadata")
                       : fmt::format("the structMap has {} divisions Metadata instead of 1",
                                     map_.metadata_divisions));
  if (level_ == MetsLevel::package)
    map_.tally.check("CSIP86", map_.top_label == facts_.objid, map_.top_line,
                     fmt::format("LABEL of the first division is \"{}\", not the OBJID \"{}\"",
                                 display_name(map_.top_label), display_name(facts_.objid)));
  check_groups_pointed();
  std::size_t score = 0;
  for (const std::string_view mark : {"CSIP81", "CSIP82"})
    score += map_.tally.has_fault(mark) ? 1 : 0;
  if (map_score_ && *map_score_ <= score)
    return;
  map_score_ = score;
  facts_.map = std::move(map_);
}

} // namespace delo
