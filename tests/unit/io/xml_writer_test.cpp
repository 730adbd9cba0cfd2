// What is written must be XML that says exactly what was given, and a full disk must be heard of.
#include "delo/base/error.hpp"
#include "delo/io/xml_reader.hpp"
#include "delo/io/xml_writer.hpp"
#include "unit/support/files.hpp"

#include <gtest/gtest.h>
#include <libxml/xmlwriter.h>

#include <algorithm>
#include <cstdint>
#include <functional>
#include <iterator>
#include <memory>
#include <span>
#include <stdexcept>
#include <string>

namespace delo {
namespace {

using namespace std::string_literals;

constexpr std::string_view kHead = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

/// The document that the work writes, without its first line.
std::string written(const std::function<void(XmlWriter&)>& work) {
  StringSink sink;
  {
    XmlWriter writer(sink);
    work(writer);
    writer.finish();
  }
  std::string text = sink.take();
  EXPECT_TRUE(text.starts_with(kHead)) << text;
  return text.substr(std::min(kHead.size(), text.size()));
}

/// Takes what comes until it is told to fail.
class FailingSink final : public ByteSink {
public:
  explicit FailingSink(std::size_t room) : room_(room) {}
  void write(std::string_view bytes) override {
    if (bytes.size() > room_)
      throw std::runtime_error("the disk is full");
    room_ -= bytes.size();
  }

private:
  std::size_t room_;
};

/// The text and the attribute "v" of the only element of a document.
struct Heard final : XmlHandler {
  std::string text;
  std::string value;
  void start_element(std::string_view, std::string_view, std::span<const XmlAttribute> attributes,
                     std::uint64_t) override {
    for (const XmlAttribute& attribute : attributes)
      value = attribute.value;
  }
  void end_element(std::string_view, std::string_view) override {}
  void characters(std::string_view more) override { text += more; }
};

TEST(XmlWriter, writes_elements_attributes_and_text) {
  EXPECT_EQ(written([](XmlWriter& x) {
              x.start("mets").attribute("ID", "a").attribute("size", 18446744073709551615U);
              x.start("file").end();
              x.element("title", "Дело 12");
              x.start("empty").text("").end();
              x.end();
            }),
            "<mets ID=\"a\" size=\"18446744073709551615\">\n"
            "  <file/>\n"
            "  <title>Дело 12</title>\n"
            "  <empty></empty>\n"
            "</mets>\n");
}

TEST(XmlWriter, escapes_what_would_be_markup) {
  EXPECT_EQ(written([](XmlWriter& x) {
              x.start("a").attribute("v", "<&\">'\n\t").text("<b>&amp;]]>\r").end();
            }),
            "<a v=\"&lt;&amp;&quot;&gt;'&#10;&#9;\">&lt;b&gt;&amp;amp;]]&gt;&#13;</a>\n");
}

TEST(XmlWriter, replaces_characters_that_xml_forbids) {
  EXPECT_EQ(written([](XmlWriter& x) {
              x.start("a").attribute("v", "\x01\x1F\0"s).text("x\x08\uFFFE\uFFFFy").end();
            }),
            "<a v=\"\uFFFD\uFFFD\uFFFD\">x\uFFFD\uFFFD\uFFFDy</a>\n");
}

TEST(XmlWriter, replaces_bytes_that_are_not_utf8) {
  EXPECT_EQ(written([](XmlWriter& x) { x.element("a", "\xEB.txt"); }), "<a>\uFFFD.txt</a>\n");
  EXPECT_EQ(written([](XmlWriter& x) { x.element("a", "😀"); }).find("\uFFFD"), std::string::npos);
}

TEST(XmlWriter, any_value_comes_back_through_a_reader) {
  test::Random random;
  constexpr std::string_view kPieces[] = {"<", ">", "&",   "\"", "'",   "\n", "\r",   "\t",    " ",
                                          "a", "й", "]]>", "😀",  "&#x", ";",  "<!--", "\u2028"};
  for (int i = 0; i < 500; ++i) {
    std::string value;
    for (std::uint64_t k = random.below(12); k > 0; --k)
      value += kPieces[random.below(std::size(kPieces))];
    StringSink sink;
    XmlWriter writer(sink);
    writer.start("a").attribute("v", value).text(value).end();
    writer.finish();
    Heard heard;
    XmlReader reader(heard, nullptr);
    reader.feed(sink.str());
    ASSERT_TRUE(reader.finish().empty()) << sink.str();
    EXPECT_EQ(heard.value, value) << sink.str();
    EXPECT_EQ(heard.text, value) << sink.str();
  }
}

struct FreeWriter {
  void operator()(xmlTextWriter* writer) const { xmlFreeTextWriter(writer); }
};
struct FreeBuffer {
  void operator()(xmlBuffer* buffer) const { xmlBufferFree(buffer); }
};

const xmlChar* as_xml(const std::string& text) {
  return reinterpret_cast<const xmlChar*>(text.c_str());
}

TEST(XmlWriter, writes_byte_for_byte_what_the_writer_of_libxml2_does) {
  test::Random random;
  constexpr std::string_view kPieces[] = {"<",  ">",  "&", "\"", "'", "\n",
                                          "\r", "\t", "a", "й",  "😀"};
  for (int round = 0; round < 300; ++round) {
    const std::unique_ptr<xmlBuffer, FreeBuffer> buffer(xmlBufferCreate());
    const std::unique_ptr<xmlTextWriter, FreeWriter> other(xmlNewTextWriterMemory(buffer.get(), 0));
    xmlTextWriterSetIndent(other.get(), 1);
    xmlTextWriterSetIndentString(other.get(), as_xml("  "));
    xmlTextWriterStartDocument(other.get(), "1.0", "UTF-8", nullptr);
    StringSink sink;
    XmlWriter writer(sink);
    const auto value = [&] {
      std::string text;
      for (std::uint64_t k = random.below(6); k > 0; --k)
        text += kPieces[random.below(std::size(kPieces))];
      return text;
    };
    const auto start = [&] {
      writer.start("element");
      xmlTextWriterStartElement(other.get(), as_xml("element"));
      if (random.below(2) == 0)
        return;
      const std::string text = value();
      writer.attribute("v", text);
      xmlTextWriterWriteAttribute(other.get(), as_xml("v"), as_xml(text));
    };
    const auto end = [&] {
      writer.end();
      xmlTextWriterEndElement(other.get());
    };
    start();
    std::size_t depth = 1;
    for (std::uint64_t step = random.below(12); step > 0; --step) {
      start();
      if (random.below(2) == 0) { // elements hold text or elements
        const std::string text = value();
        writer.text(text).end();
        xmlTextWriterWriteString(other.get(), as_xml(text));
        xmlTextWriterEndElement(other.get());
      } else if (random.below(2) == 0 && depth > 0) {
        end();
      } else {
        ++depth;
      }
    }
    writer.finish();
    xmlTextWriterEndDocument(other.get());
    xmlTextWriterFlush(other.get());
    ASSERT_EQ(sink.str(), reinterpret_cast<const char*>(xmlBufferContent(buffer.get())));
  }
}

TEST(XmlWriter, leaves_out_an_element_without_text_when_asked) {
  EXPECT_EQ(written([](XmlWriter& x) {
              x.start("a").element_if("b", "").element_if("c", "1").element("d", "").end();
            }),
            "<a>\n  <c>1</c>\n  <d></d>\n</a>\n");
}

TEST(XmlWriter, closes_what_is_open_at_the_end) {
  EXPECT_EQ(written([](XmlWriter& x) { x.start("a").start("b"); }), "<a>\n  <b/>\n</a>\n");
}

TEST(XmlWriter, what_the_sink_throws_comes_out) {
  for (const std::size_t room : {0U, 10'000U, 100'000U}) {
    FailingSink sink(room);
    EXPECT_THROW(
        {
          XmlWriter writer(sink);
          writer.start("a");
          for (int i = 0; i < 100'000; ++i)
            writer.element("b", "some text");
          writer.finish();
        },
        std::runtime_error)
        << room;
  }
}

TEST(XmlWriter, a_sink_that_fails_at_the_very_end_is_heard_of) {
  FailingSink sink(10);
  XmlWriter writer(sink);
  writer.start("a"); // stays in the writer's own buffer
  EXPECT_THROW(writer.finish(), std::runtime_error);
}

TEST(XmlWriter, a_failing_sink_is_told_by_its_exception_alone) {
  testing::internal::CaptureStderr();
  {
    FailingSink sink(10'000);
    XmlWriter writer(sink);
    EXPECT_THROW(
        {
          for (int i = 0; i < 10'000; ++i)
            writer.start("a");
        },
        std::runtime_error);
  }
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
}

TEST(XmlWriter, an_end_too_many_is_a_bug) {
  StringSink sink;
  XmlWriter writer(sink);
  writer.start("a").end();
  EXPECT_EQ(test::kind_of([&] { writer.end(); }), ErrorKind::internal);
}

} // namespace
} // namespace delo
