#include "schemas/xml_tree.hpp"

#include <libxml/parser.h>

#include <algorithm>

namespace schema_test {

namespace fs = std::filesystem;

void freeXmlString(xmlChar* text) {
  xmlFree(text);
}

const xmlChar* toXml(const char* text) {
  return reinterpret_cast<const xmlChar*>(text);
}
const xmlChar* toXml(const std::string& text) {
  return toXml(text.c_str());
}

std::string fromXml(const xmlChar* text) {
  return text == nullptr ? std::string() : reinterpret_cast<const char*>(text);
}

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

namespace {

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

} // namespace

Doc readDocument(const fs::path& file) {
  return prepared(xmlReadFile(file.c_str(), nullptr, kParse));
}

Doc parseDocument(const std::string& bytes) {
  return prepared(
      xmlReadMemory(bytes.data(), static_cast<int>(bytes.size()), nullptr, nullptr, kParse));
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

namespace {

bool isXmlFile(const fs::path& file) {
  return file.extension() == ".xml" && fs::file_size(file) <= kLargestDocument;
}

} // namespace

std::vector<fs::path> xmlFilesUnder(const fs::path& folder) {
  std::vector<fs::path> files = filesUnder(folder);
  std::erase_if(files, [](const fs::path& file) { return !isXmlFile(file); });
  return files;
}

} // namespace schema_test
