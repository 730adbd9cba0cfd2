// Our schemas are written in our own words but have to say what the official
// ones say. Reading cannot show that, so this test asks both: every document
// here, and thousands of damaged copies, must get the same verdict from the
// official schemas and from ours.
//
// Compile definitions:
//   DELO_SCHEMAS_DIR  our schemas
//   DELO_SEEDS_DIR    our sample documents
//   DELO_SHARED_DIR   reference material kept beside the repository, if any
// Environment:
//   DELO_DIFF_ROUNDS  how many damaged documents (5000)
//   DELO_SEED         start of the random sequence (from the clock)

#include <archive.h>
#include <archive_entry.h>
#include <gtest/gtest.h>
#include <libxml/c14n.h>
#include <libxml/catalog.h>
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <libxml/xmlschemas.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iostream>
#include <map>
#include <memory>
#include <optional>
#include <random>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

namespace fs = std::filesystem;

const fs::path kOurSchemas = DELO_SCHEMAS_DIR;
const fs::path kSeeds = DELO_SEEDS_DIR;
const fs::path kShared = DELO_SHARED_DIR;
const fs::path kOfficialSchemas = kShared / "reference" / "schemas";

constexpr const char* kXsi = "http://www.w3.org/2001/XMLSchema-instance";
constexpr const char* kXlink = "http://www.w3.org/1999/xlink";
constexpr const char* kXsd = "http://www.w3.org/2001/XMLSchema";
constexpr const char* kEad3 = "http://ead3.archivists.org/schema/";
constexpr std::uintmax_t kLargestDocument = 1U << 20U;
constexpr std::uintmax_t kLargestMutated = 24U << 10U;
constexpr std::size_t kReported = 10;

// ---------------------------------------------------------------- libxml2

template <auto Free>
struct Freed {
  template <typename T>
  void operator()(T* object) const {
    Free(object);
  }
};
using Doc = std::unique_ptr<xmlDoc, Freed<xmlFreeDoc>>;
using Schema = std::unique_ptr<xmlSchema, Freed<xmlSchemaFree>>;
using SchemaParser = std::unique_ptr<xmlSchemaParserCtxt, Freed<xmlSchemaFreeParserCtxt>>;
using Validator = std::unique_ptr<xmlSchemaValidCtxt, Freed<xmlSchemaFreeValidCtxt>>;

void freeXmlString(xmlChar* text) {
  xmlFree(text);
}
using XmlString = std::unique_ptr<xmlChar, Freed<freeXmlString>>;

const xmlChar* toXml(const char* text) {
  return reinterpret_cast<const xmlChar*>(text);
}
const xmlChar* toXml(const std::string& text) {
  return toXml(text.c_str());
}

std::string fromXml(const xmlChar* text) {
  return text == nullptr ? std::string() : reinterpret_cast<const char*>(text);
}

/// A name with its namespace; the namespace is empty for a name without one.
using Name = std::pair<std::string, std::string>;

std::string namespaceOf(const xmlNs* ns) {
  return ns == nullptr ? "" : fromXml(ns->href);
}
Name nameOf(const xmlNode* node) {
  return {namespaceOf(node->ns), fromXml(node->name)};
}
Name nameOf(const xmlAttr* attr) {
  return {namespaceOf(attr->ns), fromXml(attr->name)};
}

std::string valueOf(const xmlAttr* attr) {
  const XmlString value(xmlNodeListGetString(attr->doc, attr->children, 1));
  return fromXml(value.get());
}

std::string attributeOf(xmlNode* node, const char* name) {
  const XmlString value(xmlGetNoNsProp(node, toXml(name)));
  return fromXml(value.get());
}

void eachElement(xmlNode* node, const std::function<void(xmlNode*)>& visit) {
  visit(node);
  for (xmlNode* child = xmlFirstElementChild(node); child != nullptr;
       child = xmlNextElementSibling(child))
    eachElement(child, visit);
}

std::vector<xmlNode*> elementsOf(const xmlDoc* doc) {
  std::vector<xmlNode*> found;
  if (xmlNode* root = xmlDocGetRootElement(doc); root != nullptr)
    eachElement(root, [&](xmlNode* node) { found.push_back(node); });
  return found;
}

std::vector<xmlAttr*> attributesOf(const xmlDoc* doc) {
  std::vector<xmlAttr*> found;
  for (const xmlNode* node : elementsOf(doc))
    for (xmlAttr* attr = node->properties; attr != nullptr; attr = attr->next)
      found.push_back(attr);
  return found;
}

// A document must not be able to bring its own schema, or both sides would be
// judged by whatever it names.
void dropSchemaHints(xmlDoc* doc) {
  for (xmlNode* node : elementsOf(doc))
    for (const char* hint : {"schemaLocation", "noNamespaceSchemaLocation"})
      if (xmlAttr* attr = xmlHasNsProp(node, toXml(hint), toXml(kXsi)); attr != nullptr)
        xmlRemoveProp(attr);
}

constexpr int kParse = XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING;

Doc prepared(xmlDocPtr parsed) {
  Doc doc(parsed);
  if (doc && xmlDocGetRootElement(doc.get()) == nullptr)
    doc.reset();
  if (doc)
    dropSchemaHints(doc.get());
  return doc;
}

Doc readDocument(const fs::path& file) {
  return prepared(xmlReadFile(file.c_str(), nullptr, kParse));
}

Doc parseDocument(const std::string& bytes) {
  return prepared(
      xmlReadMemory(bytes.data(), static_cast<int>(bytes.size()), nullptr, nullptr, kParse));
}

// ------------------------------------------------- loading without a network

/// The official schemas import each other by web address; the catalog beside
/// them says which local file is meant. Nothing else is fetched.
class LocalLoader {
public:
  static LocalLoader& instance() {
    static LocalLoader loader;
    return loader;
  }

  void useCatalog(const fs::path& file) {
    if (catalog_ == nullptr && fs::exists(file))
      catalog_ = xmlLoadACatalog(file.c_str());
  }

  /// Files loaded since the last call: the parts of a schema just compiled.
  std::vector<std::string> takeLoaded() { return std::exchange(loaded_, {}); }

private:
  LocalLoader() : next_(xmlGetExternalEntityLoader()) {
    xmlSetExternalEntityLoader(load);
    xmlSetGenericErrorFunc(nullptr, ignoreNote);
  }

  // libxml2 prints notes on itself; real errors come by their own handlers.
  static void ignoreNote(void* /*unused*/, const char* /*unused*/, ...) {}

  static xmlParserInputPtr load(const char* url, const char* id, xmlParserCtxtPtr context) {
    LocalLoader& self = instance();
    std::string place = url == nullptr ? "" : url;
    if (place.find("://") != std::string::npos && !place.starts_with("file://"))
      place = self.localCopyOf(place);
    if (place.empty())
      return nullptr;
    self.loaded_.push_back(place);
    return self.next_(place.c_str(), id, context);
  }

  std::string localCopyOf(const std::string& address) const {
    if (catalog_ == nullptr)
      return {};
    const XmlString copy(xmlACatalogResolveSystem(catalog_, toXml(address)));
    const std::string place = fromXml(copy.get());
    return place.starts_with("http") ? "" : place;
  }

  xmlExternalEntityLoader next_;
  xmlCatalogPtr catalog_ = nullptr;
  std::vector<std::string> loaded_;
};

// ------------------------------------------------------------- one schema

void collectError(void* list, xmlErrorPtr error) {
  auto& errors = *static_cast<std::vector<std::string>*>(list);
  std::string message = error->message == nullptr ? "unknown" : error->message;
  while (!message.empty() && message.back() == '\n')
    message.pop_back();
  errors.push_back("line " + std::to_string(error->line) + ": " + message);
}

struct Verdict {
  int code = -1; // as libxml2 gives it: 0 valid, above 0 invalid, below 0 failed
  std::vector<std::string> errors;
  bool valid() const { return code == 0; }
};

/// A compiled schema, with the namespaces and named types it states.
struct Grammar {
  Schema schema;
  std::set<std::string> namespaces;
  std::set<Name> types;

  bool states(const std::string& ns) const { return namespaces.contains(ns); }
};

void noteComponents(const std::string& file, Grammar& grammar) {
  const Doc doc = readDocument(file);
  if (!doc)
    return;
  xmlNode* root = xmlDocGetRootElement(doc.get());
  const std::string target = attributeOf(root, "targetNamespace");
  grammar.namespaces.insert(target);
  for (xmlNode* child = xmlFirstElementChild(root); child != nullptr;
       child = xmlNextElementSibling(child))
    if (fromXml(child->name) == "complexType" || fromXml(child->name) == "simpleType")
      grammar.types.emplace(target, attributeOf(child, "name"));
}

Grammar compile(const fs::path& file) {
  Grammar grammar;
  std::vector<std::string> errors;
  LocalLoader::instance().takeLoaded();
  const SchemaParser parser(xmlSchemaNewParserCtxt(file.c_str()));
  xmlSchemaSetParserStructuredErrors(parser.get(), collectError, &errors);
  grammar.schema.reset(xmlSchemaParse(parser.get()));
  const std::vector<std::string> parts = LocalLoader::instance().takeLoaded();
  if (!grammar.schema) {
    for (const std::string& error : errors)
      std::cout << file << ": " << error << '\n';
    return grammar;
  }
  for (const std::string& part : parts)
    noteComponents(part, grammar);
  LocalLoader::instance().takeLoaded();
  return grammar;
}

// Validation records identifiers in the document, so each one gets a copy.
Verdict validate(const Grammar& grammar, xmlDoc* original) {
  const Doc doc(xmlCopyDoc(original, 1));
  const Validator validator(xmlSchemaNewValidCtxt(grammar.schema.get()));
  Verdict verdict;
  xmlSchemaSetValidStructuredErrors(validator.get(), collectError, &verdict.errors);
  verdict.code = xmlSchemaValidateDoc(validator.get(), doc.get());
  return verdict;
}

void ignoreError(void* /*unused*/, xmlErrorPtr /*unused*/) {}

/// The document with the schema's default and fixed values filled in, in
/// canonical form; empty where there is none (relative namespace names).
std::string withDefaults(const Grammar& grammar, xmlDoc* original) {
  const Doc doc(xmlCopyDoc(original, 1));
  const Validator validator(xmlSchemaNewValidCtxt(grammar.schema.get()));
  std::vector<std::string> errors;
  xmlSchemaSetValidStructuredErrors(validator.get(), collectError, &errors);
  xmlSchemaSetValidOptions(validator.get(), XML_SCHEMA_VAL_VC_I_CREATE);
  xmlSchemaValidateDoc(validator.get(), doc.get());
  xmlChar* bytes = nullptr;
  xmlSetStructuredErrorFunc(nullptr, ignoreError);
  const int size = xmlC14NDocDumpMemory(doc.get(), nullptr, XML_C14N_1_0, nullptr, 0, &bytes);
  xmlSetStructuredErrorFunc(nullptr, nullptr);
  const XmlString text(bytes);
  return size < 0 ? "" : fromXml(text.get());
}

// ---------------------------------------------------- official against ours

struct Pair {
  std::string name;
  Grammar ours;
  Grammar official;

  bool compiled() const { return ours.schema && official.schema; }

  /// A namespace only the official side knows makes it stricter by design.
  bool agreedScope(const std::string& ns) const { return ours.states(ns) || !official.states(ns); }
};

// The official driver leaves out EAD3, so a driver of our own puts both together.
fs::path officialPackageSchema() {
  const fs::path file = fs::path(::testing::TempDir()) /
                        ("delo-official-" + std::to_string(std::random_device()()) + ".xsd");
  std::ofstream(file) << "<xs:schema xmlns:xs='" << kXsd << "'>\n"
                      << "<xs:include schemaLocation='"
                      << fs::absolute(kOfficialSchemas / "delo-all.xsd").string() << "'/>\n"
                      << "<xs:import namespace='" << kEad3 << "' schemaLocation='"
                      << fs::absolute(kOfficialSchemas / "ead" / "ead3-1.1.1.xsd").string()
                      << "'/>\n</xs:schema>\n";
  return file;
}

Grammar compileOfficial(const std::string& name) {
  if (name != "delo-all.xsd")
    return compile(kOfficialSchemas / "dc" / name);
  const fs::path driver = officialPackageSchema();
  Grammar grammar = compile(driver);
  fs::remove(driver);
  return grammar;
}

std::unique_ptr<Pair> compilePair(const std::string& name) {
  auto pair = std::make_unique<Pair>();
  pair->name = name;
  pair->ours = compile(kOurSchemas / name);
  pair->official = compileOfficial(name);
  return pair;
}

using Pairs = std::vector<std::unique_ptr<Pair>>;

Pairs compilePairs() {
  LocalLoader::instance().useCatalog(kOfficialSchemas / "catalog.xml");
  Pairs pairs;
  for (const char* name : {"delo-all.xsd", "qualifieddc.xsd", "simpledc.xsd"})
    if (fs::exists(kOurSchemas / name))
      pairs.push_back(compilePair(name));
  return pairs;
}

/// The schema for a document: one of no namespace is named after its root.
const Pair* pairFor(const Pairs& pairs, const xmlDoc* doc) {
  const Name root = nameOf(xmlDocGetRootElement(doc));
  const std::string wanted = root.first.empty() ? root.second + ".xsd" : "delo-all.xsd";
  for (const auto& pair : pairs)
    if (pair->name == wanted)
      return pair->ours.states(root.first) ? pair.get() : nullptr;
  return nullptr;
}

bool withinScope(const Pair& pair, const xmlDoc* doc) {
  const auto nodes = elementsOf(doc);
  const auto attrs = attributesOf(doc);
  const auto agreed = [&](const auto* item) { return pair.agreedScope(namespaceOf(item->ns)); };
  return std::all_of(nodes.begin(), nodes.end(), agreed) &&
         std::all_of(attrs.begin(), attrs.end(), agreed);
}

std::string listed(const char* title, const Verdict& verdict) {
  std::ostringstream out;
  out << title << (verdict.valid() ? ": valid" : ": not valid") << " (" << verdict.code << ")\n";
  for (std::size_t i = 0; i < std::min(verdict.errors.size(), kReported); ++i)
    out << "    " << verdict.errors[i] << '\n';
  return out.str();
}

// A failure inside libxml2 is no verdict, but both sides have to share it.
bool sameVerdict(const Verdict& one, const Verdict& other) {
  return one.valid() == other.valid() && (one.code < 0) == (other.code < 0);
}

// --------------------------------------------------------------- documents

struct Sample {
  std::string file; // of an entry: "package.tar.gz!METS.xml"
  Doc doc;
  const Pair* pair = nullptr;
  std::uintmax_t size = 0;
  std::string_view family = {};
};

/// The standards a document may follow, by the namespace of its root.
std::string_view familyOf(const xmlDoc* doc) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kFamilies{
      {{"http://www.loc.gov/METS/", "METS"},
       {"http://www.loc.gov/premis/v3", "PREMIS"},
       {"http://www.loc.gov/mods/v3", "MODS"},
       {kEad3, "EAD3"},
       {"http://cosimo.stanford.edu/sdr/metsrights/", "METSRights"}}};
  const std::string ns = nameOf(xmlDocGetRootElement(doc)).first;
  for (const auto& [uri, family] : kFamilies)
    if (ns == uri)
      return family;
  return "Dublin Core";
}

std::vector<fs::path> filesUnder(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code error;
  for (const auto& entry : fs::recursive_directory_iterator(
           folder, fs::directory_options::skip_permission_denied, error))
    if (entry.is_regular_file() && !entry.is_symlink())
      files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

bool isXmlFile(const fs::path& file) {
  return file.extension() == ".xml" && fs::file_size(file) <= kLargestDocument;
}

std::vector<fs::path> xmlFilesUnder(const fs::path& folder) {
  std::vector<fs::path> files = filesUnder(folder);
  std::erase_if(files, [](const fs::path& file) { return !isXmlFile(file); });
  return files;
}

using LeftOut = std::map<std::string, int>;

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

std::vector<Sample> readSamples(const Pairs& pairs, const fs::path& folder, LeftOut& leftOut) {
  std::vector<Sample> samples;
  for (const fs::path& file : xmlFilesUnder(folder))
    take({file.string(), readDocument(file), nullptr, fs::file_size(file)}, pairs, samples,
         leftOut);
  return samples;
}

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

/// The XML entries of every package that lies in an archive.
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

void printCounts(const char* what, std::size_t compared,
                 const std::map<std::string, int>& leftOut) {
  std::cout << what << ": " << compared << " compared";
  for (const auto& [reason, count] : leftOut)
    std::cout << ", " << count << " left out (" << reason << ')';
  std::cout << '\n';
}

// -------------------------------------------------------------- vocabulary

/// What mutations are made of: the words the documents use, and the names of
/// the types they could use.
struct Vocabulary {
  std::map<std::string, std::vector<std::string>> elements; // by namespace
  std::vector<Name> elementNames;
  std::vector<Name> attributeNames;
  std::map<Name, std::vector<std::string>> valuesOf;
  std::vector<std::string> values;
  std::vector<Name> types;
};

template <typename T>
void keepDistinct(std::vector<T>& list) {
  std::sort(list.begin(), list.end());
  list.erase(std::unique(list.begin(), list.end()), list.end());
}

void noteWords(const xmlDoc* doc, Vocabulary& words) {
  for (const xmlNode* node : elementsOf(doc))
    words.elementNames.push_back(nameOf(node));
  for (const xmlAttr* attr : attributesOf(doc)) {
    words.attributeNames.push_back(nameOf(attr));
    words.valuesOf[nameOf(attr)].push_back(valueOf(attr));
  }
}

/// Values that tell the simple types apart; the first ones tell most.
const std::vector<std::string> kOddValues = {"2100",
                                             "2100-01",
                                             "2100-01-01",
                                             "2100-01-01T00:00:00",
                                             "",
                                             " x ",
                                             "a b",
                                             "1abc",
                                             "%zz",
                                             "7",
                                             "-1",
                                             "+1",
                                             "1.0",
                                             "9223372036854775808",
                                             "2020-02-29T12:00:00",
                                             "2020-02-30",
                                             "2020",
                                             "AAEC",
                                             " ",
                                             "0",
                                             "007",
                                             "x",
                                             "garbage!",
                                             "ID",
                                             "2020-02-29",
                                             "true",
                                             "TRUE",
                                             "P1D",
                                             "fr",
                                             "f_r",
                                             "urn:x:y",
                                             "http://[",
                                             "a\tb\nc",
                                             "OTHER",
                                             "2020-02-29T12:00:00Z",
                                             "2020-13-01T00:00:00",
                                             "12:00:00",
                                             "2020-06",
                                             "A",
                                             ":",
                                             "#a#b"};
constexpr std::size_t kTelling = 18;

Vocabulary gatherWords(const std::vector<Sample>& samples) {
  Vocabulary words;
  std::set<Name> types = {
      {kXsd, "string"}, {kXsd, "anyType"}, {kXsd, "date"}, {kXsd, "anySimpleType"}, {"", "none"}};
  std::set<const Pair*> pairs;
  for (const Sample& sample : samples) {
    noteWords(sample.doc.get(), words);
    pairs.insert(sample.pair);
  }
  for (const Pair* pair : pairs)
    for (const Grammar* grammar : {&pair->ours, &pair->official})
      for (const Name& type : grammar->types)
        if (pair->agreedScope(type.first))
          types.insert(type);
  words.types.assign(types.begin(), types.end());
  keepDistinct(words.elementNames);
  keepDistinct(words.attributeNames);
  for (const Name& name : words.elementNames)
    words.elements[name.first].push_back(name.second);
  for (auto& [name, values] : words.valuesOf) {
    keepDistinct(values);
    words.values.insert(words.values.end(), values.begin(), values.end());
  }
  keepDistinct(words.values);
  return words;
}

// --------------------------------------------------------------- mutations

// New identifiers for a copy, which otherwise would clash with the original and
// never get as far as the content model.
void renewIds(xmlNode* node, int& count) {
  eachElement(node, [&](xmlNode* inner) {
    for (xmlAttr* attr = inner->properties; attr != nullptr; attr = attr->next)
      if (const std::string name = fromXml(attr->name);
          name == "ID" || name == "xmlID" || name == "id") {
        const std::string fresh = "c" + std::to_string(++count);
        xmlSetNsProp(inner, attr->ns, attr->name, toXml(fresh));
      }
  });
}

/// Damages one document. Every mutation may find nothing to do.
class Mutator {
public:
  Mutator(xmlDoc* doc, const Vocabulary& words, std::mt19937_64& random)
      : doc_(doc), words_(words), random_(random) {}

  void mutate() {
    using Step = void (Mutator::*)();
    // The gentle ones are repeated: they leave more documents valid.
    static constexpr std::array<Step, 19> steps = {&Mutator::dropAttribute,
                                                   &Mutator::dropAttribute,
                                                   &Mutator::changeToKnownValue,
                                                   &Mutator::changeToKnownValue,
                                                   &Mutator::changeToAnyValue,
                                                   &Mutator::changeCase,
                                                   &Mutator::addAttribute,
                                                   &Mutator::addAttribute,
                                                   &Mutator::renameElement,
                                                   &Mutator::dropElement,
                                                   &Mutator::dropElement,
                                                   &Mutator::duplicateElement,
                                                   &Mutator::swapSiblings,
                                                   &Mutator::moveElement,
                                                   &Mutator::copyBesideNamesake,
                                                   &Mutator::replaceText,
                                                   &Mutator::replaceText,
                                                   &Mutator::insertElement,
                                                   &Mutator::setType};
    const std::size_t count = 1 + below(3);
    for (std::size_t i = 0; i < count; ++i)
      (this->*steps[below(steps.size())])();
  }

private:
  std::size_t below(std::size_t limit) { return static_cast<std::size_t>(random_() % limit); }

  template <typename T>
  const T& anyOf(const std::vector<T>& list) {
    return list[below(list.size())];
  }

  xmlNode* anyElement() { return anyOf(elementsOf(doc_)); }

  /// Any element but the root, which nothing could replace.
  xmlNode* anyInnerElement() {
    auto nodes = elementsOf(doc_);
    nodes.erase(nodes.begin());
    return nodes.empty() ? nullptr : anyOf(nodes);
  }

  xmlAttr* anyAttribute() {
    const auto attrs = attributesOf(doc_);
    return attrs.empty() ? nullptr : anyOf(attrs);
  }

  /// A declaration of the namespace in scope, made here if there is none.
  xmlNs* declared(xmlNode* node, const std::string& ns, bool needsPrefix) {
    if (ns.empty())
      return nullptr;
    if (xmlNs* known = xmlSearchNsByHref(doc_, node, toXml(ns)); known != nullptr)
      if (!needsPrefix || known->prefix != nullptr)
        return known;
    for (int i = 0;; ++i)
      if (xmlNs* made = xmlNewNs(node, toXml(ns), toXml("n" + std::to_string(i))); made != nullptr)
        return made;
  }

  void setAttribute(xmlNode* node, const Name& name, const std::string& value) {
    xmlNs* ns = declared(node, name.first, true);
    xmlSetNsProp(node, ns, toXml(name.second), toXml(value));
  }

  void change(xmlAttr* attr, const std::string& value) {
    xmlSetNsProp(attr->parent, attr->ns, attr->name, toXml(value));
  }

  void dropAttribute() {
    if (xmlAttr* attr = anyAttribute(); attr != nullptr)
      xmlRemoveProp(attr);
  }

  const std::string& anyValue() { return anyOf(below(2) == 0 ? kOddValues : words_.values); }

  // Another value some document gives to the same attribute.
  void changeToKnownValue() {
    if (xmlAttr* attr = anyAttribute(); attr != nullptr)
      if (const auto known = words_.valuesOf.find(nameOf(attr)); known != words_.valuesOf.end())
        change(attr, anyOf(known->second));
  }

  void changeToAnyValue() {
    if (xmlAttr* attr = anyAttribute(); attr != nullptr)
      change(attr, anyValue());
  }

  void changeCase() {
    xmlAttr* attr = anyAttribute();
    if (attr == nullptr)
      return;
    std::string value = valueOf(attr);
    const bool lower = below(2) == 0;
    for (char& letter : value) {
      const auto byte = static_cast<unsigned char>(letter);
      if (byte < 128)
        letter = static_cast<char>(lower ? std::tolower(byte) : std::toupper(byte));
    }
    change(attr, value);
  }

  void addAttribute() {
    const Name& name = anyOf(words_.attributeNames);
    const auto known = words_.valuesOf.find(name);
    const bool fitting = known != words_.valuesOf.end() && below(4) != 0;
    setAttribute(anyElement(), name, fitting ? anyOf(known->second) : anyValue());
  }

  void renameElement() {
    xmlNode* node = anyElement();
    if (const auto names = words_.elements.find(namespaceOf(node->ns));
        names != words_.elements.end())
      xmlNodeSetName(node, toXml(anyOf(names->second)));
  }

  void dropElement() {
    xmlNode* node = anyInnerElement();
    if (node == nullptr)
      return;
    xmlUnlinkNode(node);
    xmlFreeNode(node);
  }

  xmlNode* freshCopy(xmlNode* node) {
    xmlNode* copy = xmlDocCopyNode(node, doc_, 1);
    if (below(4) != 0)
      renewIds(copy, copies_);
    return copy;
  }

  void duplicateElement() {
    if (xmlNode* node = anyInnerElement(); node != nullptr)
      xmlAddNextSibling(node, freshCopy(node));
  }

  // Puts a copy of one element next to another of the same name: a place where
  // it has a good chance of being allowed.
  void copyBesideNamesake() {
    xmlNode* node = anyInnerElement();
    if (node == nullptr)
      return;
    auto places = elementsOf(doc_);
    places.erase(places.begin());
    std::erase_if(places, [&](const xmlNode* place) { return nameOf(place) != nameOf(node); });
    xmlNode* copy = freshCopy(node);
    xmlAddNextSibling(anyOf(places), copy);
    xmlReconciliateNs(doc_, copy);
  }

  void swapSiblings() {
    xmlNode* node = anyInnerElement();
    xmlNode* next = node == nullptr ? nullptr : xmlNextElementSibling(node);
    if (next == nullptr)
      return;
    xmlUnlinkNode(next);
    xmlAddPrevSibling(node, next);
  }

  void moveElement() {
    xmlNode* node = anyInnerElement();
    if (node == nullptr)
      return;
    xmlNode* target = anyElement();
    for (const xmlNode* above = target; above != nullptr; above = above->parent)
      if (above == node)
        return;
    xmlUnlinkNode(node);
    place(target, node);
  }

  void insertElement() {
    const Name& name = anyOf(words_.elementNames);
    xmlNode* target = anyElement();
    xmlNode* node = xmlNewDocNode(doc_, nullptr, toXml(name.second), nullptr);
    place(target, node);
    xmlSetNs(node, declared(node, name.first, false));
  }

  // Before the first child, after the last, or somewhere between.
  void place(xmlNode* target, xmlNode* node) {
    std::vector<xmlNode*> children;
    for (xmlNode* child = target->children; child != nullptr; child = child->next)
      children.push_back(child);
    const std::size_t position = below(children.size() + 1);
    if (position == children.size())
      xmlAddChild(target, node);
    else
      xmlAddPrevSibling(children[position], node);
    xmlReconciliateNs(doc_, node);
  }

  // Mostly where text belongs, now and then between elements.
  void replaceText() {
    auto nodes = elementsOf(doc_);
    std::erase_if(nodes, [&](xmlNode* node) { return xmlFirstElementChild(node) != nullptr; });
    xmlNode* node = nodes.empty() || below(8) == 0 ? anyElement() : anyOf(nodes);
    const std::string& text = anyValue();
    if (xmlFirstElementChild(node) != nullptr) {
      xmlAddChild(node, xmlNewDocText(doc_, toXml(text)));
      return;
    }
    xmlNodeSetContent(node, nullptr);
    xmlNodeAddContent(node, toXml(text));
  }

  void setType() {
    const Name& type = anyOf(words_.types);
    xmlNode* node = anyElement();
    const xmlNs* ns = declared(node, type.first, false);
    const std::string prefix =
        ns == nullptr || ns->prefix == nullptr ? "" : fromXml(ns->prefix) + ":";
    setAttribute(node, {kXsi, "type"}, prefix + type.second);
  }

  xmlDoc* doc_;
  const Vocabulary& words_;
  std::mt19937_64& random_;
  int copies_ = 0;
};

// ------------------------------------------------------------------- rounds

std::uint64_t numberFromEnvironment(const char* name, std::uint64_t otherwise) {
  const char* text = std::getenv(name);
  return text == nullptr || *text == '\0' ? otherwise : std::strtoull(text, nullptr, 10);
}

/// Compares damaged documents and counts what came out.
class Comparison {
public:
  bool goOn() const { return disagreements_ < kReported; }
  std::size_t valid() const { return valid_; }
  std::size_t invalid() const { return invalid_; }

  /// @param how  what was done to the sample, for the report and the file name
  void ask(const Sample& sample, xmlDoc* damaged, const std::string& how) {
    if (!withinScope(*sample.pair, damaged))
      return;
    const Verdict official = validate(sample.pair->official, damaged);
    const Verdict ours = validate(sample.pair->ours, damaged);
    ++(official.valid() ? valid_ : invalid_);
    ++asked_[sample.family];
    if (sameVerdict(official, ours))
      return;
    ++disagreements_;
    ADD_FAILURE() << how << ", from " << sample.file << ", saved as " << saved(damaged, how) << '\n'
                  << listed("  official", official) << listed("  ours", ours);
  }

  void print(std::size_t sources) const {
    std::cout << "damaged documents: " << valid_ << " valid, " << invalid_ << " invalid, from "
              << sources << " documents; " << disagreements_ << " disagreements\n";
    for (const auto& [family, count] : asked_)
      std::cout << "  " << family << ": " << count << '\n';
  }

  const std::map<std::string_view, std::size_t>& asked() const { return asked_; }

private:
  static std::string saved(xmlDoc* doc, std::string name) {
    std::replace(name.begin(), name.end(), ' ', '-');
    const fs::path file = fs::path(::testing::TempDir()) / ("delo-schemas-" + name + ".xml");
    xmlSaveFile(file.c_str(), doc);
    return file.string();
  }

  std::size_t valid_ = 0;
  std::size_t invalid_ = 0;
  std::size_t disagreements_ = 0;
  std::map<std::string_view, std::size_t> asked_; // by family
};

/// Every family gets the same share, however many documents it has.
void askAtRandom(const std::vector<Sample>& samples, std::uint64_t seed, std::uint64_t rounds,
                 Comparison& comparison) {
  const Vocabulary words = gatherWords(samples);
  std::map<std::string_view, std::vector<const Sample*>> byFamily;
  for (const Sample& sample : samples)
    byFamily[sample.family].push_back(&sample);
  std::vector<std::vector<const Sample*>> families;
  for (auto& [family, members] : byFamily)
    families.push_back(std::move(members));
  std::mt19937_64 random(seed);
  for (std::uint64_t round = 0; round < rounds && comparison.goOn(); ++round) {
    const auto& family = families[round % families.size()];
    const Sample& sample = *family[random() % family.size()];
    const Doc doc(xmlCopyDoc(sample.doc.get(), 1));
    Mutator(doc.get(), words, random).mutate();
    comparison.ask(sample, doc.get(),
                   "seed " + std::to_string(seed) + " round " + std::to_string(round));
  }
}

// ------------------------------------------------------------- single steps

// Chance seldom empties one rare element or finds the one value that tells two
// types apart; going through the documents step by step always does.

void dropNode(xmlNode* node) {
  xmlUnlinkNode(node);
  xmlFreeNode(node);
}

void emptyNode(xmlNode* node) {
  xmlNodeSetContent(node, nullptr);
}

void doubleNode(xmlNode* node) {
  xmlNode* copy = xmlDocCopyNode(node, node->doc, 1);
  int count = 0;
  renewIds(copy, count);
  xmlAddNextSibling(node, copy);
}

void fillNode(xmlNode* node) {
  xmlNodeAddContent(node, toXml("text"));
}

// The next two tell wildcards apart: what they take, and whether they check it.
void markNode(xmlNode* node) {
  xmlSetNsProp(node, nullptr, toXml("odd"), toXml("1"));
}

void linkNode(xmlNode* node) {
  xmlNs* ns = xmlNewNs(node, toXml(kXlink), toXml("odd"));
  xmlSetNsProp(node, ns, toXml("show"), toXml("odd"));
}

/// How often a pair of names was met.
using Met = std::map<std::pair<Name, Name>, int>;

/// Every kind of child of every kind of parent, the first few times it is met.
void askEachElement(const Sample& sample, Met& met, Comparison& comparison) {
  using Step = std::pair<const char*, void (*)(xmlNode*)>;
  static constexpr std::array<Step, 6> steps = {Step{"dropped", dropNode}, {"emptied", emptyNode},
                                                {"doubled", doubleNode},   {"filled", fillNode},
                                                {"marked", markNode},      {"linked", linkNode}};
  constexpr int enough = 3;
  const auto nodes = elementsOf(sample.doc.get());
  for (std::size_t i = 1; i < nodes.size() && comparison.goOn(); ++i) {
    if (++met[{nameOf(nodes[i]->parent), nameOf(nodes[i])}] > enough)
      continue;
    for (const auto& [name, step] : steps) {
      const Doc doc(xmlCopyDoc(sample.doc.get(), 1));
      step(elementsOf(doc.get())[i]);
      comparison.ask(sample, doc.get(), std::string(name) + " element " + std::to_string(i));
    }
  }
}

/// Drops every attribute of every kind of element once; tries other values of
/// an attribute on the first few kinds of element that have it, since it seldom
/// changes its type from one to the next.
void askEachAttribute(const Sample& sample, Met& met, Comparison& comparison) {
  constexpr int enough = 6;
  const auto attrs = attributesOf(sample.doc.get());
  for (std::size_t i = 0; i < attrs.size() && comparison.goOn(); ++i) {
    const Name owner = nameOf(attrs[i]->parent);
    if (++met[{owner, nameOf(attrs[i])}] > 1)
      continue;
    const std::string which = " attribute " + std::to_string(i);
    const Doc without(xmlCopyDoc(sample.doc.get(), 1));
    xmlRemoveProp(attributesOf(without.get())[i]);
    comparison.ask(sample, without.get(), "dropped" + which);
    if (++met[{Name{owner.first, ""}, nameOf(attrs[i])}] > enough)
      continue;
    for (std::size_t odd = 0; odd < kTelling; ++odd) {
      const Doc doc(xmlCopyDoc(sample.doc.get(), 1));
      const xmlAttr* attr = attributesOf(doc.get())[i];
      xmlSetNsProp(attr->parent, attr->ns, attr->name, toXml(kOddValues[odd]));
      comparison.ask(sample, doc.get(), "value " + std::to_string(odd) + which);
    }
  }
}

// ----------------------------------------------------- what the seeds cover

bool isSchemaNode(const xmlNode* node, const char* name) {
  return nameOf(node) == Name{kXsd, name};
}

std::string localPart(const std::string& qname) {
  return qname.substr(qname.find(':') + 1);
}

/// Words of a schema as "element", "@attribute" and "@attribute=value".
std::set<std::string> wordsOfSchema(const fs::path& file) {
  std::set<std::string> words;
  const Doc doc = readDocument(file);
  for (xmlNode* node : doc ? elementsOf(doc.get()) : std::vector<xmlNode*>()) {
    // A reference is declared elsewhere, and an abstract element never stands in a document.
    if (isSchemaNode(node, "element") && attributeOf(node, "ref").empty() &&
        attributeOf(node, "abstract") != "true")
      words.insert(attributeOf(node, "name"));
    if (isSchemaNode(node, "attribute"))
      words.insert("@" + localPart(attributeOf(node, "name") + attributeOf(node, "ref")));
    if (!isSchemaNode(node, "enumeration"))
      continue;
    xmlNode* owner = node->parent;
    while (owner != nullptr && owner->type == XML_ELEMENT_NODE && !isSchemaNode(owner, "attribute"))
      owner = owner->parent;
    if (owner != nullptr && owner->type == XML_ELEMENT_NODE)
      words.insert("@" + attributeOf(owner, "name") + "=" + attributeOf(node, "value"));
  }
  return words;
}

std::set<std::string> wordsOfSeeds(const std::string& prefix) {
  std::set<std::string> words;
  for (const fs::path& file : xmlFilesUnder(kSeeds)) {
    const Doc doc = readDocument(file);
    if (!doc || !file.filename().string().starts_with(prefix))
      continue;
    for (const xmlNode* node : elementsOf(doc.get()))
      words.insert(fromXml(node->name));
    for (const xmlAttr* attr : attributesOf(doc.get())) {
      words.insert("@" + fromXml(attr->name));
      words.insert("@" + fromXml(attr->name) + "=" + valueOf(attr));
    }
  }
  return words;
}

// -------------------------------------------------------------------- tests

// A word no seed uses is a word the comparison never touches.
void expectEveryWordUsed(const std::string& prefix, const std::vector<const char*>& files) {
  const std::set<std::string> used = wordsOfSeeds(prefix);
  for (const char* file : files) {
    const std::set<std::string> words = wordsOfSchema(kOurSchemas / file);
    EXPECT_FALSE(words.empty()) << file;
    for (const std::string& word : words)
      EXPECT_TRUE(used.contains(word)) << file << ": no seed uses " << word;
  }
}

TEST(SchemaSeeds, MetsSeedsUseEveryWord) {
  expectEveryWordUsed("mets-", {"mets.xsd", "xlink.xsd", "csip.xsd", "sip.xsd"});
}

TEST(SchemaSeeds, MetsRightsSeedsUseEveryWord) {
  expectEveryWordUsed("metsrights-", {"metsrights.xsd"});
}

TEST(SchemaSeeds, Ead3SeedsUseEveryWord) {
  expectEveryWordUsed("ead3-", {"ead3.xsd"});
}

TEST(SchemaSeeds, PremisSeedsUseEveryWord) {
  expectEveryWordUsed("premis-", {"premis.xsd"});
}

TEST(SchemaSeeds, ModsSeedsUseEveryWord) {
  expectEveryWordUsed("mods-", {"mods.xsd"});
}

TEST(SchemaSeeds, DublinCoreSeedsUseEveryWord) {
  expectEveryWordUsed("dc-", {"dc.xsd", "dcterms.xsd"});
}

TEST(SchemaSeeds, AreValid) {
  LocalLoader::instance();
  std::map<std::string, std::unique_ptr<Grammar>> grammars;
  for (const fs::path& file : xmlFilesUnder(kSeeds)) {
    const Doc doc = readDocument(file);
    ASSERT_TRUE(doc) << file;
    const Name root = nameOf(xmlDocGetRootElement(doc.get()));
    const std::string name = root.first.empty() ? root.second + ".xsd" : "delo-all.xsd";
    auto& grammar = grammars[name];
    if (!grammar)
      grammar = std::make_unique<Grammar>(compile(kOurSchemas / name));
    ASSERT_TRUE(grammar->schema) << name;
    const Verdict verdict = validate(*grammar, doc.get());
    EXPECT_TRUE(verdict.valid()) << file << '\n' << listed("  ours", verdict);
  }
}

class SchemaDifference : public ::testing::Test {
protected:
  void SetUp() override {
    if (!fs::is_directory(kOfficialSchemas))
      GTEST_SKIP() << "no official schemas to compare with: " << kOfficialSchemas
                   << " is not there";
    pairs_ = compilePairs();
    ASSERT_FALSE(pairs_.empty());
    for (const auto& pair : pairs_)
      ASSERT_TRUE(pair->compiled()) << pair->name;
    seeds_ = readSamples(pairs_, kSeeds, seedsLeftOut_);
    others_ = readSamples(pairs_, kShared, othersLeftOut_);
    readPackedSamples(pairs_, kShared, others_, othersLeftOut_);
    ASSERT_FALSE(seeds_.empty());
  }

  static void compare(const Sample& sample) {
    const Verdict official = validate(sample.pair->official, sample.doc.get());
    const Verdict ours = validate(sample.pair->ours, sample.doc.get());
    EXPECT_TRUE(sameVerdict(official, ours))
        << sample.file << '\n'
        << listed("  official", official) << listed("  ours", ours);
    if (official.valid() && ours.valid()) {
      EXPECT_EQ(withDefaults(sample.pair->official, sample.doc.get()),
                withDefaults(sample.pair->ours, sample.doc.get()))
          << sample.file << ": the defaults differ";
    }
  }

  Pairs pairs_; // before the samples, which point into it
  std::vector<Sample> seeds_;
  std::vector<Sample> others_;
  std::map<std::string, int> seedsLeftOut_;
  std::map<std::string, int> othersLeftOut_;
};

TEST_F(SchemaDifference, SameVerdictOnWholeDocuments) {
  printCounts("seeds", seeds_.size(), seedsLeftOut_);
  printCounts("other documents", others_.size(), othersLeftOut_);
  EXPECT_TRUE(seedsLeftOut_.empty());
  for (const auto* samples : {&seeds_, &others_})
    for (const Sample& sample : *samples)
      compare(sample);
}

TEST_F(SchemaDifference, SameVerdictOneStepAway) {
  Comparison comparison;
  Met metElements;
  Met metAttributes;
  for (const Sample& sample : seeds_) {
    askEachElement(sample, metElements, comparison);
    askEachAttribute(sample, metAttributes, comparison);
  }
  comparison.print(seeds_.size());
}

TEST_F(SchemaDifference, SameVerdictOnDamagedDocuments) {
  const auto clock =
      static_cast<std::uint64_t>(std::chrono::system_clock::now().time_since_epoch().count());
  const std::uint64_t seed = numberFromEnvironment("DELO_SEED", clock);
  const std::uint64_t rounds = numberFromEnvironment("DELO_DIFF_ROUNDS", 5000);
  RecordProperty("seed", std::to_string(seed));
  std::cout << "DELO_SEED=" << seed << '\n';

  std::vector<Sample> sources = std::move(seeds_);
  for (Sample& sample : others_)
    if (sample.size <= kLargestMutated)
      sources.push_back(std::move(sample));
  Comparison comparison;
  askAtRandom(sources, seed, rounds, comparison);
  comparison.print(sources.size());

  EXPECT_EQ(comparison.asked().size(), 6U);
  for (const auto& [family, count] : comparison.asked())
    EXPECT_GE(count * 8, rounds) << family;
  // With hardly any valid ones the comparison would only show that both refuse rubbish.
  EXPECT_GE(comparison.valid() * 19, comparison.invalid());
  EXPECT_GT(comparison.invalid(), 0U);
}

} // namespace
