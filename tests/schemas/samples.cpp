#include "schemas/samples.hpp"

#include <archive.h>
#include <archive_entry.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <iostream>
#include <random>
#include <set>

namespace schema_test {

namespace fs = std::filesystem;

namespace {

constexpr const char* kMets = "http://www.loc.gov/METS/";
constexpr const char* kMets2 = "http://www.loc.gov/METS/v2";
constexpr const char* kPremis = "http://www.loc.gov/premis/v3";
constexpr const char* kPremis2 = "info:lc/xmlns/premis-v2";
constexpr const char* kMods = "http://www.loc.gov/mods/v3";
constexpr const char* kEad3 = "http://ead3.archivists.org/schema/";
constexpr const char* kEad2002 = "urn:isbn:1-931666-22-9";
constexpr const char* kMetsRights = "http://cosimo.stanford.edu/sdr/metsrights/";

/// Our grammar of everything that a package may hold.
constexpr const char* kPackage = "reading/delo-reading.xsd";

/// What the official side of a package is made of. The older file is that of the version before,
/// where it calls fewer documents valid or other ones.
struct OfficialSchema {
  const char* uri;
  const char* file;
  const char* older;
};
constexpr std::array<OfficialSchema, 12> kOfficial{{
    {kMets, "mets/mets-1.12.1.xsd", "mets/mets-1.12.xsd"},
    {kMets2, "mets/mets-2.0.xsd", nullptr},
    {"https://DILCIS.eu/XML/METS/CSIPExtensionMETS", "dilcis/DILCISExtensionMETS.xsd", nullptr},
    {"https://DILCIS.eu/XML/METS/SIPExtensionMETS", "dilcis/DILCISExtensionSIPMETS.xsd", nullptr},
    {kPremis, "premis/premis-v3-0.xsd", nullptr},
    {kPremis2, "premis/premis-v2-3.xsd", "premis/premis-v2-2.xsd"},
    {kMods, "mods/mods-3-8.xsd", "mods/mods-3-7.xsd"},
    {kEad3, "ead/ead3-1.1.1.xsd", nullptr},
    {kEad2002, "ead/ead2002.xsd", nullptr},
    {kMetsRights, "metsrights/METSRights.xsd", nullptr},
    {"http://purl.org/dc/terms/", "dc/dcterms.xsd", nullptr},
    {"http://purl.org/dc/elements/1.1/", "dc/dc.xsd", nullptr},
}};

/// One grammar of all of them, as ours is one.
Grammar compileOfficial(const fs::path& folder, bool older) {
  const fs::path driver = fs::path(::testing::TempDir()) /
                          ("delo-official-" + std::to_string(std::random_device()()) + ".xsd");
  std::ofstream text(driver);
  text << "<xs:schema xmlns:xs='" << kXsd << "'>\n";
  for (const OfficialSchema& schema : kOfficial)
    text << "<xs:import namespace='" << schema.uri << "' schemaLocation='"
         << fs::absolute(folder / (older && schema.older ? schema.older : schema.file)).string()
         << "'/>\n";
  text << "</xs:schema>\n";
  text.close();
  Grammar grammar = compile(driver);
  fs::remove(driver);
  return grammar;
}

} // namespace

bool Pair::compiled() const {
  return ours.schema && official.schema && (name != kPackage || older.schema);
}

Pairs compilePairs(const fs::path& ours, const fs::path& official) {
  loadOnlyLocally(official / "catalog.xml");
  Pairs pairs;
  for (const char* name : {kPackage, "qualifieddc.xsd", "simpledc.xsd"}) {
    auto pair = std::make_unique<Pair>();
    pair->name = name;
    pair->ours = compile(ours / name);
    if (pair->name == kPackage) {
      pair->official = compileOfficial(official, false);
      pair->older = compileOfficial(official, true);
    } else {
      pair->official = compile(official / "dc" / name);
    }
    pairs.push_back(std::move(pair));
  }
  return pairs;
}

bool withinScope(const Pair& pair, const xmlDoc* doc) {
  const auto nodes = elementsOf(doc);
  const auto attrs = attributesOf(doc);
  const auto agreed = [&](const auto* item) { return pair.agreedScope(namespaceOf(item->ns)); };
  return std::all_of(nodes.begin(), nodes.end(), agreed) &&
         std::all_of(attrs.begin(), attrs.end(), agreed);
}

namespace {

/// The schema for a document: one of no namespace is named after its root.
const Pair* pairFor(const Pairs& pairs, const xmlDoc* doc) {
  const Name root = nameOf(xmlDocGetRootElement(doc));
  const std::string wanted = root.first.empty() ? root.second + ".xsd" : kPackage;
  for (const auto& pair : pairs)
    if (pair->name == wanted)
      return pair->ours.states(root.first) ? pair.get() : nullptr;
  return nullptr;
}

std::string_view familyOf(const xmlDoc* doc) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 8> kFamilies{
      {{kMets, "METS"},
       {kMets2, "METS 2"},
       {kPremis, "PREMIS 3"},
       {kPremis2, "PREMIS 2"},
       {kMods, "MODS"},
       {kEad3, "EAD3"},
       {kEad2002, "EAD 2002"},
       {kMetsRights, "METSRights"}}};
  const std::string ns = nameOf(xmlDocGetRootElement(doc)).first;
  for (const auto& [uri, family] : kFamilies)
    if (ns == uri)
      return family;
  return "Dublin Core";
}

/// Takes a document that both sides can be asked about, and counts the others.
void take(Sample sample, const Pairs& pairs, std::vector<Sample>& samples, LeftOut& leftOut) {
  if (!sample.doc) {
    ++leftOut["not well formed"];
    return;
  }
  sample.pair = pairFor(pairs, sample.doc.get());
  sample.family = familyOf(sample.doc.get());
  if (sample.pair == nullptr)
    ++leftOut["root of another namespace"];
  else if (!withinScope(*sample.pair, sample.doc.get()))
    ++leftOut["contains a namespace we do not state"];
  else
    samples.push_back(std::move(sample));
}

} // namespace

std::vector<Sample> readSamples(const Pairs& pairs, const fs::path& folder, LeftOut& leftOut) {
  std::vector<Sample> samples;
  for (const fs::path& file : xmlFilesUnder(folder))
    take({file.string(), readDocument(file), nullptr, fs::file_size(file)}, pairs, samples,
         leftOut);
  return samples;
}

namespace {

using Archive = std::unique_ptr<archive, Freed<archive_read_free>>;

bool isArchive(const fs::path& file) {
  static const std::set<std::string> endings{".zip", ".tar", ".gz", ".tgz", ".zst"};
  return endings.contains(file.extension().string());
}

std::string bytesOf(archive* reader, archive_entry* entry) {
  std::string bytes(static_cast<std::size_t>(archive_entry_size(entry)), '\0');
  const la_ssize_t got = archive_read_data(reader, bytes.data(), bytes.size());
  bytes.resize(got < 0 ? 0 : static_cast<std::size_t>(got));
  return bytes;
}

} // namespace

void readPackedSamples(const Pairs& pairs, const fs::path& folder, std::vector<Sample>& samples,
                       LeftOut& leftOut) {
  for (const fs::path& file : filesUnder(folder)) {
    if (!isArchive(file))
      continue;
    const Archive reader(archive_read_new());
    archive_read_support_filter_all(reader.get());
    archive_read_support_format_all(reader.get());
    if (archive_read_open_filename(reader.get(), file.c_str(), 1U << 16U) != ARCHIVE_OK)
      continue;
    archive_entry* entry = nullptr;
    while (archive_read_next_header(reader.get(), &entry) == ARCHIVE_OK) {
      const char* name = archive_entry_pathname(entry);
      const std::int64_t size = archive_entry_size(entry);
      if (name == nullptr || !std::string_view(name).ends_with(".xml") || size <= 0 ||
          static_cast<std::uintmax_t>(size) > kLargestDocument)
        continue;
      take({file.string() + "!" + name, parseDocument(bytesOf(reader.get(), entry)), nullptr,
            static_cast<std::uintmax_t>(size)},
           pairs, samples, leftOut);
    }
  }
}

void printCounts(const char* what, std::size_t compared, const LeftOut& leftOut) {
  std::cout << what << ": " << compared << " compared";
  for (const auto& [reason, count] : leftOut)
    std::cout << ", " << count << " left out (" << reason << ')';
  std::cout << '\n';
}

} // namespace schema_test
