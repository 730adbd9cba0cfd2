// The judge of folders: CSIPSTR1-16.
#include "delo/base/utf8.hpp"
#include "delo/formats/csip/csip_layout.hpp"
#include "delo/formats/csip/eark_folders.hpp"
#include "delo/formats/csip/eark_rule_table.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace delo {
namespace {

/// A named folder, and the rule that asks for it.
struct Asked {
  std::string_view rule;
  Part part;
  std::string_view name;
};
constexpr std::array<Asked, 2> kAtTop{{{"CSIPSTR5", Part::metadata, "metadata"},
                                       {"CSIPSTR9", Part::representations, "representations"}}};
constexpr std::array<Asked, 2> kInRepresentation{
    {{"CSIPSTR11", Part::data, "data"}, {"CSIPSTR13", Part::metadata, "metadata"}}};

class FolderJudge {
public:
  FolderJudge(const PackageFolders& package, const FolderContext& context, RuleTally& tally)
      : package_(package), context_(context), tally_(tally) {}

  void judge() {
    judge_root();
    judge_mets();
    for (const Asked& asked : kAtTop)
      ask(asked, package_.top, "");
    judge_representations();
    judge_schemas();
    judge_documentation();
  }

private:
  std::string path_of(std::string_view inner) const {
    if (context_.root.empty() || inner.empty())
      return std::string(inner.empty() ? context_.root : inner);
    return fmt::format("{}/{}", context_.root, inner);
  }

  void fail(std::string_view rule, std::string_view inner, std::string message,
            bool others_tell = false) {
    Fault fault{eark_rule_number(rule), 0, std::move(message)};
    fault.others_tell = others_tell;
    fault.path = path_of(inner);
    tally_.fail(std::move(fault));
  }

  void judge_root() {
    tally_.judge("CSIPSTR1");
    if (context_.has_things_outside)
      fail("CSIPSTR1", "", "the archive holds more than one folder at its top", true);
    else if (context_.folder.empty() && !context_.is_in_bag)
      fail("CSIPSTR1", "", "the archive has no folder at its top that holds everything");
    if (is_blank(context_.objid) || context_.folder.empty())
      return;
    tally_.judge("CSIPSTR2");
    if (!is_named_after(context_.folder, context_.objid))
      fail("CSIPSTR2", "METS.xml",
           fmt::format("the folder is called \"{}\", the package \"{}\"",
                       display_name(context_.folder), display_name(context_.objid)));
  }

  void judge_mets() {
    tally_.judge("CSIPSTR4");
    if (package_.top.has_mets)
      return;
    std::string message = "there is no file METS.xml";
    if (!package_.nearly_mets.empty())
      message += fmt::format(", but \"{}\"", display_name(package_.nearly_mets.front()));
    else if (!package_.deeper_mets.empty())
      message +=
          fmt::format(", but \"{}\" one folder further down", display_name(package_.deeper_mets));
    fail("CSIPSTR4", kMetsName, std::move(message));
  }

  /// One folder that should be there, at the top or in a representation.
  void ask(const Asked& asked, const LevelFolders& level, const std::string& prefix) {
    tally_.judge(asked.rule);
    if (level.has_part(asked.part))
      return;
    std::string message = fmt::format("there is no folder {}", asked.name);
    for (const std::string& name : level.nearly)
      if (ascii_lower(name) == asked.name)
        message += fmt::format(", but \"{}\"", display_name(name));
    fail(asked.rule, prefix + std::string(asked.name), std::move(message));
  }

  void judge_representations() {
    if (!package_.top.has_part(Part::representations))
      return;
    tally_.judge("CSIPSTR10");
    if (package_.representations.empty())
      fail("CSIPSTR10", "representations", "the folder representations holds no folder");
    if (!package_.loose_file.empty())
      fail("CSIPSTR10", package_.loose_file, "a file lies in no folder of a representation");
    for (const auto& [name, level] : package_.representations) {
      const std::string prefix = "representations/" + name + "/";
      for (const Asked& asked : kInRepresentation)
        ask(asked, level, prefix);
      tally_.judge("CSIPSTR12");
      if (!level.has_mets)
        fail("CSIPSTR12", prefix + std::string(kMetsName),
             fmt::format("the representation \"{}\" has no METS.xml", display_name(name)));
    }
  }

  bool any_has(Part part) const {
    if (package_.top.has_part(part))
      return true;
    for (const auto& [name, level] : package_.representations)
      if (level.has_part(part))
        return true;
    return false;
  }

  void judge_schemas() {
    tally_.judge("CSIPSTR15");
    if (!package_.loose_schema.empty())
      fail("CSIPSTR15", package_.loose_schema, "a schema lies in no folder schemas");
    else if (!any_has(Part::schemas))
      fail("CSIPSTR15", "schemas", "there is no folder schemas for the schemas of METS.xml");
  }

  void judge_documentation() {
    if (any_has(Part::documentation))
      tally_.judge("CSIPSTR16");
    for (const std::string& name : package_.top.nearly)
      if (ascii_lower(name) == "documentation")
        fail("CSIPSTR16", name, "the folder documentation is written in other letters");
    for (const auto& [representation, level] : package_.representations)
      for (const std::string& name : level.nearly)
        if (ascii_lower(name) == "documentation")
          fail("CSIPSTR16", fmt::format("representations/{}/{}", representation, name),
               "the folder documentation is written in other letters");
  }

  const PackageFolders& package_;
  const FolderContext& context_;
  RuleTally& tally_;
};

} // namespace

void judge_folders(const PackageFolders& package, const FolderContext& context, RuleTally& tally) {
  FolderJudge(package, context, tally).judge();
}

} // namespace delo
