#include "delo/io/xml_schema.hpp"

#include "delo/base/error.hpp"
#include "delo/base/utf8.hpp"
#include "delo/io/xml_schema_impl.hpp"

#include <fmt/format.h>
#include <libxml/parser.h>
#include <libxml/xmlerror.h>
#include <libxml/xmlschemastypes.h>

#include <mutex>

namespace delo {
namespace {

using Texts = std::map<std::string, std::string_view>;

/// The texts a compilation on this thread may import; nothing at all other times.
thread_local const Texts* pinned = nullptr;

/// libxml2 asks here for every external thing: only pinned schemas are ever given.
xmlParserInputPtr give_pinned(const char* url, const char*, xmlParserCtxtPtr context) {
  const std::string_view address = url ? url : "";
  const std::string name(address.substr(address.rfind('/') + 1));
  const auto found = pinned ? pinned->find(name) : Texts::const_iterator{};
  if (!pinned || found == pinned->end())
    return nullptr;
  xmlParserInputBufferPtr buffer = xmlParserInputBufferCreateMem(
      found->second.data(), static_cast<int>(found->second.size()), XML_CHAR_ENCODING_NONE);
  return buffer ? xmlNewIOInputStream(context, buffer, XML_CHAR_ENCODING_NONE) : nullptr;
}

void keep_first(void* context, xmlErrorPtr error) {
  auto& text = *static_cast<std::string*>(context);
  if (text.empty() && error && error->message && error->level >= XML_ERR_ERROR)
    text = fmt::format("{} (line {}): {}", error->file ? error->file : "schema", error->line,
                       trim(error->message));
}

} // namespace

void prepare_libxml() {
  static std::once_flag once;
  std::call_once(once, [] {
    xmlInitParser();
    xmlSchemaInitTypes();
    xmlSetExternalEntityLoader(give_pinned);
  });
}

XmlSchema::XmlSchema(const Texts& texts, const std::string& driver)
    : impl_(std::make_unique<Impl>()) {
  prepare_libxml();
  const std::string_view text = texts.at(driver);
  const std::unique_ptr<xmlSchemaParserCtxt, void (*)(xmlSchemaParserCtxtPtr)> context(
      xmlSchemaNewMemParserCtxt(text.data(), static_cast<int>(text.size())),
      xmlSchemaFreeParserCtxt);
  std::string reason;
  xmlSchemaSetParserStructuredErrors(context.get(), keep_first, &reason);
  pinned = &texts;
  impl_->compiled.reset(xmlSchemaParse(context.get()));
  pinned = nullptr;
  if (!impl_->compiled || !reason.empty())
    throw Error(ErrorKind::internal,
                fmt::format("the schema {} does not compile: {}", driver, reason));
}

XmlSchema::~XmlSchema() = default;

} // namespace delo
