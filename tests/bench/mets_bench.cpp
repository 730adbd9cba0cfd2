// Writing the METS of many files, against the XML library alone with the same elements and values.
#include "delo/formats/mets/mets_writer.hpp"

#include <fmt/format.h>
#include <libxml/xmlwriter.h>

#include <benchmark/benchmark.h>

#include <string>

namespace delo {
namespace {

/// Counts, so that no file system takes part.
class Counted final : public ByteSink {
public:
  void write(std::string_view bytes) override { count += bytes.size(); }
  std::size_t count = 0;
};

PackageFile file_of(std::int64_t number) {
  PackageFile file{RelPath(fmt::format("representations/original/data/box-{:04}/лист-{:07}.tif",
                                       number / 1000, number)),
                   1'000'000 + static_cast<std::uint64_t>(number),
                   {},
                   "image/tiff",
                   Timestamp{1'700'000'000 + number},
                   ""};
  file.digests.insert(*Digest::from_hex(Algorithm::sha512, std::string(128, 'a')));
  return file;
}

void write_mets_of_files(benchmark::State& state) {
  const std::int64_t count = state.range(0);
  const PackageFile file = file_of(7);
  MetsDocument document;
  document.object_id = "package";
  document.content_category = "Mixed";
  document.created = Timestamp{1'700'000'000};
  MetsFileGroup group;
  group.use = "Representations/original";
  group.files = [&](const PackageFileVisitor& visit) {
    for (std::int64_t number = 0; number < count; ++number)
      visit(file);
  };
  document.groups.push_back(std::move(group));
  std::size_t bytes = 0;
  for (auto _ : state) {
    Counted sink;
    write_mets(sink, document);
    bytes = sink.count;
  }
  state.SetItemsProcessed(state.iterations() * count);
  state.counters["bytes"] = static_cast<double>(bytes);
}

int take(void* context, const char*, int size) {
  *static_cast<std::size_t*>(context) += static_cast<std::size_t>(size);
  return size;
}

const xmlChar* xml(const char* text) {
  return reinterpret_cast<const xmlChar*>(text);
}

void attribute(xmlTextWriter* writer, const char* name, const char* value) {
  xmlTextWriterWriteAttribute(writer, xml(name), xml(value));
}

void write_one(xmlTextWriter* writer, const char* checksum) {
  xmlTextWriterStartElement(writer, xml("file"));
  attribute(writer, "ID", "file-0123456789abcdef01234567");
  attribute(writer, "MIMETYPE", "image/tiff");
  attribute(writer, "SIZE", "1000007");
  attribute(writer, "CREATED", "2023-11-14T22:13:27Z");
  attribute(writer, "CHECKSUM", checksum);
  attribute(writer, "CHECKSUMTYPE", "SHA-512");
  xmlTextWriterStartElement(writer, xml("FLocat"));
  attribute(writer, "LOCTYPE", "URL");
  attribute(writer, "xlink:type", "simple");
  attribute(writer, "xlink:href",
            "representations/original/data/box-0000/%D0%BB%D0%B8%D1%81%D1%82-0000007.tif");
  xmlTextWriterEndElement(writer);
  xmlTextWriterEndElement(writer);
}

void xml_text_writer_alone(benchmark::State& state) {
  const std::string checksum(128, 'a');
  std::size_t bytes = 0;
  for (auto _ : state) {
    bytes = 0;
    xmlTextWriter* writer =
        xmlNewTextWriter(xmlOutputBufferCreateIO(&take, nullptr, &bytes, nullptr));
    xmlTextWriterSetIndent(writer, 1);
    xmlTextWriterSetIndentString(writer, xml("  "));
    xmlTextWriterStartDocument(writer, "1.0", "UTF-8", nullptr);
    xmlTextWriterStartElement(writer, xml("mets"));
    for (std::int64_t number = 0; number < state.range(0); ++number)
      write_one(writer, checksum.c_str());
    xmlTextWriterEndDocument(writer);
    xmlFreeTextWriter(writer);
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
  state.counters["bytes"] = static_cast<double>(bytes);
}

BENCHMARK(write_mets_of_files)->Arg(100'000)->Unit(benchmark::kMillisecond);
BENCHMARK(xml_text_writer_alone)->Arg(100'000)->Unit(benchmark::kMillisecond);

} // namespace
} // namespace delo
