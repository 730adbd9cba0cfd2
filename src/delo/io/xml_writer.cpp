#include "delo/io/xml_writer.hpp"

#include "delo/base/error.hpp"
#include "delo/base/utf8.hpp"

#include <libxml/xmlwriter.h>

#include <exception>
#include <utility>

namespace delo {
namespace {

bool is_xml_character(std::int32_t c) {
  return c == 0x9 || c == 0xA || c == 0xD || (c >= 0x20 && c <= 0xD7FF) ||
         (c >= 0xE000 && c <= 0xFFFD) || (c >= 0x10000 && c <= 0x10FFFF);
}

/// Bytes that are not UTF-8 and characters XML forbids become the replacement character.
std::string clean(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t begin = i;
    const std::int32_t c = next_code_point(text, i);
    result += c >= 0 && is_xml_character(c) ? text.substr(begin, i - begin) : "\uFFFD";
  }
  return result;
}

const xmlChar* xml(const std::string& text) {
  return reinterpret_cast<const xmlChar*>(text.c_str());
}

} // namespace

class XmlWriter::Impl {
public:
  explicit Impl(ByteSink& sink) : sink_(sink) {
    xmlOutputBufferPtr buffer = xmlOutputBufferCreateIO(&Impl::pass_on, nullptr, this, nullptr);
    writer_.reset(xmlNewTextWriter(buffer));
    if (!writer_)
      throw Error(ErrorKind::internal, "cannot make an XML writer");
    xmlTextWriterSetIndent(writer_.get(), 1);
    xmlTextWriterSetIndentString(writer_.get(), xml("  "));
    check(xmlTextWriterStartDocument(writer_.get(), "1.0", "UTF-8", nullptr));
  }

  void check(int result) {
    if (thrown_)
      std::rethrow_exception(std::exchange(thrown_, nullptr));
    if (result < 0)
      throw Error(ErrorKind::internal, "the XML writer was used in a wrong order");
  }

  xmlTextWriter* get() { return writer_.get(); }
  int depth = 0;

private:
  struct Free {
    void operator()(xmlTextWriter* writer) const { xmlFreeTextWriter(writer); }
  };

  static int pass_on(void* context, const char* bytes, int size) {
    auto& self = *static_cast<Impl*>(context);
    try {
      if (!self.thrown_)
        self.sink_.write({bytes, static_cast<std::size_t>(size)});
    } catch (...) {
      // It must not fly through C code, which would print an error of its own: check() throws it.
      self.thrown_ = std::current_exception();
    }
    return size;
  }

  ByteSink& sink_;
  std::exception_ptr thrown_;
  std::unique_ptr<xmlTextWriter, Free> writer_;
};

XmlWriter::XmlWriter(ByteSink& sink) : impl_(std::make_unique<Impl>(sink)) {}
XmlWriter::~XmlWriter() = default;

XmlWriter& XmlWriter::start(std::string_view name) {
  impl_->check(xmlTextWriterStartElement(impl_->get(), xml(std::string(name))));
  ++impl_->depth;
  return *this;
}

XmlWriter& XmlWriter::attribute(std::string_view name, std::string_view value) {
  impl_->check(
      xmlTextWriterWriteAttribute(impl_->get(), xml(std::string(name)), xml(clean(value))));
  return *this;
}

XmlWriter& XmlWriter::attribute(std::string_view name, std::uint64_t value) {
  return attribute(name, std::to_string(value));
}

XmlWriter& XmlWriter::text(std::string_view text) {
  impl_->check(xmlTextWriterWriteString(impl_->get(), xml(clean(text))));
  return *this;
}

XmlWriter& XmlWriter::end() {
  impl_->check(xmlTextWriterEndElement(impl_->get()));
  --impl_->depth;
  return *this;
}

XmlWriter& XmlWriter::element(std::string_view name, std::string_view text) {
  return start(name).text(text).end();
}

XmlWriter& XmlWriter::element_if(std::string_view name, std::string_view text) {
  return text.empty() ? *this : element(name, text);
}

void XmlWriter::finish() {
  while (impl_->depth > 0)
    end();
  impl_->check(xmlTextWriterEndDocument(impl_->get()));
  impl_->check(xmlTextWriterFlush(impl_->get()));
}

} // namespace delo
