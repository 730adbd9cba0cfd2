#include "delo/ops/pack_plan.hpp"

#include "delo/base/error.hpp"
#include "delo/base/utf8.hpp"
#include "delo/formats/bagit/empty_folders.hpp"
#include "delo/formats/bagit/path_lists.hpp"
#include "delo/formats/csip/csip_layout.hpp"
#include "delo/formats/rights/rights_writer.hpp"
#include "delo/formats/xsd/schemas.hpp"
#include "delo/ops/missing_sheets.hpp"
#include "delo/ops/representations.hpp"
#include "delo/ops/under_profile.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <set>
#include <utility>

namespace delo {
namespace {

class Planner {
public:
  Planner(const PackInput& input, const PackOptions& options, PackPlan& plan)
      : input_(input), descriptions_(options.descriptions), plan_(plan) {}

  void run() {
    const bool bag = plan_.layout != Layout::sip;
    const bool mets = plan_.layout != Layout::bag;
    if (bag)
      add(own("bagit.txt", FileRole::bag_declaration));
    for (const SourceRepresentation& representation : input_.representations)
      add_data(representation);
    add_documentation();
    if (mets)
      for (const EmbeddedSchema& schema : embedded_schemas())
        add_in_sip(RelPath("schemas") / schema.name, FileRole::schema);
    add_descriptions();
    if (has_rights_declaration(input_.record))
      add_in_sip(RelPath("metadata/other/rights.xml"), FileRole::rights_declaration);
    for (const SourceRepresentation& representation : input_.representations)
      add_metadata(representation, mets);
    add_in_sip(RelPath("metadata/preservation/premis.xml"), FileRole::package_premis);
    if (mets)
      add_in_sip(RelPath(kMetsName), FileRole::package_mets);
    if (bag)
      add_tag_files();
  }

private:
  static PlannedFile own(std::string_view path, FileRole role) {
    return {RelPath(path), role, {}, 0, {}, {}, Algorithm::sha512, 0};
  }

  PlannedFile inner(const RelPath& path, FileRole role) const {
    return own(in_sip(plan_, path).str(), role);
  }

  void add(const PlannedFile& file) { plan_.files.push_back(file); }
  void add_in_sip(const RelPath& path, FileRole role) { add(inner(path, role)); }

  static RelPath folder_of(const SourceRepresentation& representation) {
    return RelPath("representations") / representation.name;
  }

  void add_data(const SourceRepresentation& representation) {
    const RelPath data = in_sip(plan_, folder_of(representation) / "data");
    for (const std::string& folder : representation.empty_folders)
      plan_.empty_folders.push_back(data / folder);
    for (const RecordedLink& link : representation.links)
      plan_.links.push_back({data.str() + "/" + link.name, link.target});
    for (const EscapedName& name : representation.escaped)
      plan_.escaped.push_back({data.str() + "/" + name.name, data.str() + "/" + name.original});
    for (const TreeFile& file : representation.files) {
      PlannedFile planned =
          inner(folder_of(representation) / ("data/" + file.name), FileRole::representation_data);
      planned.source = file.path.empty() ? input_.page_path.native() : file.path;
      planned.size = file.size;
      planned.modified = file.modified;
      planned.stamp = file.stamp;
      planned.representation = representation.name;
      add(planned);
    }
  }

  void add_documentation() {
    const RelPath folder("documentation");
    if (input_.has_page()) {
      PlannedFile page = inner(folder / "source" / input_.page_name, FileRole::source_page);
      page.source = input_.page_path.native();
      page.size = input_.page_bytes.size();
      page.modified = input_.page_modified;
      if (const std::string own = input_.page_path.filename().native(); own != input_.page_name) {
        const std::string above = page.path.parent()->str() + "/";
        plan_.escaped.push_back({above + input_.page_name, above + own});
      }
      add(page);
    }
    if (!input_.record.rights_text.empty())
      add_in_sip(folder / "rights.txt", FileRole::rights_text);
    add_in_sip(folder / "provenance.json", FileRole::provenance_record);
  }

  void add_descriptions() {
    struct Row {
      Description description;
      std::string_view path;
      FileRole role;
    };
    static constexpr std::array<Row, 3> kRows{{
        {Description::mods, "metadata/descriptive/mods.xml", FileRole::mods},
        {Description::dublin_core, "metadata/descriptive/dc.xml", FileRole::dublin_core},
        {Description::ead3, "metadata/descriptive/ead3.xml", FileRole::ead3},
    }};
    for (const Row& row : kRows)
      if (std::find(descriptions_.begin(), descriptions_.end(), row.description) !=
          descriptions_.end())
        add_in_sip(RelPath(row.path), row.role);
  }

  void add_metadata(const SourceRepresentation& representation, bool mets) {
    const RelPath folder = folder_of(representation);
    const auto add_for = [&](const RelPath& path, FileRole role) {
      PlannedFile file = inner(path, role);
      file.representation = representation.name;
      add(file);
    };
    add_for(folder / "metadata/preservation/premis.xml", FileRole::representation_premis);
    if (mets)
      add_for(folder / kMetsName, FileRole::representation_mets);
  }

  void add_tag_files() {
    if (!plan_.empty_folders.empty())
      add(own(kEmptyFoldersName, FileRole::empty_folders));
    if (!plan_.links.empty())
      add(own(kLinksName, FileRole::link_list));
    if (!plan_.escaped.empty())
      add(own(kEscapedNamesName, FileRole::escaped_names));
    for (const ExtraTagFile& file : input_.extras.files) {
      PlannedFile planned = own(file.path.str(), FileRole::tag_file);
      planned.source = file.source;
      planned.size = file.size;
      planned.modified = file.modified;
      planned.stamp = file.stamp;
      add(planned);
    }
    add(own("bag-info.txt", FileRole::bag_info));
    for (const auto& [prefix, role] : {std::pair{"manifest", FileRole::manifest},
                                       std::pair{"tagmanifest", FileRole::tag_manifest}})
      for (const Algorithm algorithm : plan_.algorithms.list()) {
        PlannedFile planned = own(fmt::format("{}-{}.txt", prefix, info(algorithm).bagit), role);
        planned.algorithm = algorithm;
        add(planned);
      }
  }

  const PackInput& input_;
  const std::vector<Description>& descriptions_;
  PackPlan& plan_;
};

/// METS has room for one digest and no word for SHA-224; weak digests alone prove little.
void check_algorithms(const PackOptions& options) {
  const AlgorithmInfo& strongest = info(options.algorithms.strongest());
  if (strongest.weak)
    throw Error(ErrorKind::usage, fmt::format("{} alone cannot protect a package", strongest.bagit),
                "add --hash sha512 or --hash sha256 beside it");
  if (strongest.mets.empty())
    throw Error(ErrorKind::usage, fmt::format("METS has no word for {}", strongest.bagit),
                "use --hash sha256 or --hash sha512");
}

/// What the user's disk is called is nobody's business.
RelPath place_in_sip(const PackPlan& plan, const RelPath& path) {
  const auto folder = sip_folder(plan);
  return folder ? path.relative_to(*folder) : path;
}

/// No fault: many documents were published without their scans, or with some of them.
void note_missing_scans(const PackInput& input, PackPlan& plan) {
  if (!has_original(plan.representations)) {
    plan.notes.emplace_back("no scan of the original was given");
    return;
  }
  std::vector<std::string> scans;
  for (const SourceRepresentation& representation : input.representations)
    if (kind_of_representation(representation.name) == "original")
      for (const TreeFile& file : representation.files)
        scans.push_back(file.name);
  if (std::string note = missing_sheets(input.record, scans); !note.empty())
    plan.notes.push_back(std::move(note));
}

/// What is there in another form than it was.
void note_lists(PackPlan& plan) {
  const auto note = [&plan](std::size_t count, std::string_view one, std::string_view many,
                            std::string_view list) {
    if (count > 0)
      plan.notes.push_back(count == 1 ? fmt::format("a {} in {}", one, list)
                                      : fmt::format("{} {} in {}", count, many, list));
  };
  note(plan.links.size(), "symbolic link was not packed, but is kept",
       "symbolic links were not packed, but are kept", kLinksName);
  note(plan.escaped.size(), "name that is not UTF-8 was changed; its bytes are",
       "names that are not UTF-8 were changed; their bytes are", kEscapedNamesName);
}

/// Tells of each file whose format was said, and cannot be taken over; files that the list does not
/// know are counted.
void look_at_formats(const FormatMatches& formats, PackPlan& plan) {
  using Fault = FormatMatches::Fault;
  std::uint64_t not_listed = 0;
  std::set<std::string> told; // a page can be content as well
  for (const PlannedFile& file : plan.files) {
    if (file.source.empty() || !told.insert(file.source).second)
      continue;
    const auto match = formats.match(file.source, file.size);
    if (match.fault == Fault::not_listed)
      ++not_listed;
    else if (match.fault != Fault::none)
      plan.format_warnings.push_back(
          {file.representation,
           fmt::format("{} says nothing useful of {}: {}", display_name(formats.name()),
                       display_name(place_in_sip(plan, file.path).str()), match.reason)});
  }
  if (not_listed > 0)
    plan.notes.push_back(fmt::format("{} does not list {} of the {} files that are packed",
                                     display_name(formats.name()), not_listed, told.size()));
}

} // namespace

std::optional<RelPath> sip_folder(const PackPlan& plan) {
  switch (plan.layout) {
  case Layout::bag_with_sip:
    return RelPath("data") / plan.id.id;
  case Layout::bag:
    return RelPath("data");
  case Layout::sip:
    break;
  }
  return std::nullopt;
}

std::string schemas_folder(const PackPlan& plan, std::string_view up) {
  return plan.layout == Layout::bag ? "" : std::string(up) + "schemas/";
}

RelPath in_sip(const PackPlan& plan, const RelPath& inner) {
  const auto folder = sip_folder(plan);
  return folder ? *folder / inner : inner;
}

PackPlan plan_package(const PackInput& input, const PackageId& id, const PackOptions& options) {
  check_algorithms(options);
  PackPlan plan;
  plan.id = id;
  plan.target = options.stream
                    ? "standard output"
                    : (options.output / file_name(plan.id.id, options.container)).native();
  plan.layout = options.layout;
  plan.container = to_word(options.container);
  plan.algorithms = options.algorithms;
  plan.record = input.record;
  plan.warnings = input.record.warnings;
  if (!plan.id.warning.empty())
    plan.warnings.push_back(plan.id.warning);
  for (const SourceRepresentation& representation : input.representations)
    plan.representations.push_back(representation.name);
  note_missing_scans(input, plan);
  Planner(input, options, plan).run();
  for (const PlannedFile& file : plan.files)
    if (file.role == FileRole::representation_data)
      ++plan.content_files[file.representation];
  note_lists(plan);
  if (input.formats)
    look_at_formats(*input.formats, plan);
  ProfileRemarks remarks = hold_to_profile(plan, input, options);
  std::move(remarks.warnings.begin(), remarks.warnings.end(), std::back_inserter(plan.warnings));
  std::move(remarks.notes.begin(), remarks.notes.end(), std::back_inserter(plan.notes));
  if (options.clamp_times)
    plan.files.change_each([now = options.clock->now()](PlannedFile& file) {
      file.modified = std::min(file.modified, now);
    });
  return plan;
}

} // namespace delo
