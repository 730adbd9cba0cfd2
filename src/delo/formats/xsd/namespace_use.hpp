// What a document asks of a grammar: the namespaces that it uses.
#pragma once

#include "delo/io/xml_reader.hpp"

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <utility>

namespace delo {

/// Hears a document, or the beginning of one, and keeps its root and its namespaces.
class NamespaceUse final : public XmlHandler {
public:
  using Names = std::set<std::string, std::less<>>;
  struct Root {
    std::string uri; ///< "" without
    std::string name;
  };

  /// Nothing until the first element was heard.
  const std::optional<Root>& root() const { return root_; }
  /// Whether the root element is closed.
  bool is_closed() const { return root_ && depth_ == 0; }
  /// The namespaces of all elements and attributes.
  const Names& names() const { return names_; }
  /// The namespaces of the elements that say of what type they are (xsi:type).
  const Names& typed() const { return typed_; }

  void start_element(std::string_view uri, std::string_view name,
                     std::span<const XmlAttribute> attributes, std::uint64_t line) override;
  void end_element(std::string_view, std::string_view) override { --depth_; }

private:
  std::optional<Root> root_;
  std::uint64_t depth_ = 0;
  Names names_;
  Names typed_;
};

} // namespace delo
