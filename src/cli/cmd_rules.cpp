// delo rules, delo explain
#include "cli/command.hpp"
#include "cli/rule_words.hpp"
#include "delo/ops/validate.hpp"
#include "delo/report/rules_report.hpp"

#include <ostream>

namespace delo::cli {

int cmd_rules(const Arguments& arguments, const Context& context) {
  const auto tables = all_rules();
  const std::string format = arguments.value("format", arguments.has("json") ? "json" : "text");
  if (format == "json")
    context.out << to_text(rules_json(tables));
  else
    context.out << (format == "md" ? rules_markdown(tables) : rules_text(tables));
  return to_int(ExitCode::good);
}

int cmd_explain(const Arguments& arguments, const Context& context) {
  std::vector<const Rule*> rules; // all ids are looked up before anything is printed
  for (const std::string& id : arguments.operands)
    rules.push_back(&rule_named(id));
  Json json;
  json["schema_version"] = 1;
  json["rules"] = Json::array();
  std::string text;
  for (const Rule* rule : rules) {
    text += (text.empty() ? "" : "\n") + explain_text(*rule);
    json["rules"].push_back(explain_json(*rule));
  }
  print(arguments, context, text, json);
  return to_int(ExitCode::good);
}

} // namespace delo::cli
