#include "delo/ops/package_mets.hpp"

#include "delo/formats/mets/mets_writer.hpp"
#include "delo/ops/provenance.hpp"

#include <algorithm>

namespace delo {
namespace {

/// CSIP2: a term of the E-ARK content category vocabulary.
constexpr std::string_view kCategory = "Textual works – Digital";

std::vector<MetsAgent> agents_of(const WrittenPackage& package) {
  const Submitter submitter = submitter_of(package);
  return {{"CREATOR", "OTHER", "SOFTWARE", package.software, package.software_version,
           "SOFTWARE VERSION"},
          {"CREATOR", submitter.is_organization ? "ORGANIZATION" : "INDIVIDUAL", "", submitter.name,
           "", ""}};
}

void add_metadata(std::vector<MetsMetadata>& list, const std::vector<PackageFile>& files,
                  const std::string& type, const std::string& version) {
  for (const PackageFile& file : files)
    list.push_back({file, type, version});
}

void add_group(MetsDocument& mets, const std::string& use, std::vector<PackageFile> files) {
  if (!files.empty())
    mets.groups.push_back(
        {.use = use, .files = [files = std::move(files)](const PackageFileVisitor& visit) {
           std::for_each(files.begin(), files.end(), visit);
         }});
}

MetsDocument describe_package(const WrittenPackage& package) {
  MetsDocument mets;
  mets.object_id = package.plan.id.id;
  mets.label = package.plan.record.title.joined();
  mets.schemas_folder = "schemas/";
  for (const ArchivalCitation& holding : package.plan.record.holdings)
    mets.reference_codes.push_back(holding.raw);
  add_metadata(mets.descriptive, package.of(FileRole::mods), "MODS", "3.8");
  add_metadata(mets.descriptive, package.of(FileRole::dublin_core), "DC", "");
  // METS has one word for all editions of EAD; the version tells them apart.
  add_metadata(mets.descriptive, package.of(FileRole::ead3), "EAD", "EAD3 1.1.1");
  add_metadata(mets.rights, package.of(FileRole::rights_declaration), "METSRIGHTS", "");
  add_metadata(mets.preservation, package.of(FileRole::package_premis), "PREMIS", "3.0");
  std::vector<PackageFile> documentation;
  for (const FileRole role :
       {FileRole::source_page, FileRole::rights_text, FileRole::provenance_record})
    for (PackageFile& file : package.of(role))
      documentation.push_back(std::move(file));
  add_group(mets, "Documentation", std::move(documentation));
  add_group(mets, "Schemas", package.of(FileRole::schema));
  for (const std::string& name : package.plan.representations)
    for (const PackageFile& file : package.of(FileRole::representation_mets, name))
      mets.groups.push_back({.use = "Representations/" + name, .representation_mets = file});
  return mets;
}

MetsDocument describe_representation(const WrittenPackage& package, const std::string& name) {
  MetsDocument mets;
  mets.object_id = name;
  mets.label = package.plan.record.title.joined();
  mets.schemas_folder = "../../schemas/";
  add_metadata(mets.preservation, package.of(FileRole::representation_premis, name), "PREMIS",
               "3.0");
  // Content that has no METS of its own stands in one group, whose USE is the way to it (CSIP64,
  // CSIP114), and in the one content division (CSIP101-104).
  bool has_data = false;
  package.data_of(name)([&has_data](const PackageFile&) { has_data = true; });
  if (has_data)
    mets.groups.push_back({.use = "Representations/" + name + "/data",
                           .files = package.data_of(name),
                           .division = "Representations",
                           .has_preservation = true});
  return mets;
}

} // namespace

void write_package_mets(ByteSink& sink, const WrittenPackage& package, const PlannedFile& file) {
  MetsDocument mets = file.role == FileRole::package_mets
                          ? describe_package(package)
                          : describe_representation(package, file.representation);
  mets.folder = file.path.parent();
  mets.content_category = kCategory;
  mets.created = package.now;
  mets.agents = agents_of(package);
  mets.algorithm = package.plan.algorithms.strongest();
  write_mets(sink, mets);
}

} // namespace delo
