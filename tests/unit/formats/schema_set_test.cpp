// Schemas that the user pins: found by namespace in a folder, and nowhere else.
#include "delo/formats/xsd/schema_set.hpp"
#include "delo/formats/xsd/schemas.hpp"
#include "delo/io/xml_reader.hpp"
#include "delo/ops/pack.hpp"
#include "delo/ops/validate.hpp"
#include "unit/support/packages.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace delo {
namespace {

using namespace test;
using testing::AllOf;
using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr std::string_view kMods = "http://www.loc.gov/mods/v3";
constexpr std::string_view kMets = "http://www.loc.gov/METS/";
constexpr std::string_view kMets2 = "http://www.loc.gov/METS/v2";
constexpr std::string_view kEad3 = "http://ead3.archivists.org/schema/";
constexpr std::string_view kEad2002 = "urn:isbn:1-931666-22-9";
constexpr std::string_view kPremis2 = "info:lc/xmlns/premis-v2";

/// A schema that knows one element: `mods`, which holds a date.
std::string small_schema(std::string_view imports = {}) {
  return "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' targetNamespace='" +
         std::string(kMods) + "'>" + std::string(imports) +
         "<xs:element name='mods' type='xs:date'/></xs:schema>";
}

std::string catalogue(std::string_view entries) {
  return "<catalog xmlns='urn:oasis:names:tc:entity:xmlns:xml:catalog'>" + std::string(entries) +
         "</catalog>";
}

struct Deaf final : XmlHandler {
  void start_element(std::string_view, std::string_view, std::span<const XmlAttribute>,
                     std::uint64_t) override {}
  void end_element(std::string_view, std::string_view) override {}
};

bool is_valid(const XmlSchema* schema, std::string_view document) {
  Deaf deaf;
  XmlReader reader(deaf, schema);
  reader.feed(document);
  return reader.finish().empty();
}

class SchemaFolders : public testing::Test {
protected:
  TempDir scratch_;
  const fs::path folder_ = scratch_ / "schemas";

  void put(const std::string& name, std::string_view text) {
    fs::create_directories((folder_ / name).parent_path());
    write_file(folder_ / name, text);
  }
  void put_embedded() {
    for (const EmbeddedSchema& schema : embedded_schemas())
      put(std::string(schema.name), schema.text);
  }
  /// Message and hint.
  std::string refusal() {
    try {
      const SchemaSet set(folder_);
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), ErrorKind::usage);
      EXPECT_FALSE(error.hint().empty());
      return error.message();
    }
    return "none";
  }
};

TEST_F(SchemaFolders, are_found_through_the_driver) {
  put("delo-all.xsd", "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'>"
                      "<xs:import namespace='http://www.loc.gov/mods/v3' "
                      "schemaLocation='deep/one.xsd'/></xs:schema>");
  put("deep/one.xsd", small_schema());
  put("deep/two.xsd", small_schema());
  const SchemaSet set(folder_);
  const XmlSchema* mods = set.find(kMods, "mods");
  ASSERT_TRUE(mods);
  EXPECT_TRUE(is_valid(mods, "<mods xmlns='http://www.loc.gov/mods/v3'>1946-03-05</mods>"));
  EXPECT_FALSE(is_valid(mods, "<mods xmlns='http://www.loc.gov/mods/v3'>March</mods>"));
  EXPECT_FALSE(set.find(kMets, "mets"));
  EXPECT_THAT(set.missing(kMets, "mets").message(),
              AllOf(HasSubstr(folder_.native()), HasSubstr(std::string(kMets))));
}

TEST_F(SchemaFolders, are_found_through_the_catalogue) {
  put("a/one.xsd", small_schema("<xs:import namespace='urn:part' "
                                "schemaLocation='http://example.org/part.xsd'/>"));
  put("b/one.xsd", small_schema("<xs:import namespace='urn:gone' schemaLocation='gone.xsd'/>"));
  put("b/renamed.xsd", "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' "
                       "targetNamespace='urn:part'/>");
  put("catalog.xml",
      catalogue("<group><system systemId='http://example.org/mods.xsd' uri='a/one.xsd'/></group>"
                "<uri name='http://example.org/part.xsd' uri='./b/renamed.xsd'/>"));
  EXPECT_TRUE(SchemaSet(folder_).find(kMods, "mods"));
}

TEST_F(SchemaFolders, may_hold_one_file_for_a_namespace_and_no_list_at_all) {
  put("any.xsd", small_schema());
  EXPECT_TRUE(SchemaSet(folder_).find(kMods, "mods"));
  put("other.xsd", small_schema());
  EXPECT_THAT(refusal(), HasSubstr("has no schema")) << "nobody could say which of the two";
}

TEST_F(SchemaFolders, may_hold_the_kinds_that_are_only_read_as_well) {
  put_embedded();
  EXPECT_FALSE(SchemaSet(folder_).has(kEad2002, "ead")) << "packages do not carry them";
  for (const EmbeddedSchema& schema : reading_schemas())
    put("reading/" + std::string(schema.name), schema.text);
  for (const std::string_view uri : {kMets2, kPremis2, kEad2002}) {
    EXPECT_TRUE(SchemaSet(folder_).has(uri, "root")) << uri;
    EXPECT_TRUE(SchemaSet(folder_).find(uri, "root")) << uri;
  }
  const SchemaSet all(folder_);
  EXPECT_EQ(all.find(kPremis2, "event"), all.find(kMets, "mets"));
  EXPECT_NE(all.find(kMets2, "mets"), all.find(kMets, "mets")) << "METS 2 has its own schema only";
  fs::remove(folder_ / "reading/ead2002.xsd");
  const SchemaSet set(folder_);
  EXPECT_TRUE(set.has(kPremis2, "event"));
  EXPECT_FALSE(set.has(kEad2002, "ead"));
  EXPECT_THAT(set.missing(kEad2002, "ead").message(), HasSubstr(std::string(kEad2002)));
}

TEST_F(SchemaFolders, that_lack_what_a_schema_imports_are_refused_by_its_address) {
  put("one.xsd", small_schema("<xs:import namespace='urn:part' "
                              "schemaLocation='http://example.org/part.xsd'/>"));
  EXPECT_THAT(refusal(), AllOf(HasSubstr("http://example.org/part.xsd"), HasSubstr("not there")));
}

TEST_F(SchemaFolders, that_reach_outside_themselves_are_refused) {
  write_file(scratch_ / "outside.xsd", small_schema());
  put("delo-all.xsd", "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'>"
                      "<xs:import namespace='http://www.loc.gov/mods/v3' "
                      "schemaLocation='../outside.xsd'/></xs:schema>");
  EXPECT_THAT(refusal(), HasSubstr("outside.xsd is not there"));
}

TEST_F(SchemaFolders, that_cannot_be_used_are_one_error) {
  EXPECT_THAT(refusal(), HasSubstr("no folder"));
  fs::create_directories(folder_);
  EXPECT_THAT(refusal(), HasSubstr("has no schema"));
  put("broken.xsd", "<xs:schema");
  EXPECT_THAT(refusal(), HasSubstr("broken.xsd"));
  put("broken.xsd", "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' targetNamespace='" +
                        std::string(kMods) +
                        "'><xs:element name='mods' type='xs:dat'/>"
                        "</xs:schema>");
  EXPECT_THAT(refusal(), HasSubstr("broken.xsd"));
}

TEST_F(SchemaFolders, judge_packages_in_place_of_our_own) {
  put_embedded();
  PackOptions options = telegram_options(scratch_ / "out");
  options.schemas = read_schemas(folder_);
  const fs::path package = pack(options).plan.target;
  EXPECT_THAT(in_full(validate_package(package, {.schemas = options.schemas.get()})), IsEmpty());

  put("mods.xsd", small_schema("<xs:import namespace='http://www.w3.org/1999/xlink' "
                               "schemaLocation='xlink.xsd'/>"));
  const auto stricter = read_schemas(folder_);
  EXPECT_THAT(in_full(validate_package(package, {.schemas = stricter.get()})),
              Contains(AllOf(HasSubstr("XML-3"), HasSubstr("mods.xml"))));
  EXPECT_THAT(in_full(validate_package(package)), IsEmpty()) << "only where it was asked for";
}

TEST_F(SchemaFolders, that_lack_the_extensions_of_mets_leave_them_unchecked_and_say_so) {
  put_embedded();
  const fs::path package = pack(telegram_options(scratch_ / "out")).plan.target;
  EXPECT_THAT(validate_package(package, {.schemas = read_schemas(folder_).get()}).not_run,
              IsEmpty());
  fs::remove(folder_ / "delo-all.xsd");
  fs::remove(folder_ / "sip.xsd");
  const auto without = read_schemas(folder_);
  const PackageReport report = validate_package(package, {.schemas = without.get()});
  EXPECT_THAT(report.not_run,
              testing::ElementsAre(AllOf(HasSubstr("SIPExtensionMETS"), HasSubstr("no schema"))));
  EXPECT_THAT(in_full(report), IsEmpty());
}

TEST_F(SchemaFolders, that_lack_a_schema_for_the_package_are_an_error_and_no_verdict) {
  put_embedded();
  PackOptions options = telegram_options(scratch_ / "out");
  options.descriptions = {Description::ead3};
  const fs::path package = pack(options).plan.target;
  std::string driver = bytes_of(folder_ / "delo-all.xsd");
  const std::size_t at = driver.find("<xs:import namespace=\"" + std::string(kEad3));
  driver.erase(at, driver.find("/>", at) + 2 - at);
  put("delo-all.xsd", driver);
  fs::remove(folder_ / "ead3.xsd");
  const auto without = read_schemas(folder_);
  const auto error = error_of([&] { validate_package(package, {.schemas = without.get()}); });
  ASSERT_TRUE(error);
  EXPECT_EQ(error->kind(), ErrorKind::usage);
  EXPECT_THAT(error->message(), HasSubstr(std::string(kEad3)));

  options.schemas = without;
  options.output = scratch_ / "again";
  EXPECT_TRUE(error_of([&] { pack(options); }));
  EXPECT_TRUE(fs::is_empty(options.output)) << "nothing half-written is left";
}

TEST_F(SchemaFolders, of_the_official_schemas_can_be_pinned) {
  const fs::path official = fs::path(DELO_SHARED_DIR) / "reference/schemas";
  if (!fs::is_directory(official))
    GTEST_SKIP() << "no official schemas: " << official << " is not there";
  PackOptions options = telegram_options(scratch_ / "out");
  options.descriptions = {Description::mods, Description::dublin_core, Description::ead3};
  options.schemas = read_schemas(official);
  EXPECT_TRUE(pack(options).written);
  for (const std::string_view uri : {kMets2, kPremis2, kEad2002})
    EXPECT_TRUE(options.schemas->has(uri, "root")) << uri;
}

} // namespace
} // namespace delo
