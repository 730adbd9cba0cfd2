// IDs and what refers to them: unique in a document, and there. Schemas ask it, but the streaming
// validation that checks them here does not look (XML Schema 2 3.3.8, 3.3.9).
#pragma once

#include "delo/base/hash_table.hpp"
#include "delo/io/xml_reader.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace delo {

/// Watches a document on its way to somebody else. Memory: 24 to 48 bytes for each ID, and the text
/// of references to IDs that had not come yet.
class XmlIds final : public XmlHandler {
public:
  explicit XmlIds(XmlHandler& next) : next_(next) {}

  void start_element(std::string_view uri, std::string_view name,
                     std::span<const XmlAttribute> attributes, std::uint64_t line) override;
  void end_element(std::string_view uri, std::string_view name) override {
    next_.end_element(uri, name);
  }
  void characters(std::string_view text) override { next_.characters(text); }

  /// What was wrong, in order of lines; once, when the document is over. Of a document that broke
  /// off only what is twice: what is absent may have followed.
  std::vector<XmlProblem> finish(bool whole);

private:
  struct Waiting {
    std::string id;
    std::uint64_t line;
    std::string_view attribute; ///< of our table
  };

  void define(std::string_view id, std::uint64_t line);
  void refer(std::string_view id, std::string_view attribute, std::uint64_t line);

  XmlHandler& next_;
  HashTable ids_; ///< hash of an ID → the line where it stands
  std::vector<Waiting> waiting_;
  std::vector<XmlProblem> problems_;
};

} // namespace delo
