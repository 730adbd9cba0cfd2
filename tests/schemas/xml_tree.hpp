// XML documents as trees, for the tests of the schemas.
#pragma once

#include <libxml/tree.h>
#include <libxml/xmlstring.h>

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace schema_test {

inline constexpr const char* kXsi = "http://www.w3.org/2001/XMLSchema-instance";
inline constexpr const char* kXlink = "http://www.w3.org/1999/xlink";
inline constexpr const char* kXsd = "http://www.w3.org/2001/XMLSchema";

template <auto Free>
struct Freed {
  template <typename T>
  void operator()(T* object) const {
    Free(object);
  }
};
using Doc = std::unique_ptr<xmlDoc, Freed<xmlFreeDoc>>;

void freeXmlString(xmlChar* text);
using XmlString = std::unique_ptr<xmlChar, Freed<freeXmlString>>;

const xmlChar* toXml(const char* text);
const xmlChar* toXml(const std::string& text);
/// Empty for null.
std::string fromXml(const xmlChar* text);

/// A name with its namespace; the namespace is empty for a name without one.
using Name = std::pair<std::string, std::string>;

std::string namespaceOf(const xmlNs* ns);
Name nameOf(const xmlNode* node);
Name nameOf(const xmlAttr* attr);
std::string valueOf(const xmlAttr* attr);
/// An attribute without a namespace; empty where there is none.
std::string attributeOf(xmlNode* node, const char* name);

void eachElement(xmlNode* node, const std::function<void(xmlNode*)>& visit);
std::vector<xmlNode*> elementsOf(const xmlDoc* doc);
std::vector<xmlAttr*> attributesOf(const xmlDoc* doc);

/// Null when it is not well formed. Documents lose their schemaLocation: they must not be able to
/// bring their own schema, or both sides would be judged by whatever they name.
Doc readDocument(const std::filesystem::path& file);
Doc parseDocument(const std::string& bytes);

/// The files below a folder, in order, links left out.
std::vector<std::filesystem::path> filesUnder(const std::filesystem::path& folder);
/// Those that end in .xml and are of a size that the tests bear.
std::vector<std::filesystem::path> xmlFilesUnder(const std::filesystem::path& folder);
inline constexpr std::uintmax_t kLargestDocument = 1U << 20U;

} // namespace schema_test
