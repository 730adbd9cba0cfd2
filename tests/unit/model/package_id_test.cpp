// What a package is called, from the best evidence there is.
#include "delo/base/error.hpp"
#include "delo/model/package_id.hpp"

#include <gtest/gtest.h>

namespace delo {
namespace {

Field field(std::string value) {
  Field f;
  f.values = {std::move(value)};
  return f;
}

ArchivalCitation holding(const std::string& delo) {
  ArchivalCitation h;
  h.parts = {{Level::archive, "GARF", ""}, {Level::fond, "R-1", ""}};
  if (!delo.empty())
    h.parts.push_back({Level::delo, delo, ""});
  return h;
}

TEST(PackageId, comes_from_the_first_complete_holding) {
  DocumentRecord record;
  record.holdings = {holding(""), holding("7"), holding("8")};
  record.record_id = field("113636");
  const PackageId id = choose_package_id(record);
  EXPECT_EQ(id.id, "GARF-fR-1-d7");
  EXPECT_EQ(id.origin, Origin::page);
  EXPECT_EQ(id.basis, "citation");
  EXPECT_EQ(id.warning, "");
}

TEST(PackageId, comes_from_where_the_citation_came_from) {
  DocumentRecord record;
  record.holdings = {holding("7")};
  for (const Origin origin : {Origin::page, Origin::sheet, Origin::typed}) {
    record.holdings_origin = origin;
    EXPECT_EQ(choose_package_id(record).origin, origin);
  }
}

TEST(PackageId, comes_from_the_record_id_without_a_complete_holding) {
  DocumentRecord record;
  record.holdings = {holding("")};
  record.record_id = field("113636");
  record.title = field("A Title");
  const PackageId id = choose_package_id(record);
  EXPECT_EQ(id.id, "wcda-113636");
  EXPECT_EQ(id.origin, Origin::defaulted);
  EXPECT_NE(id.warning, "");
}

TEST(PackageId, does_not_use_a_record_id_that_cannot_be_a_name) {
  DocumentRecord record;
  record.record_id = field("../etc");
  record.title = field("A Title");
  EXPECT_EQ(choose_package_id(record).id, "a-title");
}

TEST(PackageId, comes_from_date_and_title_otherwise) {
  DocumentRecord record;
  record.date_iso = field("1946-03-05");
  record.title = field("Péter's Telegram: ‘On Three\u00A0Coasters’");
  const PackageId id = choose_package_id(record);
  EXPECT_EQ(id.id, "1946-03-05-peters-telegram-on-three-coasters");
  EXPECT_NE(id.warning, "");
}

TEST(PackageId, cuts_a_long_title_between_words) {
  DocumentRecord record;
  record.title = field("The Very Long Title of a Report on the Repair of the Lighthouse at Poti");
  EXPECT_EQ(choose_package_id(record).id, "the-very-long-title-of-a-report-on-the-repair-of-the");
}

TEST(PackageId, asks_for_an_id_when_nothing_is_usable) {
  DocumentRecord record;
  record.title = field("Телеграмма");
  try {
    choose_package_id(record);
    FAIL() << "an id was made from nothing";
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::usage);
    EXPECT_NE(error.hint().find("--id"), std::string::npos);
  }
}

} // namespace
} // namespace delo
