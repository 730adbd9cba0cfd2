#include "delo/formats/xsd/schemas.hpp"

#include "delo/base/error.hpp"

#include <fmt/format.h>
#include <pugixml.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

namespace delo {
namespace {

/// The lists of the schemas that travel and of those that delo only reads by.
constexpr std::array<const char*, 2> kDrivers{"delo-all.xsd", "delo-reading.xsd"};
/// Each takes up to two megabytes. Packages in the wild need two or three; one whose documents
/// each use other namespaces gets the grammar of all of them for the rest.
constexpr std::size_t kMostGrammars = 16;
/// Schemas of so few bytes (xlink, xml, the E-ARK attributes) are a part of every grammar: to leave
/// them out saves nothing, and would make a grammar of its own for every mixture of attributes.
constexpr std::size_t kSmall = 5000;

std::map<std::string, std::string_view> all_texts() {
  std::map<std::string, std::string_view> texts;
  for (const auto& schemas : {embedded_schemas(), reading_schemas()})
    for (const EmbeddedSchema& schema : schemas)
      texts.emplace(schema.name, schema.text);
  return texts;
}

/// Namespaces with the names of the schemas that state them: what the drivers import.
using Imports = std::vector<std::pair<std::string, std::string>>;

Imports read_imports() {
  const auto texts = all_texts();
  Imports imports;
  for (const char* driver : kDrivers) {
    const std::string_view text = texts.at(driver);
    pugi::xml_document document;
    if (!document.load_buffer(text.data(), text.size()))
      throw Error(ErrorKind::internal, fmt::format("{} is not XML", driver));
    for (const pugi::xml_node& node : document.document_element().children("xs:import"))
      imports.emplace_back(node.attribute("namespace").value(),
                           node.attribute("schemaLocation").value());
  }
  return imports;
}

/// Grammars of some of the schemas or of all, made when they are first asked for.
class Grammars {
public:
  using Choice = std::uint32_t; ///< a bit for each import

  static Grammars& instance() {
    // Kept until the process ends, which has no need of taking a thousand types apart.
    static Grammars& grammars = *new Grammars;
    return grammars;
  }

  Choice all() const { return static_cast<Choice>((std::uint64_t{1} << imports_.size()) - 1); }

  /// The schema that states a namespace; nothing where none does.
  Choice of(std::string_view uri) const {
    const auto found = std::find_if(imports_.begin(), imports_.end(),
                                    [uri](const auto& import) { return import.first == uri; });
    return found == imports_.end() ? 0 : Choice{1} << (found - imports_.begin());
  }

  const XmlSchema& made_of(Choice choice) {
    choice |= small_;
    const std::scoped_lock lock(mutex_);
    if (made_.size() >= kMostGrammars && !made_.contains(choice))
      choice = all();
    return compiled(choice);
  }

  /// Without the small ones, which are a part of every other grammar.
  const XmlSchema& alone(std::string_view uri) {
    const std::scoped_lock lock(mutex_);
    return compiled(of(uri));
  }

private:
  Grammars() {
    const auto texts = all_texts();
    for (const auto& [uri, name] : imports_)
      if (texts.at(name).size() <= kSmall)
        small_ |= of(uri);
  }

  const XmlSchema& compiled(Choice choice) {
    auto& grammar = made_[choice];
    if (!grammar)
      grammar = compile(choice);
    return *grammar;
  }

  std::unique_ptr<XmlSchema> compile(Choice choice) const {
    std::string driver = "<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\">";
    for (std::size_t i = 0; i < imports_.size(); ++i)
      if ((choice >> i & 1U) != 0)
        driver += fmt::format("<xs:import namespace=\"{}\" schemaLocation=\"{}\"/>",
                              imports_[i].first, imports_[i].second);
    driver += "</xs:schema>";
    auto texts = all_texts();
    texts[kDrivers[0]] = driver;
    return std::make_unique<XmlSchema>(texts, kDrivers[0]);
  }

  const Imports imports_ = read_imports();
  Choice small_ = 0;
  std::mutex mutex_;
  std::map<Choice, std::unique_ptr<XmlSchema>> made_;
};

} // namespace

const XmlSchema& package_schema() {
  Grammars& grammars = Grammars::instance();
  return grammars.made_of(grammars.all());
}

const XmlSchema& schema_for(std::string_view uri, const NamespaceUse& use) {
  Grammars& grammars = Grammars::instance();
  Grammars::Choice choice = grammars.of(uri);
  for (const std::string& name : use.names())
    choice |= grammars.of(name);
  // An element that nothing declares can still say that it is of any type of any schema.
  const auto is_stated = [&](const std::string& name) { return grammars.of(name) != 0; };
  if (!std::all_of(use.typed().begin(), use.typed().end(), is_stated))
    choice = grammars.all();
  return grammars.made_of(choice);
}

const XmlSchema& schema_alone(std::string_view uri) {
  return Grammars::instance().alone(uri);
}

const XmlSchema& dublin_core_schema(std::string_view root) {
  static const XmlSchema& kQualified = *new XmlSchema(all_texts(), "qualifieddc.xsd");
  if (root != "simpledc")
    return kQualified;
  static const XmlSchema& kSimple = *new XmlSchema(all_texts(), "simpledc.xsd");
  return kSimple;
}

} // namespace delo
