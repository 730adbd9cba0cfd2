// Compiled schemas, and what they say of a document.
#pragma once

#include "schemas/xml_tree.hpp"

#include <libxml/xmlschemas.h>

#include <filesystem>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace schema_test {

using Schema = std::unique_ptr<xmlSchema, Freed<xmlSchemaFree>>;

/// Lets libxml2 load local files only; addresses that the catalogue knows lead to local files. The
/// official schemas import each other by web address, and nothing is ever fetched.
void loadOnlyLocally(const std::filesystem::path& catalogue = {});

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

/// Prints why, and leaves the schema empty, when it does not compile.
Grammar compile(const std::filesystem::path& file);

Verdict validate(const Grammar& grammar, xmlDoc* original);

/// The document with the schema's default and fixed values filled in, in
/// canonical form; empty where there is none (relative namespace names).
std::string withDefaults(const Grammar& grammar, xmlDoc* original);

/// A verdict with its first errors, as text.
std::string listed(const char* title, const Verdict& verdict);

/// A failure inside libxml2 is no verdict, but both sides have to share it.
bool sameVerdict(const Verdict& one, const Verdict& other);

} // namespace schema_test
