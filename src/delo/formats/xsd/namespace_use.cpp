#include "delo/formats/xsd/namespace_use.hpp"

namespace delo {
namespace {

constexpr std::string_view kInstance = "http://www.w3.org/2001/XMLSchema-instance";

void note(NamespaceUse::Names& names, std::string_view uri) {
  if (!names.contains(uri))
    names.emplace(uri);
}

} // namespace

void NamespaceUse::start_element(std::string_view uri, std::string_view name,
                                 std::span<const XmlAttribute> attributes, std::uint64_t) {
  if (!root_)
    root_ = Root{std::string(uri), std::string(name)};
  ++depth_;
  note(names_, uri);
  for (const XmlAttribute& attribute : attributes) {
    note(names_, attribute.uri);
    if (attribute.uri == kInstance && attribute.name == "type")
      note(typed_, uri);
  }
}

} // namespace delo
