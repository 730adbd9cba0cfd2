// Names in workbooks without their prefixes: programs choose prefixes freely, and the strict form
// of the standard has other namespaces than the transitional one.
#pragma once

#include <pugixml.hpp>

#include <string>
#include <string_view>

namespace delo {

inline std::string_view local_name(std::string_view name) {
  const std::size_t colon = name.rfind(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

inline bool is_named(const pugi::xml_node& node, std::string_view name) {
  return local_name(node.name()) == name;
}

/// The first child of this name; a null node when there is none.
inline pugi::xml_node child_of(const pugi::xml_node& node, std::string_view name) {
  for (const pugi::xml_node child : node.children())
    if (is_named(child, name))
      return child;
  return {};
}

/// All text directly in a node: pieces may be parted by comments and CDATA sections.
inline std::string text_of(const pugi::xml_node& node) {
  std::string text;
  for (const pugi::xml_node child : node.children())
    if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata)
      text += child.value();
  return text;
}

/// An xsd:boolean attribute.
inline bool flag_of(const pugi::xml_node& node, const char* attribute) {
  const std::string_view value = node.attribute(attribute).value();
  return value == "1" || value == "true" || value == "on";
}

} // namespace delo
