// The schemas that documents are held to: those in the program, or others that the user pins.
#pragma once

#include "delo/base/error.hpp"
#include "delo/formats/xsd/namespace_use.hpp"
#include "delo/io/xml_schema.hpp"

#include <filesystem>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace delo {

/// Which grammar a document needs is told by its root. Read-only, so threads may share a set.
class SchemaSet {
public:
  /// The schemas that travel in the program.
  static const SchemaSet& embedded();
  /// The schemas of a folder, and nothing else: no address is ever fetched. A namespace is found
  /// through the imports of `delo-all.xsd`, through `catalog.xml` (an OASIS catalogue of addresses
  /// or namespaces), or because one file of the folder alone states it. Addresses within the
  /// schemas are looked up in the catalogue, as paths in the folder, and at last by file name.
  /// Throws Error(usage) when the folder states no namespace that delo knows or lacks a schema
  /// that another of them needs, Error(io) when something cannot be read.
  explicit SchemaSet(const std::filesystem::path& path);
  ~SchemaSet();

  /// Whether delo has rules for documents with such a root, whatever the set holds.
  static bool is_known(std::string_view uri, std::string_view root);
  /// Whether documents of this namespace are held to its schema alone, so that metadata of other
  /// namespaces in them pass unread.
  static bool is_alone(std::string_view uri);
  /// Whether the set has a grammar for documents with such a root. Compiles nothing.
  bool has(std::string_view uri, std::string_view root) const;
  /// The grammar for documents with such a root, whatever they hold; null when the set has none.
  const XmlSchema* find(std::string_view uri, std::string_view root) const;
  /// The same for a document that uses no other namespaces: of the schemas that travel in the
  /// program no more are compiled than it needs.
  const XmlSchema* find(std::string_view uri, std::string_view root, const NamespaceUse& use) const;
  /// The extensions of METS that the set does not state: METS lets their attributes pass unread.
  std::vector<std::string> unread_extensions() const;
  /// What to say when a document needs a grammar that the set does not have.
  Error missing(std::string_view uri, std::string_view root) const;

private:
  SchemaSet() = default;

  std::string folder_; ///< "" for the embedded ones
  std::set<std::string, std::less<>> namespaces_;
  std::unique_ptr<XmlSchema> package_;
  std::map<std::string, std::unique_ptr<XmlSchema>, std::less<>> alone_; ///< by their namespaces
  std::map<std::string, std::unique_ptr<XmlSchema>, std::less<>> dublin_core_; ///< by their roots
};

} // namespace delo
