#include "delo/report/rules_report.hpp"

#include "delo/report/places.hpp"

#include <fmt/format.h>

#include <string_view>

namespace delo {
namespace {

std::string_view level_word(const std::optional<Severity>& level) {
  return level ? to_word(*level) : "not a rule";
}

/// "error (0.93: not a rule)".
std::string levels_of(const Rule& rule) {
  std::string others;
  for (const VersionLevel& row : rule.levels)
    others +=
        fmt::format("{}{}: {}", others.empty() ? "" : ", ", row.version, level_word(row.level));
  return fmt::format("{}{}", to_word(rule.severity), others.empty() ? "" : " (" + others + ")");
}

/// In a cell of a table, and never as markup.
std::string cell(std::string_view text) {
  std::string safe;
  for (const char c : text) {
    if (std::string_view("|<>*_`[]\\").find(c) != std::string_view::npos)
      safe += '\\';
    safe += c;
  }
  return safe;
}

/// In the order of the tables.
template <typename Work>
void for_each_rule(RuleTables tables, Work work) {
  for (const auto& table : tables)
    for (const Rule& rule : table)
      work(rule);
}

std::string indented(std::string_view text) {
  std::string shown = "    ";
  for (const char c : text)
    shown += c == '\n' ? "\n    " : std::string(1, c);
  return shown;
}

} // namespace

std::string rules_text(RuleTables tables) {
  std::string text;
  for_each_rule(tables, [&text](const Rule& rule) {
    text += fmt::format("{:<10} {:<24} {:<8} {} ({})\n", to_word(family_of(rule)), rule.id,
                        to_word(rule.severity), rule.title, rule.section);
    for (const VersionLevel& row : rule.levels)
      text += fmt::format("{:<35} {:<8} in version {}\n", "", level_word(row.level), row.version);
  });
  return text;
}

Json explain_json(const Rule& rule) {
  Json json;
  json["id"] = rule.id;
  json["family"] = to_word(family_of(rule));
  json["standard"] = standard_of(rule);
  json["level"] = to_word(rule.severity);
  json["levels"] = Json::array();
  for (const VersionLevel& row : rule.levels)
    json["levels"].push_back(
        {{"version", row.version}, {"level", row.level ? Json(to_word(*row.level)) : Json()}});
  json["title"] = rule.title;
  json["section"] = rule.section;
  json["address"] = help_uri(rule);
  json["why"] = rule.help;
  json["fix"] = rule.fix;
  if (!rule.bad.empty())
    json["bad"] = rule.bad;
  if (!rule.good.empty())
    json["good"] = rule.good;
  return json;
}

Json rules_json(RuleTables tables) {
  Json json;
  json["schema_version"] = 1;
  json["rules"] = Json::array();
  for_each_rule(tables, [&json](const Rule& rule) { json["rules"].push_back(explain_json(rule)); });
  return json;
}

std::string rules_markdown(RuleTables tables) {
  std::string text =
      "# Rules\n\nWhat `delo validate` checks, made from the tables of rules in the source; a test "
      "compares the two.\nTo write it anew: `DELO_UPDATE_DOCS=1 ctest --preset dev -R RulesPage`. "
      "`delo explain RULE` shows one rule with examples.\nIds are permanent. A level in brackets "
      "is "
      "that of another version of the standard.\n";
  std::string_view standard;
  for_each_rule(tables, [&](const Rule& rule) {
    if (standard_of(rule) != standard) {
      standard = standard_of(rule);
      text += fmt::format("\n## {}\n\nFamily `{}`.\n\n| rule | level | what must hold | section | "
                          "what to do |\n|---|---|---|---|---|\n",
                          standard, to_word(family_of(rule)));
    }
    text += fmt::format("| {} | {} | {} | {} | {} |\n", cell(rule.id), cell(levels_of(rule)),
                        cell(rule.title), cell(rule.section), cell(rule.fix));
  });
  return text;
}

std::string explain_text(const Rule& rule) {
  std::string text = fmt::format(
      "{}: {}\n\n  standard  {}{}{}\n  level     {}\n  read      {}\n"
      "  why       {}\n  fix       {}\n",
      rule.id, rule.title, standard_of(rule), has_section(rule) ? ", " : "",
      has_section(rule) ? rule.section : "", levels_of(rule), help_uri(rule), rule.help, rule.fix);
  if (!rule.bad.empty())
    text += fmt::format("\n  breaks it:\n{}\n", indented(rule.bad));
  if (!rule.good.empty())
    text += fmt::format("\n  keeps it:\n{}\n", indented(rule.good));
  return text;
}

} // namespace delo
