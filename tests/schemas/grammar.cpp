#include "schemas/grammar.hpp"

#include <libxml/c14n.h>
#include <libxml/catalog.h>
#include <libxml/parser.h>

#include <algorithm>
#include <iostream>
#include <sstream>
#include <utility>

namespace schema_test {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kReported = 10;

using SchemaParser = std::unique_ptr<xmlSchemaParserCtxt, Freed<xmlSchemaFreeParserCtxt>>;
using Validator = std::unique_ptr<xmlSchemaValidCtxt, Freed<xmlSchemaFreeValidCtxt>>;

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

void collectError(void* list, xmlErrorPtr error) {
  auto& errors = *static_cast<std::vector<std::string>*>(list);
  std::string message = error->message == nullptr ? "unknown" : error->message;
  while (!message.empty() && message.back() == '\n')
    message.pop_back();
  errors.push_back("line " + std::to_string(error->line) + ": " + message);
}

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

} // namespace

void loadOnlyLocally(const fs::path& catalogue) {
  LocalLoader::instance().useCatalog(catalogue);
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

namespace {

void ignoreError(void* /*unused*/, xmlErrorPtr /*unused*/) {}

} // namespace

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

std::string listed(const char* title, const Verdict& verdict) {
  std::ostringstream out;
  out << title << (verdict.valid() ? ": valid" : ": not valid") << " (" << verdict.code << ")\n";
  for (std::size_t i = 0; i < std::min(verdict.errors.size(), kReported); ++i)
    out << "    " << verdict.errors[i] << '\n';
  return out.str();
}

bool sameVerdict(const Verdict& one, const Verdict& other) {
  return one.valid() == other.valid() && (one.code < 0) == (other.code < 0);
}

} // namespace schema_test
