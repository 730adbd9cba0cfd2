// The sample documents that the comparison starts from are valid, and use every word of our
// schemas: a word no seed uses is a word the comparison never touches.
//
// Compile definitions:
//   DELO_SCHEMAS_DIR  our schemas
//   DELO_SEEDS_DIR    our sample documents

#include "schemas/grammar.hpp"

#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace schema_test {
namespace {

namespace fs = std::filesystem;

const fs::path kOurSchemas = DELO_SCHEMAS_DIR;
const fs::path kSeeds = DELO_SEEDS_DIR;

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

TEST(SchemaSeeds, Mets2SeedsUseEveryWord) {
  expectEveryWordUsed("mets2-", {"reading/mets2.xsd"});
}

TEST(SchemaSeeds, Premis2SeedsUseEveryWord) {
  expectEveryWordUsed("premis2-", {"reading/premis2.xsd"});
}

TEST(SchemaSeeds, Ead2002SeedsUseEveryWord) {
  expectEveryWordUsed("ead2002-", {"reading/ead2002.xsd"});
}

TEST(SchemaSeeds, ModsSeedsUseEveryWord) {
  expectEveryWordUsed("mods-", {"mods.xsd"});
}

TEST(SchemaSeeds, DublinCoreSeedsUseEveryWord) {
  expectEveryWordUsed("dc-", {"dc.xsd", "dcterms.xsd"});
}

TEST(SchemaSeeds, AreValid) {
  loadOnlyLocally();
  std::map<std::string, std::unique_ptr<Grammar>> grammars;
  for (const fs::path& file : xmlFilesUnder(kSeeds)) {
    const Doc doc = readDocument(file);
    ASSERT_TRUE(doc) << file;
    const Name root = nameOf(xmlDocGetRootElement(doc.get()));
    const std::string name = root.first.empty() ? root.second + ".xsd" : "reading/delo-reading.xsd";
    auto& grammar = grammars[name];
    if (!grammar)
      grammar = std::make_unique<Grammar>(compile(kOurSchemas / name));
    ASSERT_TRUE(grammar->schema) << name;
    const Verdict verdict = validate(*grammar, doc.get());
    EXPECT_TRUE(verdict.valid()) << file << '\n' << listed("  ours", verdict);
  }
}

} // namespace
} // namespace schema_test
