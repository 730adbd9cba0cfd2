// A document of a package, read and checked by the grammar that its root and its namespaces ask
// for.
#pragma once

#include "delo/formats/xsd/namespace_use.hpp"
#include "delo/formats/xsd/schema_set.hpp"
#include "delo/io/xml_reader.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace delo {

/// Takes a document piece by piece. A grammar has to be known before the first element, and one of
/// everything takes longer to compile than a small document takes to read; so the beginning is
/// kept and looked through first. A document that ends within it gets a grammar of what it uses, a
/// longer one that of everything. What is kept is bounded, so memory does not grow with the
/// document.
class SchemaReader {
public:
  /// So many bytes are looked through, and no document that is longer.
  static constexpr std::size_t kLookThrough = 1U << 20U;

  SchemaReader(XmlHandler& handler, const SchemaSet& schemas);

  void feed(std::string_view bytes);
  /// Says that the document is over; returns what was wrong with it, in order of lines.
  std::vector<XmlProblem> finish();

  /// False for a root that delo has no rules for: then only the form was checked.
  bool is_known_kind() const { return known_; }
  /// What to say when the set lacks the grammar of this kind.
  const std::optional<Error>& no_schema() const { return no_schema_; }

private:
  void begin(bool is_whole);

  XmlHandler& handler_;
  const SchemaSet& schemas_;
  NamespaceUse use_;
  std::unique_ptr<XmlReader> looking_; ///< until the grammar is chosen
  std::string beginning_;
  std::unique_ptr<XmlReader> reader_; ///< once the grammar is chosen
  bool known_ = true;
  std::optional<Error> no_schema_;
};

} // namespace delo
