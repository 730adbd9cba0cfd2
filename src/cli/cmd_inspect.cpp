// delo inspect
#include "cli/command.hpp"
#include "delo/base/error.hpp"
#include "delo/ops/inspect.hpp"
#include "delo/report/inspect_report.hpp"

#include <ostream>

namespace delo::cli {

// One page that cannot be read is no reason to keep silent about the others.
int cmd_inspect(const Arguments& arguments, const Context& context) {
  Json json;
  json["schema_version"] = 1;
  json["documents"] = Json::array();
  json["errors"] = Json::array();
  std::string text;
  ExitCode code = ExitCode::good;
  for (const std::string& path : arguments.operands) {
    try {
      const InspectedDocument document = inspect_page(path);
      const InspectedView view{document.path, document.shape, document.record, document.package_id};
      text += (text.empty() ? "" : "\n") + inspect_text(view);
      json["documents"].push_back(inspect_json(view));
    } catch (const Error& error) {
      code = exit_code_for(error.kind());
      tell(context.err, error);
      Json item;
      put_path(item, path);
      item["message"] = error.message();
      item["hint"] = error.hint();
      json["errors"].push_back(std::move(item));
    }
  }
  print(arguments, context, text, json);
  return to_int(code);
}

} // namespace delo::cli
