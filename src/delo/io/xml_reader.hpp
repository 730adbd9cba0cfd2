// XML read as a stream, checked against a schema while it passes.
#pragma once

#include "delo/io/xml_schema.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace delo {

struct XmlAttribute {
  std::string_view uri; ///< namespace, "" without
  std::string_view name;
  std::string value;
};

/// The value of an attribute; "" when the element does not have it.
inline std::string_view attribute_value(std::span<const XmlAttribute> attributes,
                                        std::string_view uri, std::string_view name) {
  for (const XmlAttribute& attribute : attributes)
    if (attribute.uri == uri && attribute.name == name)
      return attribute.value;
  return {};
}

/// Hears a document as it passes.
class XmlHandler {
public:
  virtual ~XmlHandler() = default;
  virtual void start_element(std::string_view uri, std::string_view name,
                             std::span<const XmlAttribute> attributes, std::uint64_t line) = 0;
  virtual void end_element(std::string_view uri, std::string_view name) = 0;
  virtual void characters(std::string_view) {}
};

/// One thing wrong with a document.
struct XmlProblem {
  enum class Kind {
    not_well_formed,
    doctype,
    over_limit, ///< of XmlLimits: it was not read further
    invalid,
    duplicate_id,
    no_such_id
  } kind;
  std::uint64_t line;
  std::string message;
};

/// What a document may ask of its reader; each is far beyond what archives write.
struct XmlLimits {
  static constexpr std::size_t levels = 1000;     ///< of elements, one in the other
  static constexpr std::size_t attributes = 1000; ///< of an element, with its namespaces
  static constexpr std::size_t token = 8'000'000; ///< bytes of a tag, comment or instruction
};

/// Takes a document piece by piece. Documents with a DOCTYPE are refused, so that no entity can be
/// declared; nothing is ever loaded from elsewhere. Memory does not grow with the document.
class XmlReader {
public:
  /// `schema` may be null: then only well-formedness is checked.
  XmlReader(XmlHandler& handler, const XmlSchema* schema);
  ~XmlReader();
  XmlReader(const XmlReader&) = delete;
  XmlReader& operator=(const XmlReader&) = delete;

  void feed(std::string_view bytes);
  /// Says that the document is over; returns what was wrong with it, in order of lines.
  std::vector<XmlProblem> finish();

private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

} // namespace delo
