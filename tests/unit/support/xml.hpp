// XML that was just written: checked by its schema, and asked by XPath.
#pragma once

#include "delo/base/byte_sink.hpp"
#include "delo/formats/xsd/schemas.hpp"
#include "delo/io/xml_schema.hpp"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace delo::test {

using Values = std::vector<std::string>;

/// Writes a document into memory. The test fails when it is not valid by its schema.
class WrittenXml {
public:
  WrittenXml(const std::function<void(ByteSink&)>& write, const XmlSchema& schema);
  ~WrittenXml();
  WrittenXml(WrittenXml&&) noexcept;

  /// The texts of the elements, or the values of the attributes, that an XPath selects.
  Values values(const std::string& xpath) const;

private:
  class Document;
  std::unique_ptr<Document> document_;
};

} // namespace delo::test
