// Whatever a record holds, what is written of it is valid, and says the texts unchanged.
#include "delo/formats/bagit/bag_writer.hpp"
#include "delo/formats/descriptive/dc_writer.hpp"
#include "delo/formats/descriptive/mods_writer.hpp"
#include "delo/formats/premis/premis_rights.hpp"
#include "delo/formats/premis/premis_writer.hpp"
#include "delo/formats/rights/rights_writer.hpp"
#include "unit/support/random_record.hpp"
#include "unit/support/xml.hpp"

#include <gtest/gtest.h>

namespace delo {
namespace {

constexpr int kRecords = 300;

void write_all(const DocumentRecord& record) {
  const DescriptionFacts facts{"the-id", {1000000000}, "delo 1", "batch"};
  const test::WrittenXml mods([&](ByteSink& sink) { write_mods(sink, record, facts); },
                              package_schema());
  const test::WrittenXml dc([&](ByteSink& sink) { write_dublin_core(sink, record, facts); },
                            dublin_core_schema());
  const test::WrittenXml rights([&](ByteSink& sink) { write_rights_declaration(sink, record); },
                                package_schema());
  const auto statements =
      rights_statements(record, {"the-id", {{"agent/p", "publisher"}}, Timestamp{1000000000}});
  const test::WrittenXml premis(
      [&](ByteSink& sink) {
        PremisWriter writer(sink, "premis.xsd");
        writer.object({PremisObject::Kind::intellectual_entity, {"the-id"}, "", {}});
        for (const RightsStatement& statement : statements)
          writer.rights(statement);
        writer.finish();
      },
      package_schema());
}

TEST(DescriptionProperty, of_random_records_is_valid_in_every_format) {
  test::Random random;
  for (int i = 0; i < kRecords && !testing::Test::HasFailure(); ++i) {
    SCOPED_TRACE(i);
    write_all(test::random_record(random));
  }
}

TEST(DescriptionProperty, of_texts_that_xml_cannot_hold_is_valid_all_the_same) {
  test::Random random;
  for (int i = 0; i < kRecords && !testing::Test::HasFailure(); ++i) {
    SCOPED_TRACE(i);
    write_all(test::random_record(random, true));
  }
}

TEST(DescriptionProperty, says_the_title_and_the_citation_unchanged) {
  test::Random random;
  for (int i = 0; i < kRecords && !testing::Test::HasFailure(); ++i) {
    DocumentRecord record;
    record.title.values = {"x" + test::random_text(random, 40)};
    record.citation_raw.values = {"x" + test::random_text(random, 40)};
    const test::WrittenXml mods(
        [&](ByteSink& sink) {
          write_mods(sink, record, {"the-id", {}, "delo 1"});
        },
        package_schema());
    EXPECT_EQ(mods.values("/mods/titleInfo/title"), record.title.values);
    EXPECT_EQ(mods.values("/mods/note[@type='citation/reference']"), record.citation_raw.values);
  }
}

TEST(DescriptionProperty, keeps_one_line_for_each_tag_of_a_bag) {
  test::Random random;
  for (int i = 0; i < kRecords && !testing::Test::HasFailure(); ++i) {
    const BagInfo info = describe_bag(test::random_record(random), {"the-id", {}, "delo 1"});
    const ParsedBagInfo parsed = parse_bag_info(to_text(info));
    EXPECT_TRUE(parsed.bad_lines.empty());
    EXPECT_EQ(parsed.info.tags().size(), info.tags().size());
  }
}

} // namespace
} // namespace delo
