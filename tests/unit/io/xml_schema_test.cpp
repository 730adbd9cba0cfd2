// Schemas come from the program alone: a bad one is a bug, none is fetched, threads share one.
#include "delo/base/error.hpp"
#include "delo/io/xml_reader.hpp"
#include "delo/io/xml_schema.hpp"
#include "unit/support/files.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <thread>
#include <vector>

namespace delo {
namespace {

using Texts = std::map<std::string, std::string_view>;

constexpr std::string_view kMain = R"(
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:p="urn:part"
           targetNamespace="urn:main" elementFormDefault="qualified">
  <xs:import namespace="urn:part" schemaLocation="part.xsd"/>
  <xs:element name="main">
    <xs:complexType><xs:sequence>
      <xs:element ref="p:part" maxOccurs="unbounded"/>
    </xs:sequence></xs:complexType>
  </xs:element>
</xs:schema>
)";

constexpr std::string_view kPart = R"(
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:part">
  <xs:element name="part" type="xs:date"/>
</xs:schema>
)";

struct Deaf final : XmlHandler {
  void start_element(std::string_view, std::string_view, std::span<const XmlAttribute>,
                     std::uint64_t) override {}
  void end_element(std::string_view, std::string_view) override {}
};

std::vector<std::string> problems(const XmlSchema& schema, std::string_view document) {
  Deaf deaf;
  XmlReader reader(deaf, &schema);
  for (; !document.empty(); document.remove_prefix(std::min<std::size_t>(50, document.size())))
    reader.feed(document.substr(0, 50));
  std::vector<std::string> lines;
  for (const XmlProblem& problem : reader.finish())
    lines.push_back(std::to_string(problem.line) + " " + problem.message);
  return lines;
}

TEST(XmlSchema, compiles_what_imports_another_of_the_set) {
  const XmlSchema schema(Texts{{"main.xsd", kMain}, {"part.xsd", kPart}}, "main.xsd");
  EXPECT_TRUE(problems(schema, "<main xmlns='urn:main'><part xmlns='urn:part'>1945-11-20</part>"
                               "</main>")
                  .empty());
  EXPECT_FALSE(
      problems(schema, "<main xmlns='urn:main'><part xmlns='urn:part'>then</part></main>").empty());
}

TEST(XmlSchema, a_bad_schema_is_a_bug_that_names_it) {
  for (const std::string_view text :
       {"", "not XML", "<a/>", "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'>",
        "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'>"
        "<xs:element name='a' type='none'/></xs:schema>",
        "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'><xs:nonsense/></xs:schema>"}) {
    testing::internal::CaptureStderr();
    const auto error = test::error_of([text] { XmlSchema(Texts{{"bad.xsd", text}}, "bad.xsd"); });
    EXPECT_EQ(testing::internal::GetCapturedStderr(), "") << "the library never prints";
    ASSERT_TRUE(error) << text;
    EXPECT_EQ(error->kind(), ErrorKind::internal) << text;
    EXPECT_NE(error->message().find("bad.xsd"), std::string::npos) << error->message();
  }
}

TEST(XmlSchema, refuses_an_import_outside_the_set) {
  EXPECT_EQ(test::kind_of([] {
              XmlSchema(Texts{{"main.xsd", kMain}}, "main.xsd");
            }),
            ErrorKind::internal);
}

TEST(XmlSchema, refuses_an_import_outside_the_set_even_when_nothing_uses_it) {
  constexpr std::string_view kIdle = R"(
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:main">
  <xs:import namespace="urn:part" schemaLocation="part.xsd"/>
  <xs:element name="main" type="xs:string"/>
</xs:schema>
)";
  EXPECT_EQ(test::kind_of([&] {
              XmlSchema(Texts{{"main.xsd", kIdle}}, "main.xsd");
            }),
            ErrorKind::internal);
}

TEST(XmlSchema, never_opens_a_file_that_a_schema_names) {
  const test::TempDir dir;
  test::write_file(dir / "part.xsd", kPart);
  std::string text(kMain);
  text.replace(text.find("part.xsd"), 8, (dir / "part.xsd").native());
  EXPECT_EQ(test::kind_of([&] {
              XmlSchema(Texts{{"main.xsd", text}}, "main.xsd");
            }),
            ErrorKind::internal);
  text = kMain;
  text.replace(text.find("import namespace=\"urn:part\""), 27, "include");
  text.replace(text.find("part.xsd"), 8, (dir / "part.xsd").native());
  EXPECT_EQ(test::kind_of([&] {
              XmlSchema(Texts{{"main.xsd", text}}, "main.xsd");
            }),
            ErrorKind::internal);
}

TEST(XmlSchema, gives_four_threads_at_once_the_same_problems_each_time) {
  const XmlSchema schema(Texts{{"main.xsd", kMain}, {"part.xsd", kPart}}, "main.xsd");
  std::string document = "<main xmlns='urn:main'>\n";
  for (int i = 0; i < 300; ++i)
    document += i % 3 == 0 ? "<part xmlns='urn:part'>then</part>\n"
                           : "<part xmlns='urn:part'>1945-11-20</part>\n";
  document += "<other/>\n</main>";
  const auto expected = problems(schema, document);
  ASSERT_GT(expected.size(), 100U);
  std::vector<int> wrong(4);
  {
    std::vector<std::jthread> threads;
    for (int& count : wrong)
      threads.emplace_back([&] {
        for (int round = 0; round < 20; ++round)
          count += problems(schema, document) == expected ? 0 : 1;
      });
  }
  EXPECT_EQ(wrong, std::vector<int>(4));
}

TEST(XmlSchema, can_be_compiled_by_several_threads_at_once) {
  std::vector<int> wrong(4);
  {
    std::vector<std::jthread> threads;
    for (int& count : wrong)
      threads.emplace_back([&] {
        for (int round = 0; round < 10; ++round) {
          const XmlSchema schema(Texts{{"main.xsd", kMain}, {"part.xsd", kPart}}, "main.xsd");
          count += problems(schema, "<main xmlns='urn:main'/>").size() == 1 ? 0 : 1;
        }
      });
  }
  EXPECT_EQ(wrong, std::vector<int>(4));
}

} // namespace
} // namespace delo
