// delo inspect
#include "cli/command.hpp"
#include "delo/ops/inspect.hpp"
#include "delo/report/inspect_report.hpp"

namespace delo::cli {

int cmd_inspect(const Arguments& arguments, const Context& context) {
  Json json;
  json["schema_version"] = 1;
  json["documents"] = Json::array();
  std::string text;
  for (const std::string& path : arguments.operands) {
    const InspectedDocument document = inspect_page(path);
    const InspectedView view{document.path, document.shape, document.record, document.package_id};
    text += (text.empty() ? "" : "\n") + inspect_text(view);
    json["documents"].push_back(inspect_json(view));
  }
  print(arguments, context, text, json);
  return to_int(ExitCode::good);
}

} // namespace delo::cli
