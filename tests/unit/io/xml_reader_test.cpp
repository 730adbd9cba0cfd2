// XML comes from strangers: it is heard piece by piece, judged by our schema only, and never makes
// the program fetch or expand anything.
#include "delo/base/error.hpp"
#include "delo/io/xml_reader.hpp"
#include "unit/support/files.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace delo {
namespace {

using Kind = XmlProblem::Kind;

constexpr std::string_view kSchema = R"(<?xml version="1.0"?>
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:case"
           xmlns="urn:case" elementFormDefault="qualified">
  <xs:element name="case">
    <xs:complexType>
      <xs:sequence>
        <xs:element name="page" maxOccurs="unbounded">
          <xs:complexType>
            <xs:simpleContent>
              <xs:extension base="xs:string">
                <xs:attribute name="number" type="xs:positiveInteger" use="required"/>
              </xs:extension>
            </xs:simpleContent>
          </xs:complexType>
        </xs:element>
      </xs:sequence>
    </xs:complexType>
  </xs:element>
</xs:schema>
)";

const XmlSchema& schema() {
  static const XmlSchema kCompiled({{"case.xsd", kSchema}}, "case.xsd");
  return kCompiled;
}

/// Everything that was heard, as lines of text.
struct Heard final : XmlHandler {
  std::vector<std::string> events;
  std::string text;

  void start_element(std::string_view uri, std::string_view name,
                     std::span<const XmlAttribute> attributes, std::uint64_t line) override {
    flush();
    std::string event = "+{" + std::string(uri) + "}" + std::string(name);
    for (const XmlAttribute& a : attributes)
      event += " {" + std::string(a.uri) + "}" + std::string(a.name) + "=" + a.value;
    events.push_back(event + " @" + std::to_string(line));
  }
  void end_element(std::string_view uri, std::string_view name) override {
    flush();
    events.push_back("-{" + std::string(uri) + "}" + std::string(name));
  }
  void characters(std::string_view more) override { text += more; }
  void flush() {
    if (!text.empty())
      events.push_back("\"" + std::exchange(text, {}) + "\"");
  }
};

struct Reading {
  std::vector<std::string> events;
  std::vector<XmlProblem> problems;
};

Reading read(std::string_view document, const XmlSchema* against = nullptr,
             std::size_t piece = std::numeric_limits<std::size_t>::max()) {
  Heard heard;
  XmlReader reader(heard, against);
  while (!document.empty()) {
    const std::size_t n = std::min(piece, document.size());
    // A copy of exact size, so that reading behind a piece would be seen by the sanitizer.
    reader.feed(std::string(document.substr(0, n)));
    document.remove_prefix(n);
  }
  auto problems = reader.finish();
  heard.flush();
  return {std::move(heard.events), std::move(problems)};
}

std::vector<std::string> told(const std::vector<XmlProblem>& problems) {
  std::vector<std::string> lines;
  for (const XmlProblem& problem : problems)
    lines.push_back(std::to_string(static_cast<int>(problem.kind)) + " @" +
                    std::to_string(problem.line) + " " + problem.message);
  return lines;
}

TEST(XmlReader, tells_elements_attributes_text_and_lines) {
  const Reading reading = read("<?xml version=\"1.0\"?>\n"
                               "<a xmlns='urn:x' xmlns:y='urn:y'>\n"
                               "<b one='1' y:two='2'>text</b><![CDATA[<&]]>\n"
                               "<y:c/><!-- not heard --><?nor this?></a>\n");
  EXPECT_TRUE(reading.problems.empty());
  EXPECT_EQ(reading.events,
            (std::vector<std::string>{"+{urn:x}a @2", "\"\n\"", "+{urn:x}b {}one=1 {urn:y}two=2 @3",
                                      "\"text\"", "-{urn:x}b", "\"<&\n\"", "+{urn:y}c @4",
                                      "-{urn:y}c", "-{urn:x}a"}));
}

TEST(XmlReader, decodes_what_was_escaped_in_values_and_text) {
  const Reading reading =
      read("<a v='&amp;&lt;&gt;&quot;&apos;&#1076;&#x434;&amp;amp;'>&amp;&lt;&#1076;</a>");
  EXPECT_TRUE(reading.problems.empty());
  EXPECT_EQ(reading.events[0], "+{}a {}v=&<>\"'дд&amp; @1");
  EXPECT_EQ(reading.events[1], "\"&<д\"");
}

TEST(XmlReader, decodes_values_in_the_same_way_with_a_schema) {
  const Reading reading =
      read("<case xmlns='urn:case'><page number='1'>a&amp;b</page></case>", &schema());
  EXPECT_TRUE(reading.problems.empty());
  EXPECT_EQ(reading.events[2], "\"a&b\"");
  const Reading wrong =
      read("<case xmlns='urn:case'><page number='1' more='&amp;amp;'>x</page></case>", &schema());
  EXPECT_EQ(wrong.events[1], "+{urn:case}page {}number=1 {}more=&amp; @1");
}

TEST(XmlReader, tells_the_line_where_a_document_stops_being_xml) {
  const std::vector<std::pair<std::string, std::uint64_t>> documents{
      {"<a>\n<b>\n</a>\n", 3},     {"<a>\n\n<b c=d/></a>", 3}, {"<a/>\n<b/>", 2},
      {"<a>\n&nothing;\n</a>", 2}, {"<a>\n\x01</a>", 2},       {"<a>\n\xFF</a>", 2},
      {"<a v='1'\nv='2'/>", 2},
  };
  for (const auto& [document, line] : documents) {
    const Reading reading = read(document);
    ASSERT_EQ(reading.problems.size(), 1U) << document;
    EXPECT_EQ(reading.problems[0].kind, Kind::not_well_formed) << document;
    EXPECT_EQ(reading.problems[0].line, line) << document << reading.problems[0].message;
    EXPECT_FALSE(reading.problems[0].message.empty()) << document;
    EXPECT_EQ(reading.problems[0].message.find('\n'), std::string::npos);
  }
}

// Namespaces in XML 1.0, section 7: such a document is not namespace-well-formed.
TEST(XmlReader, an_undeclared_prefix_is_a_problem) {
  for (const std::string_view document : {"<a>\n<b:c/>\n</a>", "<a>\n<c b:d='1'/>\n</a>"}) {
    const Reading reading = read(document);
    ASSERT_EQ(reading.problems.size(), 1U) << document;
    EXPECT_EQ(reading.problems[0].kind, Kind::not_well_formed);
    EXPECT_EQ(reading.problems[0].line, 2U);
  }
}

TEST(XmlReader, what_ends_too_early_is_not_xml) {
  const std::string whole = "<?xml version=\"1.0\"?>\n<a v='1'><b>text</b></a>";
  for (std::size_t size = 0; size < whole.size(); ++size) {
    const Reading reading = read(whole.substr(0, size));
    ASSERT_EQ(reading.problems.size(), 1U) << size;
    EXPECT_EQ(reading.problems[0].kind, Kind::not_well_formed) << size;
  }
  EXPECT_TRUE(read(whole).problems.empty());
}

TEST(XmlReader, refuses_every_doctype) {
  for (const std::string_view document :
       {"<?xml version='1.0'?>\n<!DOCTYPE a>\n<a/>", "\n<!DOCTYPE a SYSTEM 'a.dtd'>\n<a/>",
        "\n<!DOCTYPE a [<!ELEMENT a EMPTY>]>\n<a/>"}) {
    const Reading reading = read(document);
    ASSERT_EQ(reading.problems.size(), 1U) << document;
    EXPECT_EQ(reading.problems[0].kind, Kind::doctype);
    EXPECT_EQ(reading.problems[0].line, 2U);
    EXPECT_TRUE(reading.events.empty());
  }
}

TEST(XmlReader, an_entity_bomb_does_not_go_off) {
  std::string bomb = "<?xml version='1.0'?>\n<!DOCTYPE a [\n<!ENTITY e0 'boom'>\n";
  for (int i = 1; i < 30; ++i) {
    bomb += "<!ENTITY e" + std::to_string(i) + " '";
    for (int k = 0; k < 10; ++k)
      bomb += "&e" + std::to_string(i - 1) + ";";
    bomb += "'>\n";
  }
  bomb += "]>\n<a v='&e29;'>&e29;</a>";
  for (const XmlSchema* against : {static_cast<const XmlSchema*>(nullptr), &schema()})
    for (const std::size_t piece : {1U, 100'000U}) {
      const Reading reading = read(bomb, against, piece);
      ASSERT_EQ(reading.problems.size(), 1U);
      EXPECT_EQ(reading.problems[0].kind, Kind::doctype);
      EXPECT_TRUE(reading.events.empty());
    }
}

TEST(XmlReader, never_opens_a_file_that_a_document_names) {
  const test::TempDir dir;
  test::write_file(dir / "secret", "the secret");
  const std::string place = (dir / "secret").native();
  for (const std::string& declared :
       {"<!DOCTYPE a [<!ENTITY e SYSTEM '" + place + "'>]>",
        "<!DOCTYPE a [<!ENTITY % p SYSTEM 'file://" + place + "'> %p;]>",
        "<!DOCTYPE a SYSTEM 'file://" + place + "'>"}) {
    const Reading reading = read(declared + "<a>&e;</a>");
    ASSERT_EQ(reading.problems.size(), 1U);
    EXPECT_EQ(reading.problems[0].kind, Kind::doctype);
    EXPECT_TRUE(reading.events.empty());
  }
}

TEST(XmlReader, tells_what_the_schema_forbids_and_where) {
  const Reading reading = read("<case xmlns='urn:case'>\n"
                               "<page number='1'>text</page>\n"
                               "<page number='none'>text</page>\n"
                               "<page>text</page>\n"
                               "<leaf/>\n"
                               "</case>",
                               &schema());
  std::vector<std::uint64_t> lines;
  for (const XmlProblem& problem : reading.problems) {
    EXPECT_EQ(problem.kind, Kind::invalid);
    EXPECT_FALSE(problem.message.empty());
    if (lines.empty() || lines.back() != problem.line)
      lines.push_back(problem.line);
  }
  EXPECT_EQ(lines, (std::vector<std::uint64_t>{3, 4, 5}))
      << testing::PrintToString(told(reading.problems));
  EXPECT_EQ(reading.events.back(), "-{urn:case}case") << "an invalid document is heard to its end";
}

TEST(XmlReader, a_valid_document_has_no_problems) {
  EXPECT_TRUE(
      read("<c:case xmlns:c='urn:case'><c:page number='1'/></c:case>", &schema()).problems.empty());
}

TEST(XmlReader, an_element_of_another_namespace_is_invalid) {
  for (const std::string_view document : {"<case><page number='1'/></case>", "<other/>"}) {
    const Reading reading = read(document, &schema());
    ASSERT_FALSE(reading.problems.empty()) << document;
    EXPECT_EQ(reading.problems[0].kind, Kind::invalid);
  }
}

TEST(XmlReader, both_kinds_of_problems_come_in_order_of_lines) {
  const Reading reading =
      read("<case xmlns='urn:case'>\n<page number='x'/>\n<page number='1'>\n</case>", &schema());
  ASSERT_GE(reading.problems.size(), 2U);
  EXPECT_EQ(reading.problems.front().kind, Kind::invalid);
  EXPECT_EQ(reading.problems.back().kind, Kind::not_well_formed);
  EXPECT_TRUE(std::is_sorted(reading.problems.begin(), reading.problems.end(),
                             [](const auto& a, const auto& b) { return a.line < b.line; }));
}

TEST(XmlReader, a_document_does_not_choose_its_schema) {
  const test::TempDir dir;
  test::write_file(dir / "any.xsd", "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'>"
                                    "<xs:element name='anything'/></xs:schema>");
  const std::string place = (dir / "any.xsd").native();
  const std::string instance = "xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'";
  const Reading valid =
      read("<case xmlns='urn:case' " + instance + " xsi:schemaLocation='urn:case " + place +
               "' xsi:noNamespaceSchemaLocation='" + place + "'><page number='1'/></case>",
           &schema());
  EXPECT_TRUE(valid.problems.empty()) << testing::PrintToString(told(valid.problems));
  EXPECT_EQ(valid.events[0], "+{urn:case}case @1") << "the hint went on to the schema";
  const Reading invalid =
      read("<anything " + instance + " xsi:noNamespaceSchemaLocation='" + place + "'/>", &schema());
  ASSERT_FALSE(invalid.problems.empty());
  EXPECT_EQ(invalid.problems[0].kind, Kind::invalid);
}

/// Where and what; the parser's own words depend on how much it saw at once.
std::vector<std::string> told_alike(std::vector<XmlProblem> problems) {
  for (XmlProblem& problem : problems)
    if (problem.kind == Kind::not_well_formed)
      problem.message.clear();
  return told(problems);
}

TEST(XmlReader, byte_by_byte_is_the_same_as_whole) {
  const std::vector<std::string> documents{
      "<?xml version='1.0' encoding='UTF-8'?>\r\n<case xmlns='urn:case'>\r\n"
      "<page number='1'>Дело &amp; <![CDATA[<л.> ]]&gt;]]></page>\r\n</case>\r\n",
      "<case xmlns='urn:case'>\n<page number='&#49;'>a</page><!-- - -- -->\n</case>",
      "<case xmlns='urn:case'>\n<page\n number='0'>😀</page>\n<page/>\n<leaf a='&lt;'/>\n</case>\n",
      "\xEF\xBB\xBF<case xmlns='urn:case'><page number='1'/></case>",
      "<case xmlns='urn:case'><page number='1'>\n",
      "<case xmlns='urn:case'>\n</page></case>",
      "<case xmlns='urn:case'>\n\xFF</case>",
      "<!DOCTYPE case []><case xmlns='urn:case'/>",
      "<?xml version='1.0' encoding='windows-1251'?>\n<case xmlns='urn:case'>"
      "<page number='1'>\xC4\xE5\xEB\xEE</page></case>",
      "not XML at all",
      "",
  };
  for (const std::string& document : documents)
    for (const XmlSchema* against : {static_cast<const XmlSchema*>(nullptr), &schema()}) {
      const Reading whole = read(document, against);
      for (const std::size_t piece : {1U, 2U, 3U, 7U}) {
        const Reading pieces = read(document, against, piece);
        EXPECT_EQ(pieces.events, whole.events) << document << "in pieces of " << piece;
        EXPECT_EQ(told_alike(pieces.problems), told_alike(whole.problems))
            << document << "in pieces of " << piece;
      }
    }
}

TEST(XmlReader, a_document_with_endless_faults_is_not_endless_news) {
  std::string document = "<case xmlns='urn:case'>";
  for (int i = 0; i < 5000; ++i)
    document += "<page/>";
  const Reading reading = read(document + "</case>", &schema());
  EXPECT_EQ(reading.problems.size(), 1000U);
}

TEST(XmlReader, takes_a_document_larger_than_any_buffer) {
  std::string document = "<case xmlns='urn:case'>";
  const std::string page = "<page number='1'>" + std::string(1000, 'x') + "</page>\n";
  for (int i = 0; i < 3000; ++i)
    document += page;
  const Reading reading = read(document + "</case>", &schema(), 64 * 1024);
  EXPECT_TRUE(reading.problems.empty());
  EXPECT_EQ(reading.events.back(), "-{urn:case}case");
}

TEST(XmlReader, problems_are_safe_to_print) {
  const Reading reading =
      read("<case xmlns='urn:case'><page number='\u202E&#10;x'/></case>", &schema());
  ASSERT_FALSE(reading.problems.empty());
  for (const XmlProblem& problem : reading.problems)
    EXPECT_EQ(problem.message.find("\u202E"), std::string::npos) << problem.message;
}

std::string attributes(int count) {
  std::string text;
  for (int i = 0; i < count; ++i)
    text += " a" + std::to_string(i) + "=''";
  return text;
}

std::string nested(int levels) {
  std::string text;
  for (int i = 0; i < levels; ++i)
    text += "<a>";
  for (int i = 0; i < levels; ++i)
    text += "</a>";
  return text;
}

TEST(XmlReader, stops_at_documents_that_are_nested_or_crowded_beyond_measure) {
  for (const std::size_t piece : {std::size_t{1000}, std::numeric_limits<std::size_t>::max()}) {
    EXPECT_TRUE(read(nested(1000), nullptr, piece).problems.empty());
    EXPECT_TRUE(read("<a" + attributes(1000) + "/>", nullptr, piece).problems.empty());
    for (const std::string& document :
         {nested(1001), "<a" + attributes(1001) + "/>", "<a" + attributes(100'000) + "/>",
          "<a><!--" + std::string(10'000'000, '=') + "--></a>"}) {
      const auto problems = read(document, nullptr, piece).problems;
      ASSERT_EQ(problems.size(), 1U);
      EXPECT_EQ(problems[0].kind, Kind::over_limit) << problems[0].message;
    }
  }
}

TEST(XmlReader, long_attributes_are_not_many) {
  const std::string value(200'000, '=');
  EXPECT_TRUE(read("<a b='" + value + "' c=\"'" + value + "\"/>").problems.empty());
  EXPECT_TRUE(read("<a><!--" + value + "--></a>").problems.empty());
}

TEST(XmlReader, random_damage_never_does_harm) {
  test::Random random;
  const std::string whole = "<?xml version='1.0'?>\n<case xmlns='urn:case'>\n<page number='1'>"
                            "text &amp; more</page><!-- c -->\n<![CDATA[x]]></case>";
  for (int i = 0; i < 500; ++i) {
    std::string document = whole;
    for (std::uint64_t k = 0; k <= random.below(4); ++k)
      document[random.below(document.size())] = static_cast<char>(random.below(256));
    const std::size_t piece = 1 + random.below(40);
    EXPECT_EQ(read(document, &schema(), piece).problems.empty(),
              read(document, &schema()).problems.empty())
        << testing::PrintToString(document) << " in pieces of " << piece;
  }
}

} // namespace
} // namespace delo
