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

/// What a compilation on this thread may import; nothing at all other times.
thread_local const SchemaResolver* pinned = nullptr;

/// libxml2 asks here for every external thing: only pinned schemas are ever given.
xmlParserInputPtr give_pinned(const char* url, const char*, xmlParserCtxtPtr context) {
  const auto text = pinned ? (*pinned)(url ? url : "") : std::nullopt;
  if (!text)
    return nullptr;
  xmlParserInputBufferPtr buffer = xmlParserInputBufferCreateMem(
      text->data(), static_cast<int>(text->size()), XML_CHAR_ENCODING_NONE);
  if (!buffer)
    return nullptr;
  xmlParserInputPtr input = xmlNewIOInputStream(context, buffer, XML_CHAR_ENCODING_NONE);
  if (input) // what it imports is named relative to it
    input->filename =
        reinterpret_cast<const char*>(xmlStrdup(reinterpret_cast<const xmlChar*>(url)));
  return input;
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
  compile(texts.at(driver), driver,
          [&texts](std::string_view address) -> std::optional<std::string_view> {
            const auto found = texts.find(std::string(address.substr(address.rfind('/') + 1)));
            return found == texts.end() ? std::nullopt : std::optional(found->second);
          });
}

XmlSchema::XmlSchema(std::string_view driver, const SchemaResolver& resolve)
    : impl_(std::make_unique<Impl>()) {
  compile(driver, "at the head", resolve);
}

void XmlSchema::compile(std::string_view text, const std::string& name,
                        const SchemaResolver& resolve) {
  prepare_libxml();
  const std::unique_ptr<xmlSchemaParserCtxt, void (*)(xmlSchemaParserCtxtPtr)> context(
      xmlSchemaNewMemParserCtxt(text.data(), static_cast<int>(text.size())),
      xmlSchemaFreeParserCtxt);
  std::string reason;
  xmlSchemaSetParserStructuredErrors(context.get(), keep_first, &reason);
  // A schema that is not even XML is told elsewhere, and would be printed.
  xmlSetStructuredErrorFunc(&reason, keep_first);
  pinned = &resolve;
  impl_->compiled.reset(xmlSchemaParse(context.get()));
  pinned = nullptr;
  xmlSetStructuredErrorFunc(nullptr, nullptr);
  if (!impl_->compiled || !reason.empty())
    throw Error(ErrorKind::internal,
                fmt::format("the schema {} does not compile: {}", name, reason));
}

XmlSchema::~XmlSchema() = default;

} // namespace delo
