// All that a document says, as a set of texts: enough to ask whether it says something.
#pragma once

#include "delo/io/xml_reader.hpp"

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace delo {

/// A text as it is compared: white space as single spaces, none at the ends; what XML cannot hold
/// as the writer of delo writes it.
std::string comparable_text(std::string_view text);

/// Collects the texts of elements and the values of attributes.
class TextCollector final : public XmlHandler {
public:
  void start_element(std::string_view uri, std::string_view name,
                     std::span<const XmlAttribute> attributes, std::uint64_t line) override;
  void end_element(std::string_view uri, std::string_view name) override;
  void characters(std::string_view text) override;

  /// Whether an element or attribute says just this, or, as a part of a sentence, also this.
  bool says(std::string_view text) const;

private:
  std::vector<std::string> open_;
  std::set<std::string, std::less<>> texts_;
};

/// Collects the ids of a package: OBJID of METS, and the identifiers of PREMIS objects that are not
/// files, of which there may be very many.
class IdCollector final : public XmlHandler {
public:
  void start_element(std::string_view uri, std::string_view name,
                     std::span<const XmlAttribute> attributes, std::uint64_t line) override;
  void end_element(std::string_view uri, std::string_view name) override;
  void characters(std::string_view text) override;

  bool has(std::string_view id) const { return ids_.contains(id); }

private:
  std::set<std::string, std::less<>> ids_;
  std::string text_;
  bool in_file_ = false;
  bool in_id_ = false;
};

} // namespace delo
