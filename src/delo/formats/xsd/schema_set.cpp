#include "delo/formats/xsd/schema_set.hpp"

#include "delo/base/utf8.hpp"
#include "delo/formats/xsd/schema_folder.hpp"
#include "delo/formats/xsd/schemas.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>

namespace delo {
namespace {

/// The namespaces that begin a document; the others stand within them.
constexpr std::array<std::string_view, 8> kRoots{
    "http://www.loc.gov/METS/",     "http://www.loc.gov/METS/v2",
    "http://www.loc.gov/premis/v3", "info:lc/xmlns/premis-v2",
    "http://www.loc.gov/mods/v3",   "http://ead3.archivists.org/schema/",
    "urn:isbn:1-931666-22-9",       "http://cosimo.stanford.edu/sdr/metsrights/"};
/// Those whose documents are held to their own schema and to no other. METS 2 is judged as its
/// official schema judges by itself: what it embeds passes, but an xsi:type there that no schema of
/// METS 2 states does not.
constexpr std::array<std::string_view, 1> kAlone{"http://www.loc.gov/METS/v2"};
constexpr std::array<std::string_view, 2> kExtensions{
    "https://DILCIS.eu/XML/METS/CSIPExtensionMETS", "https://DILCIS.eu/XML/METS/SIPExtensionMETS"};
constexpr std::array<std::string_view, 2> kWithin{"http://purl.org/dc/terms/",
                                                  "http://purl.org/dc/elements/1.1/"};
/// Roots of Dublin Core, which have no namespace; each has a schema of its name.
constexpr std::array<std::string_view, 2> kDublinCore{"qualifieddc", "simpledc"};

bool is_dublin_core(std::string_view uri, std::string_view root) {
  return uri.empty() &&
         std::find(kDublinCore.begin(), kDublinCore.end(), root) != kDublinCore.end();
}

std::string escaped(std::string_view text) {
  std::string result;
  for (const char c : text)
    if (c == '&' || c == '<' || c == '"')
      result += fmt::format("&#{};", static_cast<int>(c));
    else
      result += c;
  return result;
}

/// One schema that imports others.
std::string driver_of(std::span<const SchemaFolder::Import> imports) {
  std::string text = "<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\">";
  for (const auto& [uri, address] : imports)
    text += fmt::format("<xs:import namespace=\"{}\" schemaLocation=\"{}\"/>", escaped(uri),
                        escaped(address));
  return text + "</xs:schema>";
}

std::unique_ptr<XmlSchema> compile(const SchemaFolder& folder, std::string_view driver) {
  std::string absent;
  const auto resolve = [&](std::string_view address) {
    const auto text = folder.find(address);
    if (!text && absent.empty())
      absent = address;
    return text;
  };
  std::string reason;
  try {
    auto schema = std::make_unique<XmlSchema>(driver, resolve);
    if (absent.empty())
      return schema;
  } catch (const Error& error) {
    reason = error.message();
  }
  if (!absent.empty())
    throw Error(ErrorKind::usage,
                fmt::format("cannot use the schemas of {}: {} is not there",
                            display_name(folder.name()), display_name(absent)),
                "put that schema into the folder and name it in its catalog.xml; nothing is "
                "fetched");
  throw Error(ErrorKind::usage,
              fmt::format("cannot use the schemas of {}: {}", display_name(folder.name()), reason),
              "repair the schema that is named, or leave out --schemas");
}

} // namespace

SchemaSet::~SchemaSet() = default;

const SchemaSet& SchemaSet::embedded() {
  static const SchemaSet kSet;
  return kSet;
}

SchemaSet::SchemaSet(const std::filesystem::path& path) : folder_(path.native()) {
  SchemaFolder folder(path);
  using List = std::span<const std::string_view>;
  for (const List list : {List(kRoots), List(kExtensions), List(kWithin)})
    for (const std::string_view uri : list)
      folder.import(uri);
  for (const auto& [uri, address] : folder.imports())
    namespaces_.insert(uri);
  const auto is_stated = [this](std::string_view uri) { return namespaces_.contains(uri); };
  for (const std::string_view root : kDublinCore)
    if (const auto text = folder.find(std::string(root) + ".xsd"))
      dublin_core_.emplace(root, compile(folder, *text));
  if (std::none_of(kRoots.begin(), kRoots.end(), is_stated) && dublin_core_.empty())
    throw Error(ErrorKind::usage,
                fmt::format("{} has no schema that delo knows documents of", display_name(folder_)),
                "name a folder with a delo-all.xsd or a catalog.xml, as the schemas folder of any "
                "package is");
  package_ = compile(folder, driver_of(folder.imports()));
  for (const SchemaFolder::Import& import : folder.imports())
    if (is_alone(import.first))
      alone_.emplace(import.first, compile(folder, driver_of({&import, 1})));
}

bool SchemaSet::is_known(std::string_view uri, std::string_view root) {
  return std::find(kRoots.begin(), kRoots.end(), uri) != kRoots.end() || is_dublin_core(uri, root);
}

bool SchemaSet::is_alone(std::string_view uri) {
  return std::find(kAlone.begin(), kAlone.end(), uri) != kAlone.end();
}

bool SchemaSet::has(std::string_view uri, std::string_view root) const {
  if (!is_known(uri, root))
    return false;
  if (folder_.empty())
    return true;
  return is_dublin_core(uri, root) ? dublin_core_.contains(root) : namespaces_.contains(uri);
}

const XmlSchema* SchemaSet::find(std::string_view uri, std::string_view root) const {
  if (!has(uri, root))
    return nullptr;
  const bool is_embedded = folder_.empty(); // those are compiled at first use
  if (is_dublin_core(uri, root))
    return is_embedded ? &dublin_core_schema(root) : dublin_core_.find(root)->second.get();
  if (is_alone(uri))
    return is_embedded ? &schema_alone(uri) : alone_.find(uri)->second.get();
  return is_embedded ? &package_schema() : package_.get();
}

const XmlSchema* SchemaSet::find(std::string_view uri, std::string_view root,
                                 const NamespaceUse& use) const {
  if (folder_.empty() && is_known(uri, root) && !is_dublin_core(uri, root) && !is_alone(uri))
    return &schema_for(uri, use);
  return find(uri, root);
}

std::vector<std::string> SchemaSet::unread_extensions() const {
  std::vector<std::string> unread;
  for (const std::string_view uri : kExtensions)
    if (!folder_.empty() && !namespaces_.contains(uri))
      unread.push_back(
          fmt::format("attributes of {}: {} has no schema for them", uri, display_name(folder_)));
  return unread;
}

Error SchemaSet::missing(std::string_view uri, std::string_view root) const {
  const std::string kind = uri.empty() ? fmt::format("{} documents", display_name(root))
                                       : fmt::format("the namespace {}", display_name(uri));
  return {ErrorKind::usage, fmt::format("{} has no schema for {}", display_name(folder_), kind),
          "put it into the folder and name it in its catalog.xml or delo-all.xsd, or leave out "
          "--schemas"};
}

} // namespace delo
