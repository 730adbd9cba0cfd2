// The table of E-ARK rules against the lists of the specifications, and what it must say of itself.
#include "delo/formats/csip/eark_checks.hpp"
#include "delo/formats/csip/eark_rule_table.hpp"
#include "delo/formats/csip/media_registry.hpp"
#include "delo/io/media_types.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

namespace delo {
namespace {

TEST(EarkTable, has_ids_once_and_a_text_for_everything) {
  std::set<std::string_view> ids;
  for (const Rule& rule : eark_rules()) {
    EXPECT_TRUE(ids.insert(rule.id).second) << rule.id;
    for (const std::string_view text : {rule.title, rule.section, rule.help, rule.fix, rule.good})
      EXPECT_NE(text, "") << rule.id;
    EXPECT_NE(rule.bad, rule.good) << rule.id;
  }
  EXPECT_EQ(ids.size(), 16U + 117U + 35U);
}

TEST(EarkTable, has_titles_that_tell_rules_apart) {
  std::set<std::string_view> titles;
  for (const Rule& rule : eark_rules())
    EXPECT_TRUE(titles.insert(rule.title).second) << rule.id << ": " << rule.title;
}

TEST(EarkTable, has_a_rule_for_every_check) {
  for (const AttributeCheck& check : attribute_checks())
    EXPECT_EQ(eark_rules()[eark_rule_number(check.rule)].id, check.rule);
  for (const ChildCheck& check : child_checks())
    EXPECT_EQ(eark_rules()[eark_rule_number(check.rule)].id, check.rule);
}

TEST(EarkTable, knows_the_media_types_that_packages_are_written_with) {
  for (const std::string_view type : registered_media_types())
    EXPECT_EQ(media_type_standing(type), MediaTypeStanding::registered) << type;
  EXPECT_EQ(media_type_standing("text/xml; charset=utf-8"), MediaTypeStanding::registered);
  EXPECT_EQ(media_type_standing("text/of-my-own"), MediaTypeStanding::unknown);
  for (const std::string_view type : {"", "text", "text/", "/xml", "paper/old", "text/a b"})
    EXPECT_EQ(media_type_standing(type), MediaTypeStanding::no_media_type) << type;
}

#ifdef DELO_SHARED_DIR
std::vector<std::vector<std::string>> rows_of(const std::string& name) {
  std::vector<std::vector<std::string>> rows;
  std::ifstream file(std::string(DELO_SHARED_DIR) + "/reference/" + name);
  for (std::string line; std::getline(file, line);) {
    std::vector<std::string> cells;
    std::istringstream in(line);
    for (std::string cell; std::getline(in, cell, '\t');)
      cells.push_back(cell);
    if (cells.size() >= 7 && cells[0] != "id" && !cells[0].starts_with("REF_"))
      rows.push_back(cells);
  }
  return rows;
}

Severity severity_of(const std::string& level) {
  static const std::map<std::string, Severity> kLevels{
      {"MUST", Severity::error}, {"SHOULD", Severity::warning}, {"MAY", Severity::info}};
  return kLevels.at(level);
}

/// "MUST in 2.1.0; MUST in 2.0.4" as levels by version.
std::map<std::string, Severity> differences(const std::string& text) {
  std::map<std::string, Severity> found;
  std::istringstream in(text);
  for (std::string part; std::getline(in, part, ';');) {
    std::istringstream words(part);
    std::string level;
    std::string preposition;
    std::string version;
    words >> level >> preposition >> version;
    if (preposition == "in" && (level == "MUST" || level == "SHOULD" || level == "MAY"))
      found[version] = severity_of(level);
  }
  return found;
}

TEST(EarkTable, is_the_lists_of_the_specifications_with_the_levels_of_each_version) {
  auto rows = rows_of("csip-requirements.tsv");
  for (auto& row : rows_of("sip-requirements.tsv"))
    rows.push_back(std::move(row));
  if (rows.empty())
    GTEST_SKIP() << "the lists of requirements are not here";
  std::vector<std::string> order;
  for (const auto& row : rows) {
    order.push_back(row[0]);
    const Rule& rule = eark_rules()[eark_rule_number(row[0])];
    EXPECT_EQ(rule.severity, severity_of(row[1])) << row[0];
    const auto older = differences(row[6]);
    for (const std::string_view version : kEarkVersions) {
      const auto other = older.find(std::string(version));
      EXPECT_EQ(rule.level_in(version), other == older.end() ? rule.severity : other->second)
          << row[0] << " in " << version;
    }
  }
  std::vector<std::string> ours;
  for (const Rule& rule : eark_rules())
    if (rule.id != "CSIP86") // gone since 2.1.0
      ours.emplace_back(rule.id);
  EXPECT_EQ(ours, order);
}
#endif

TEST(EarkTable, has_csip86_in_2_0_4_only) {
  const Rule& rule = eark_rules()[eark_rule_number("CSIP86")];
  EXPECT_EQ(rule.level_in("2.0.4"), Severity::error);
  EXPECT_EQ(rule.level_in("2.1.0"), std::nullopt);
  EXPECT_EQ(rule.level_in("2.2.0"), std::nullopt);
}

} // namespace
} // namespace delo
