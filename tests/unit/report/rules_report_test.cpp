// docs/rules.md is made from the tables of rules; nobody edits it by hand.
#include "delo/base/atomic_file.hpp"
#include "delo/base/fd.hpp"
#include "delo/ops/validate.hpp"
#include "delo/report/rules_report.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cstdlib>
#include <set>

namespace delo {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr std::array<VersionLevel, 2> kLevels{{{"0.97", Severity::warning}, {"0.93", {}}}};
constexpr std::array<Rule, 1> kRules{{{"BAGIT-9", Severity::error, "a | b", "RFC 8493 9.1",
                                       "because", "mend it", "wrong\nlines", "right", kLevels}}};
constexpr std::array<std::span<const Rule>, 1> kTables{kRules};

TEST(RulesPage, is_what_the_tables_say) {
  const std::filesystem::path page = std::filesystem::path(DELO_DOCS_DIR) / "rules.md";
  const std::string made = rules_markdown(all_rules());
  if (std::getenv("DELO_UPDATE_DOCS")) {
    AtomicFile file(page);
    file.write(made);
    file.commit(Overwrite::yes);
  }
  EXPECT_EQ(read_file(page, 1 << 22), made)
      << "write it anew: DELO_UPDATE_DOCS=1 ctest --preset dev -R RulesPage";
}

TEST(RulesPage, has_each_id_once) {
  std::set<std::string_view> ids;
  for (const auto& table : all_rules())
    for (const Rule& rule : table)
      EXPECT_TRUE(ids.insert(rule.id).second) << rule.id;
  EXPECT_EQ(rules_json(all_rules())["rules"].size(), ids.size());
}

TEST(RulesPage, has_examples_of_what_every_package_is_held_to) {
  for (const auto& table : all_rules())
    for (const Rule& rule : table)
      if (const RuleFamily family = family_of(rule); family == RuleFamily::container ||
                                                     family == RuleFamily::xml ||
                                                     family == RuleFamily::mets) {
        EXPECT_FALSE(rule.bad.empty()) << rule.id;
        EXPECT_FALSE(rule.good.empty()) << rule.id;
      }
}

TEST(RulesReport, tells_the_level_in_each_version) {
  EXPECT_THAT(rules_text(kTables), HasSubstr("bagit      BAGIT-9"));
  EXPECT_THAT(rules_text(kTables), HasSubstr("warning  in version 0.97"));
  EXPECT_THAT(rules_text(kTables), HasSubstr("not a rule in version 0.93"));
  EXPECT_THAT(rules_markdown(kTables), HasSubstr("error (0.97: warning, 0.93: not a rule)"));
  const Json rule = rules_json(kTables)["rules"][0];
  EXPECT_EQ(rule["levels"][0]["level"], "warning");
  EXPECT_TRUE(rule["levels"][1]["level"].is_null());
}

TEST(RulesReport, keeps_titles_inside_their_cells) {
  EXPECT_THAT(rules_markdown(kTables), HasSubstr("| a \\| b |"));
}

TEST(RulesReport, explains_a_rule_with_its_examples) {
  const std::string text = explain_text(kRules[0]);
  for (const char* part : {"BAGIT-9: a | b", "because", "mend it", "    wrong\n    lines\n",
                           "    right\n", "rfc8493#section-9.1"})
    EXPECT_THAT(text, HasSubstr(part));
}

TEST(RulesReport, leaves_out_examples_that_a_rule_does_not_have) {
  Rule bare = kRules[0];
  bare.bad = bare.good = {};
  EXPECT_THAT(explain_text(bare), Not(HasSubstr("breaks it")));
  EXPECT_FALSE(explain_json(bare).contains("bad"));
}

} // namespace
} // namespace delo
