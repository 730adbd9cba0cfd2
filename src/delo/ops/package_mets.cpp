#include "delo/ops/package_mets.hpp"

#include "delo/formats/mets/mets_writer.hpp"
#include "delo/ops/provenance.hpp"

namespace delo {
namespace {

/// CSIP2: a term of the E-ARK content category vocabulary.
constexpr std::string_view kCategory = "Textual works – Digital";

/// Files as seen from the folder of the METS file; addresses stay valid while this lives.
class RelativeFiles {
public:
  explicit RelativeFiles(std::optional<RelPath> folder) : folder_(std::move(folder)) {}

  const PackageFile* operator()(const PackageFile* file) {
    files_.push_back(*file);
    if (folder_)
      files_.back().path = file->path.relative_to(*folder_);
    return &files_.back();
  }

  std::vector<const PackageFile*> operator()(const std::vector<const PackageFile*>& files) {
    std::vector<const PackageFile*> relative;
    for (const PackageFile* file : files)
      relative.push_back((*this)(file));
    return relative;
  }

private:
  std::optional<RelPath> folder_;
  std::deque<PackageFile> files_;
};

std::vector<MetsAgent> agents_of(const WrittenPackage& package) {
  const Submitter submitter = submitter_of(package);
  return {{"CREATOR", "OTHER", "SOFTWARE", package.software, package.software_version,
           "SOFTWARE VERSION"},
          {"CREATOR", submitter.is_organization ? "ORGANIZATION" : "INDIVIDUAL", "", submitter.name,
           "", ""}};
}

void add_metadata(std::vector<MetsMetadata>& list, RelativeFiles& relative,
                  const std::vector<const PackageFile*>& files, const std::string& type,
                  const std::string& version) {
  for (const PackageFile* file : files)
    list.push_back({relative(file), type, version});
}

void add_group(MetsDocument& mets, const std::string& use,
               const std::vector<const PackageFile*>& files) {
  if (!files.empty())
    mets.groups.push_back({use, files, nullptr});
}

MetsDocument describe_package(const WrittenPackage& package, RelativeFiles& relative) {
  MetsDocument mets;
  mets.object_id = package.plan.id.id;
  mets.label = package.plan.record.title.joined();
  mets.schemas_folder = "schemas/";
  for (const ArchivalCitation& holding : package.plan.record.holdings)
    mets.reference_codes.push_back(holding.raw);
  add_metadata(mets.descriptive, relative, package.of(FileRole::mods), "MODS", "3.8");
  add_metadata(mets.descriptive, relative, package.of(FileRole::dublin_core), "DC", "");
  // METS has one word for all editions of EAD; the version tells them apart.
  add_metadata(mets.descriptive, relative, package.of(FileRole::ead3), "EAD", "EAD3 1.1.1");
  add_metadata(mets.rights, relative, package.of(FileRole::rights_declaration), "METSRIGHTS", "");
  add_metadata(mets.preservation, relative, package.of(FileRole::package_premis), "PREMIS", "3.0");
  std::vector<const PackageFile*> documentation;
  for (const FileRole role :
       {FileRole::source_page, FileRole::rights_text, FileRole::provenance_record})
    for (const PackageFile* file : package.of(role))
      documentation.push_back(relative(file));
  add_group(mets, "Documentation", documentation);
  add_group(mets, "Schemas", relative(package.of(FileRole::schema)));
  for (const std::string& name : package.plan.representations)
    for (const PackageFile* file : package.of(FileRole::representation_mets, name))
      mets.groups.push_back({"Representations/" + name, {}, relative(file)});
  return mets;
}

MetsDocument describe_representation(const WrittenPackage& package, const std::string& name,
                                     RelativeFiles& relative) {
  MetsDocument mets;
  mets.object_id = name;
  mets.label = package.plan.record.title.joined();
  mets.schemas_folder = "../../schemas/";
  add_metadata(mets.preservation, relative, package.of(FileRole::representation_premis, name),
               "PREMIS", "3.0");
  // Content that has no METS of its own stands in one group and division (CSIP101-104, CSIP114).
  add_group(mets, "Representations", relative(package.of(FileRole::representation_data, name)));
  return mets;
}

} // namespace

void write_package_mets(ByteSink& sink, const WrittenPackage& package, const PlannedFile& file) {
  RelativeFiles relative(file.path.parent());
  MetsDocument mets = file.role == FileRole::package_mets
                          ? describe_package(package, relative)
                          : describe_representation(package, file.representation, relative);
  mets.content_category = kCategory;
  mets.created = package.now;
  mets.agents = agents_of(package);
  mets.algorithm = package.plan.algorithms.strongest();
  write_mets(sink, mets);
}

} // namespace delo
