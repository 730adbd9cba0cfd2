// PREMIS and the provenance record of random records: valid, and with every link leading somewhere.
#include "delo/ops/preservation.hpp"
#include "delo/ops/provenance.hpp"
#include "unit/support/json_schema.hpp"
#include "unit/support/random_record.hpp"
#include "unit/support/xml.hpp"

#include <gtest/gtest.h>

#include <set>

namespace delo {
namespace {

constexpr int kRecords = 300;

/// A package without files, which is all that these documents need.
class Bare {
public:
  explicit Bare(DocumentRecord record) {
    plan_.id = {"the-id", Origin::option, "option", {}};
    plan_.algorithms = {Algorithm::sha512};
    plan_.representations = {"translation"};
    plan_.record = std::move(record);
  }
  WrittenPackage package() const { return {plan_, input_, {1000000000}, "delo", "1", "", {}}; }

private:
  PackPlan plan_;
  PackInput input_;
};

test::WrittenXml premis_of(const DocumentRecord& record) {
  const Bare bare(record);
  const PlannedFile file{RelPath("premis.xml"), FileRole::package_premis, {}, 0, {}, {},
                         Algorithm::sha512};
  return {[&](ByteSink& sink) { write_preservation(sink, bare.package(), file); },
          package_schema()};
}

void expect_links_to_lead_somewhere(const test::WrittenXml& premis) {
  for (const std::string thing : {"object", "event", "agent", "rightsStatement"}) {
    const auto ids = premis.values("//" + thing + "IdentifierValue");
    EXPECT_EQ(std::set(ids.begin(), ids.end()).size(), ids.size()) << thing;
  }
  for (const auto& [link, thing] : {std::pair{"Agent", "agent"}, {"Object", "object"}}) {
    const auto ids = premis.values("//" + std::string(thing) + "IdentifierValue");
    const std::set<std::string> known(ids.begin(), ids.end());
    for (const std::string& id : premis.values("//linking" + std::string(link) + "IdentifierValue"))
      EXPECT_TRUE(known.contains(id)) << id;
  }
}

TEST(PreservationProperty, of_random_records_is_valid_and_links_what_is_there) {
  test::Random random;
  for (int i = 0; i < kRecords && !testing::Test::HasFailure(); ++i) {
    SCOPED_TRACE(i);
    DocumentRecord record = test::random_record(random);
    record.record_id = {};
    expect_links_to_lead_somewhere(premis_of(record));
  }
}

TEST(PreservationProperty, of_texts_that_xml_cannot_hold_is_valid_all_the_same) {
  test::Random random;
  for (int i = 0; i < kRecords && !testing::Test::HasFailure(); ++i) {
    SCOPED_TRACE(i);
    premis_of(test::random_record(random, true));
  }
}

TEST(PreservationProperty, of_a_name_that_stands_twice_is_one_agent_with_one_event) {
  DocumentRecord record;
  record.translator.values = {"Ann Lee", "Ann Lee"};
  const auto premis = premis_of(record);
  EXPECT_EQ(premis.values("//agent[agentType='person']/agentName"), test::Values{"Ann Lee"});
  expect_links_to_lead_somewhere(premis);
}

TEST(PreservationProperty, of_provenance_keeps_to_its_schema_for_every_origin) {
  test::Random random;
  for (int i = 0; i < kRecords / 5 && !testing::Test::HasFailure(); ++i) {
    SCOPED_TRACE(i);
    const Bare bare(test::random_record(random));
    StringSink json;
    write_provenance(json, bare.package());
    EXPECT_EQ(
        test::schema_complaint("provenance-record.schema.json", nlohmann::json::parse(json.str())),
        "");
  }
}

} // namespace
} // namespace delo
