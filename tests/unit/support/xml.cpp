#include "unit/support/xml.hpp"

#include "delo/io/xml_reader.hpp"

#include <gtest/gtest.h>
#include <pugixml.hpp>

#include <span>
#include <string_view>

namespace delo::test {
namespace {

class Quiet final : public XmlHandler {
  void start_element(std::string_view, std::string_view, std::span<const XmlAttribute>,
                     std::uint64_t) override {}
  void end_element(std::string_view, std::string_view) override {}
};

} // namespace

class WrittenXml::Document : public pugi::xml_document {};

WrittenXml::WrittenXml(const std::function<void(ByteSink&)>& write, const XmlSchema& schema)
    : document_(std::make_unique<Document>()) {
  StringSink sink;
  write(sink);
  Quiet quiet;
  XmlReader reader(quiet, &schema);
  reader.feed(sink.str());
  for (const XmlProblem& problem : reader.finish())
    ADD_FAILURE() << problem.line << ": " << problem.message;
  EXPECT_TRUE(document_->load_string(sink.str().c_str(),
                                     pugi::parse_default | pugi::parse_ws_pcdata_single));
}

WrittenXml::~WrittenXml() = default;
WrittenXml::WrittenXml(WrittenXml&&) noexcept = default;

Values WrittenXml::values(const std::string& xpath) const {
  Values found;
  for (const auto& node : document_->select_nodes(xpath.c_str()))
    found.emplace_back(node.attribute() ? node.attribute().value() : node.node().text().get());
  return found;
}

} // namespace delo::test
