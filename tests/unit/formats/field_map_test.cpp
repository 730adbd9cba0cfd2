// One table says where each field goes; every format follows it.
#include "delo/formats/bagit/bag_writer.hpp"
#include "delo/formats/descriptive/dc_writer.hpp"
#include "delo/formats/descriptive/ead3_writer.hpp"
#include "delo/formats/descriptive/field_map.hpp"
#include "delo/formats/descriptive/mods_writer.hpp"
#include "delo/formats/rights/rights_writer.hpp"
#include "unit/support/xml.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>

namespace delo {
namespace {

using test::Values;
using testing::Contains;
using testing::HasSubstr;
using testing::Not;

const DescriptionFacts kFacts{"the-id", {1000000000}, "delo 1", "the batch", "The Sender"};

std::string text_of(const std::function<void(ByteSink&)>& write) {
  class Text final : public ByteSink {
  public:
    void write(std::string_view bytes) override { text += bytes; }
    std::string text;
  } sink;
  write(sink);
  return sink.text;
}

struct Format {
  std::string_view FieldMapping::*column;
  std::function<std::string(const DocumentRecord&)> write;
};
const std::vector<Format>& formats() {
  static const std::vector<Format> kFormats{
      {&FieldMapping::mods,
       [](const DocumentRecord& r) {
         return text_of([&](ByteSink& s) { write_mods(s, r, kFacts); });
       }},
      {&FieldMapping::dublin_core,
       [](const DocumentRecord& r) {
         return text_of([&](ByteSink& s) { write_dublin_core(s, r, kFacts); });
       }},
      {&FieldMapping::ead3,
       [](const DocumentRecord& r) {
         return text_of([&](ByteSink& s) { write_ead3(s, r, kFacts); });
       }},
      {&FieldMapping::mets_rights,
       [](const DocumentRecord& r) {
         return text_of([&](ByteSink& s) { write_rights_declaration(s, r); });
       }},
      // The rights address and the title have lines of their own in bag-info.txt, too.
      {&FieldMapping::bag_info,
       [](const DocumentRecord& r) {
         DocumentRecord ours = r;
         for (Field* elsewhere : {&ours.title, &ours.summary, &ours.record_id, &ours.url})
           elsewhere->values.clear();
         return to_text(describe_bag(ours, {"the-id", {}, "delo 1"}));
       }},
  };
  return kFormats;
}

TEST(FieldMap, has_a_row_for_every_field_but_the_kind_of_the_rights_text) {
  for (const RecordField& field : record_fields()) {
    const auto rows = std::count_if(field_map().begin(), field_map().end(),
                                    [&](const auto& row) { return row.field == field.member; });
    EXPECT_EQ(rows, field.name == "rights_type" ? 0 : 1) << field.name;
  }
}

TEST(FieldMap, is_followed_by_every_format) {
  for (const FieldMapping& row : field_map())
    for (const Format& format : formats()) {
      DocumentRecord record;
      const bool is_flag = row.shape == Shape::flag;
      (record.*row.field).values = {is_flag ? "yes" : "Ковш-7"};
      const std::string text = format.write(record);
      const bool is_told = text.find(is_flag ? "private people" : "Ковш-7") != text.npos;
      const bool has_place = !(row.*format.column).empty() ||
                             (format.column == &FieldMapping::ead3 && row.shape == Shape::name);
      EXPECT_EQ(is_told, has_place) << text;
    }
}

TEST(FieldMap, brings_a_cyrillic_citation_back_unchanged_from_every_description) {
  const std::string raw = "АВП РФ, ф. 094, оп. 37, п. 362, д. 18, лл. 0041–0043об.";
  DocumentRecord record;
  record.citation_raw.values = {raw + " Перевод: Б."};
  record.holdings = {{}};
  record.holdings[0].raw = raw;
  record.holdings[0].parts = {{Level::archive, "АВП РФ", ""}, {Level::fond, "094", ""}};
  const test::WrittenXml mods([&](ByteSink& s) { write_mods(s, record, kFacts); },
                              package_schema());
  const test::WrittenXml dc([&](ByteSink& s) { write_dublin_core(s, record, kFacts); },
                            dublin_core_schema());
  const test::WrittenXml ead([&](ByteSink& s) { write_ead3(s, record, kFacts); }, package_schema());
  EXPECT_EQ(mods.values("/mods/note[@type='citation/reference']"), record.citation_raw.values);
  EXPECT_EQ(mods.values("/mods/relatedItem/note[@type='citation/reference']"), Values{raw});
  EXPECT_EQ(dc.values("//dcterms:bibliographicCitation"), record.citation_raw.values);
  EXPECT_EQ(dc.values("//dcterms:source"), Values{raw});
  EXPECT_EQ(ead.values("//prefercite/p"), record.citation_raw.values);
  EXPECT_EQ(ead.values("//did/unitid[@localtype='citation']"), Values{raw});
  EXPECT_EQ(ead.values("//originalsloc/p"), Values{raw});
}

} // namespace
} // namespace delo
