#include "delo/ops/package_writer.hpp"

#include "delo/base/error.hpp"
#include "delo/formats/bagit/bag_writer.hpp"
#include "delo/formats/bagit/empty_folders.hpp"
#include "delo/formats/bagit/manifest_text.hpp"
#include "delo/formats/bagit/path_lists.hpp"
#include "delo/formats/descriptive/dc_writer.hpp"
#include "delo/formats/descriptive/ead3_writer.hpp"
#include "delo/formats/descriptive/mods_writer.hpp"
#include "delo/formats/rights/rights_writer.hpp"
#include "delo/formats/xsd/schemas.hpp"
#include "delo/io/file_type.hpp"
#include "delo/io/hashing_sink.hpp"
#include "delo/ops/bag_tags.hpp"
#include "delo/ops/package_mets.hpp"
#include "delo/ops/preservation.hpp"
#include "delo/ops/provenance.hpp"

#include <algorithm>

namespace delo {
namespace {

/// The types of what delo writes itself.
FileType xml_type() {
  return {"application/xml", {}};
}
FileType text_type() {
  return {"text/plain", {}};
}
FileType json_type() {
  return {"application/json", {}};
}

std::string_view schema_text(std::string_view name) {
  for (const EmbeddedSchema& schema : embedded_schemas())
    if (schema.name == name)
      return schema.text;
  throw Error(ErrorKind::internal, "no schema is called " + std::string(name));
}

DescriptionFacts description_facts(const WrittenPackage& package) {
  return {package.plan.id.id,         package.now,
          software_name(package),     package.input.group,
          submitter_of(package).name, schemas_folder(package.plan, "../../")};
}

std::string rights_text(const DocumentRecord& record) {
  std::string text;
  for (const std::string& paragraph : record.rights_text.values)
    text += (text.empty() ? "" : "\n") + paragraph + "\n";
  return text;
}

} // namespace

PackageWriter::PackageWriter(const PackPlan& plan, const PackInput& input,
                             const PackOptions& options, PackageSink& sink,
                             std::function<void(std::uint64_t)> copied)
    : sink_(sink), written_{plan,
                            input,
                            options.clock->now(),
                            options.software,
                            options.software_version,
                            input.submitter,
                            {}},
      fixed_times_(options.fixed_times), copier_(sink, options.stop, std::move(copied)) {}

Timestamp PackageWriter::entry_time(Timestamp own) const {
  return fixed_times_ ? written_.now : own;
}

void PackageWriter::write(const PlannedFile& file) {
  const WrittenPackage& package = written_;
  const DocumentRecord& record = package.plan.record;
  switch (file.role) {
  case FileRole::bag_declaration:
    return store(file, bag_declaration(), text_type());
  case FileRole::representation_data:
  case FileRole::source_page:
  case FileRole::tag_file:
    return copy(file);
  case FileRole::rights_text:
    return store(file, rights_text(record), text_type());
  case FileRole::provenance_record:
    return generate(file, json_type(), [&](ByteSink& sink) { write_provenance(sink, package); });
  case FileRole::schema:
    return store(file, schema_text(file.path.name()), xml_type());
  case FileRole::mods:
    return generate(file, xml_type(),
                    [&](ByteSink& sink) { write_mods(sink, record, description_facts(package)); });
  case FileRole::dublin_core:
    return generate(file, xml_type(), [&](ByteSink& sink) {
      write_dublin_core(sink, record, description_facts(package));
    });
  case FileRole::ead3:
    return generate(file, xml_type(),
                    [&](ByteSink& sink) { write_ead3(sink, record, description_facts(package)); });
  case FileRole::rights_declaration:
    return generate(file, xml_type(), [&](ByteSink& sink) {
      write_rights_declaration(sink, record, schemas_folder(package.plan, "../../"));
    });
  case FileRole::representation_premis:
  case FileRole::package_premis:
    return generate(file, xml_type(),
                    [&](ByteSink& sink) { write_preservation(sink, package, file); });
  case FileRole::representation_mets:
  case FileRole::package_mets:
    return generate(file, xml_type(),
                    [&](ByteSink& sink) { write_package_mets(sink, package, file); });
  case FileRole::empty_folders:
    return generate(file, text_type(),
                    [&](ByteSink& sink) { write_empty_folders(sink, package.plan.empty_folders); });
  case FileRole::link_list:
    return generate(file, text_type(),
                    [&](ByteSink& sink) { write_links(sink, package.plan.links); });
  case FileRole::escaped_names:
    return generate(file, text_type(),
                    [&](ByteSink& sink) { write_escaped_names(sink, package.plan.escaped); });
  case FileRole::bag_info:
    return write_bag_info(file);
  case FileRole::manifest:
  case FileRole::tag_manifest:
    return write_manifest_file(file);
  }
}

void PackageWriter::copy(const PlannedFile& file) {
  const PackInput& input = written_.input;
  if (input.has_page() && file.source == input.page_path.native()) // never read twice
    return store(file, input.page_bytes, file_type_of(input.page_bytes));
  copier_.copy(
      {file.source, file.size, file.stamp, kHeadOfType}, file.path, entry_time(file.modified),
      written_.plan.algorithms, [this, file](HashResult result) {
        remember(file, {file.path, result.bytes, std::move(result.digests), {}, file.modified, {}},
                 file_type_of(result.head));
      });
}

void PackageWriter::store(const PlannedFile& file, std::string_view bytes, FileType type) {
  generate(file, std::move(type), [bytes](ByteSink& sink) { sink.write(bytes); });
}

void PackageWriter::generate(const PlannedFile& file, FileType type,
                             const std::function<void(ByteSink&)>& fill) {
  copier_.finish(); // what describes other files needs their digests
  const Timestamp modified = file.source.empty() ? written_.now : file.modified;
  DigestSet digests;
  std::uint64_t size = 0;
  sink_.add_generated(file.path, entry_time(modified), [&](ByteSink& sink) {
    HashingSink hashing(sink, written_.plan.algorithms);
    fill(hashing);
    digests = hashing.finish();
    size = hashing.size();
  });
  remember(file, {file.path, size, std::move(digests), {}, modified, {}}, std::move(type));
}

void PackageWriter::remember(const PlannedFile& file, PackageFile facts, FileType type) {
  facts.mime_type = std::move(type.media_type);
  facts.type_said = std::move(type.said);
  if (!file.source.empty()) {
    // XML cannot hold what is not UTF-8; the bag keeps the bytes in a list of their own.
    facts.original_name = escape_name(std::filesystem::path(file.source).filename().native());
    if (const FormatMatches* formats = written_.input.formats)
      facts.format = formats->match(file.source, facts.size).key;
  }
  written_.files.push_back({std::move(facts), file.role, file.representation});
}

void PackageWriter::write_bag_info(const PlannedFile& file) {
  BagMaking making{written_.now, software_name(written_)};
  const RelPath payload("data");
  for (const WrittenFile& written : written_.files)
    if (written.facts.path.is_below(payload)) {
      making.payload_bytes += written.facts.size;
      ++making.payload_files;
    }
  store(file, to_text(bag_info_of(written_.plan, written_.input, making).info), text_type());
}

void PackageWriter::write_manifest_file(const PlannedFile& file) {
  const RelPath payload("data");
  const bool is_tag_manifest = file.role == FileRole::tag_manifest;
  generate(file, text_type(), [&](ByteSink& sink) {
    for (const std::uint32_t at : written_.files.order_by_key())
      if (const WrittenFile written = written_.files[at];
          written.facts.path.is_below(payload) != is_tag_manifest &&
          written.role != FileRole::tag_manifest)
        write_manifest_line(sink, file.algorithm, written.facts);
  });
}

} // namespace delo
