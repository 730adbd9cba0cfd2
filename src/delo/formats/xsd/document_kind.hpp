// What an XML document is, told by its root element.
#pragma once

#include "delo/model/rule.hpp"

#include <string_view>

namespace delo {

struct DocumentKind {
  std::string_view uri;  ///< the namespace of the root element
  std::string_view root; ///< its name; any when empty
  RuleFamily family;     ///< whose document it is
  std::string_view words;
};

/// Null for a kind that delo does not know.
const DocumentKind* document_kind(std::string_view uri, std::string_view root);

} // namespace delo
