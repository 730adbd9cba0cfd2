#include "delo/formats/csip/eark_package.hpp"

#include "delo/base/utf8.hpp"
#include "delo/formats/csip/csip_layout.hpp"
#include "delo/formats/csip/eark_rule_table.hpp"
#include "delo/formats/mets/location.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace delo {
namespace {

using enum MetsPlace;

/// Judges one document beside the folders of its level.
class BesideFolders {
public:
  BesideFolders(const PlacedDocument& placed, const SeenFiles& seen, RuleTally& tally)
      : placed_(placed), facts_(placed.document.facts()), folders_(placed.folders), seen_(seen),
        tally_(tally), is_package_(placed.document.level() == MetsLevel::package) {}

  void judge(std::string_view folder) {
    judge_name(folder);
    judge_descriptions();
    judge_preservation();
    judge_file_section();
    judge_group_words();
    judge_divisions();
  }

private:
  bool has_files(Part part) const { return folders_.files_in(part) > 0; }
  std::uint64_t line() const { return facts_.root_line; }

  /// CSIP1: that it is given is a MUST, that it is the name of the folder only what "should be".
  void judge_name(std::string_view folder) {
    if (folder.empty() || is_blank(facts_.objid) || is_named_after(folder, facts_.objid))
      return;
    tally_.fail({eark_rule_number("CSIP1"),
                 line(),
                 fmt::format("mets/@OBJID is \"{}\", while the folder is called \"{}\"",
                             display_name(facts_.objid), display_name(folder)),
                 {},
                 {},
                 Severity::warning});
  }

  void judge_descriptions() {
    if (facts_.count(dmd) > 0 || has_files(Part::descriptive))
      tally_.check("CSIP17", facts_.count(dmd) > 0, line(),
                   fmt::format("metadata/descriptive has {} files, and mets no dmdSec",
                               folders_.files_in(Part::descriptive)));
  }

  std::uint64_t found(MetsPlace place) const {
    std::uint64_t count = 0;
    for (const FileMention& mention : facts_.mentions)
      if (mention.place == place)
        for (const RelPath& target : possible_paths(placed_.path, mention.said.href))
          if (seen_.contains(target)) {
            ++count;
            break;
          }
    return count;
  }

  void judge_preservation() {
    const bool has_kept = has_files(Part::preservation);
    const std::uint64_t sections = facts_.count(amd);
    if (sections == 0 && !has_kept && !is_package_)
      return;
    const std::uint64_t provenance = found(digiprov_ref);
    const bool holds_any = facts_.count(amd_wrap) > 0 || provenance > 0 || found(rights_ref) > 0 ||
                           found(other_ref) > 0;
    if (sections == 0)
      tally_.fail("CSIP31", line(),
                  has_kept ? fmt::format("metadata/preservation has {} files, and mets no amdSec",
                                         folders_.files_in(Part::preservation))
                           : std::string("mets has no amdSec"));
    else if (sections > 1)
      tally_.fail("CSIP31", line(), fmt::format("mets has {} amdSec instead of 1", sections));
    else
      tally_.check("CSIP31", has_kept || holds_any, line(),
                   "amdSec leads to no metadata, and metadata/preservation is empty");
    if (sections == 0 && !has_kept)
      return;
    if (facts_.count(digiprov) == 0)
      tally_.fail("CSIP32", line(), "amdSec has no digiprovMD");
    else
      tally_.check("CSIP32", has_kept || provenance > 0 || facts_.count(amd_wrap) > 0, line(),
                   "digiprovMD leads to no metadata, and metadata/preservation is empty");
  }

  bool has_content() const {
    return has_files(Part::data) || has_files(Part::documentation) || has_files(Part::schemas) ||
           has_files(Part::representations);
  }

  /// A group of files that the text demands without a condition. Where there is nothing for it to
  /// list, only those are told who ask for every hint.
  void ask_group(std::string_view rule, bool is_there, bool is_needed, std::string_view use) {
    if (is_there) {
      tally_.judge(rule);
      return;
    }
    if (!is_needed && !(is_package_ && placed_.document.hints()))
      return;
    Fault fault{eark_rule_number(rule), line(),
                fmt::format("mets/fileSec has no fileGrp whose USE is {}", use)};
    if (!is_needed)
      fault.at_most = Severity::info;
    tally_.fail(std::move(fault));
  }

  void judge_file_section() {
    if (facts_.count(file_section) == 0) {
      if (has_content())
        tally_.fail("CSIP58", line(), "the package has files, and mets no fileSec");
      return;
    }
    tally_.check("CSIP58", facts_.count(file_section) == 1, line(), "mets has several fileSec");
    ask_group("CSIP60", facts_.has_group(GroupKind::documentation), has_files(Part::documentation),
              "Documentation");
    ask_group("CSIP113", facts_.has_group(GroupKind::schemas), has_files(Part::schemas), "Schemas");
    const bool lists_data = !is_package_ && has_group_for("data");
    ask_group("CSIP114", facts_.has_group(GroupKind::representations) || lists_data,
              has_files(Part::representations) || has_files(Part::data), "Representations");
  }

  bool has_group_for(std::string_view folder) const {
    return std::any_of(facts_.groups.begin(), facts_.groups.end(), [folder](const FileGroup& g) {
      return ascii_lower(g.use.substr(0, g.use.find('/'))) == folder;
    });
  }

  bool is_folder_here(std::string_view name) const {
    const std::string lower = ascii_lower(name);
    for (const std::string_view known :
         {"documentation", "schemas", "representations", "metadata", "data"})
      if (lower == known)
        return true;
    return folders_.others.size() >= 50 ||
           std::any_of(folders_.others.begin(), folders_.others.end(),
                       [&lower](const std::string& other) { return ascii_lower(other) == lower; });
  }

  /// CSIP64: USE begins with a word of the list, or with a folder that is there.
  void judge_group_words() {
    for (const FileGroup& group : facts_.groups)
      if (!is_blank(group.use) && !is_folder_here(group.use.substr(0, group.use.find('/'))))
        tally_.fail("CSIP64", group.line,
                    fmt::format("USE of a fileGrp is \"{}\", which names no folder of the package",
                                display_name(group.use)));
  }

  void ask_division(std::string_view rule, GroupKind kind, Part part, std::string_view label) {
    if (facts_.map.divisions[static_cast<std::size_t>(kind)] == 0 &&
        (facts_.has_group(kind) || has_files(part)))
      tally_.fail(rule, facts_.map.line, fmt::format("the structMap has no division {}", label));
  }

  void judge_divisions() {
    if (facts_.count(struct_map) == 0)
      return;
    ask_division("CSIP93", GroupKind::documentation, Part::documentation, "Documentation");
    ask_division("CSIP97", GroupKind::schemas, Part::schemas, "Schemas");
    if (facts_.has_group(GroupKind::representations) && facts_.map.representations.empty() &&
        !facts_.map.has_inner_representations)
      tally_.fail("CSIP101", facts_.map.line, "the structMap has no division Representations");
  }

  const PlacedDocument& placed_;
  const EarkFacts& facts_;
  const LevelFolders& folders_;
  const SeenFiles& seen_;
  RuleTally& tally_;
  bool is_package_;
};

/// "rep1" of "Representations/rep1/data".
std::string_view folder_of(std::string_view label) {
  constexpr std::string_view kBegin = "Representations/";
  if (!label.starts_with(kBegin))
    return {};
  label.remove_prefix(kBegin.size());
  return label.substr(0, label.find('/'));
}

/// The folder of a representation that an mptr leads into.
std::string folder_of_pointer(const RelPath& mets, std::string_view href) {
  const RelPath base =
      mets.parent() ? *mets.parent() / "representations" : RelPath("representations");
  for (const RelPath& target : possible_paths(mets, href))
    if (target.is_below(base))
      return std::string(target.relative_to(base).top());
  return {};
}

class RepresentationDivisions {
public:
  RepresentationDivisions(const PlacedDocument& package, const PackageFolders& folders,
                          RuleTally& tally)
      : package_(package), facts_(package.document.facts()), folders_(folders), tally_(tally) {}

  void judge() {
    for (const RepresentationDivision& division : facts_.map.representations)
      judge(division);
    for (const auto& [name, level] : folders_.representations)
      if (level.has_mets)
        tally_.check("CSIP105", has_division(name), facts_.map.line,
                     fmt::format("no division of the structMap leads to "
                                 "\"representations/{}/METS.xml\"",
                                 display_name(name)));
  }

private:
  bool has_mets(std::string_view folder) const {
    const auto found = folders_.representations.find(folder);
    return found != folders_.representations.end() && found->second.has_mets;
  }

  bool has_division(const std::string& folder) const {
    return std::any_of(facts_.map.representations.begin(), facts_.map.representations.end(),
                       [&](const RepresentationDivision& division) {
                         return folder_of(division.label) == folder ||
                                folder_of_pointer(package_.path, division.href) == folder;
                       });
  }

  void judge(const RepresentationDivision& division) {
    const std::string_view folder = folder_of(division.label);
    if (division.pointers > 0 || has_mets(folder))
      tally_.check("CSIP109", division.pointers == 1, division.line,
                   fmt::format("the division \"{}\" has {} mptr instead of 1",
                               display_name(division.label), division.pointers));
    if (!folder.empty())
      tally_.check("CSIP105", folders_.representations.contains(folder), division.line,
                   fmt::format("the division \"{}\" is for a representation that is not there",
                               display_name(division.label)));
    if (division.pointers > 0)
      judge_label(division);
  }

  /// CSIP107: the label is USE of the group that the pointer names, which is the folder's path.
  void judge_label(const RepresentationDivision& division) {
    const auto group =
        std::find_if(facts_.groups.begin(), facts_.groups.end(),
                     [&](const FileGroup& g) { return !g.id.empty() && g.id == division.title; });
    const std::string wanted =
        group != facts_.groups.end()
            ? group->use
            : "Representations/" + folder_of_pointer(package_.path, division.href);
    tally_.check("CSIP107", division.label == wanted, division.line,
                 fmt::format("LABEL of the division is \"{}\", not \"{}\"",
                             display_name(division.label), display_name(wanted)));
  }

  const PlacedDocument& package_;
  const EarkFacts& facts_;
  const PackageFolders& folders_;
  RuleTally& tally_;
};

} // namespace

void judge_beside_folders(const PlacedDocument& placed, std::string_view folder,
                          const SeenFiles& seen, RuleTally& tally) {
  BesideFolders(placed, seen, tally).judge(folder);
}

void judge_representation_divisions(const PlacedDocument& package, const PackageFolders& folders,
                                    RuleTally& tally) {
  RepresentationDivisions(package, folders, tally).judge();
}

} // namespace delo
