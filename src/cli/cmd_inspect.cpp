// delo inspect
#include "cli/command.hpp"
#include "cli/sandbox.hpp"
#include "delo/base/error.hpp"
#include "delo/base/shell_word.hpp"
#include "delo/ops/inspect.hpp"
#include "delo/report/inspect_report.hpp"

#include <fmt/format.h>

#include <ostream>

namespace delo::cli {
namespace {

/// Gathers what the reports say of each page and folder.
class Inspection {
public:
  Inspection() {
    json["schema_version"] = 1;
    json["documents"] = Json::array();
    json["errors"] = Json::array();
  }

  void take(const InspectedDocument& document) {
    const InspectedView view{
        document.path,
        document.shape,
        document.record,
        document.package_id,
        {document.encoding, document.encoding_confidence, document.encoding_origin},
        document.html};
    text += (text.empty() ? "" : "\n") + inspect_text(view);
    json["documents"].push_back(inspect_json(view));
  }

  void take(const InspectedFolder& folder) {
    const InspectedFolderView view{folder.path, folder.pages, folder.companions, folder.not_pages,
                                   folder.left_out};
    text += (text.empty() ? "" : "\n") + inspect_folder_text(view);
    json["folders"].push_back(inspect_folder_json(view));
  }

  void take(const std::string& path, const Error& error) {
    Json item;
    put_path(item, path);
    item["message"] = error.message();
    item["hint"] = error.hint();
    json["errors"].push_back(std::move(item));
  }

  std::string text;
  Json json;
};

ExitCode inspect(const std::string& path, const InspectOptions& options, Inspection& inspection) {
  std::error_code not_there; // reading it says why
  if (!std::filesystem::is_directory(path, not_there)) {
    inspection.take(inspect_page(path, options));
    return ExitCode::good;
  }
  const InspectedFolder folder = inspect_folder(
      path, options, [&](const InspectedDocument& document) { inspection.take(document); });
  inspection.take(folder);
  return folder.pages > 0 ? ExitCode::good : ExitCode::nothing_to_check;
}

/// A folder says by itself how to go on.
std::string next_text(const Arguments& arguments) {
  const std::string& path = arguments.operands.front();
  std::error_code not_there;
  return std::filesystem::is_directory(path, not_there)
             ? ""
             : fmt::format("\nnext: delo pack {} -o out\n", shell_word(path));
}

} // namespace

// One page that cannot be read is no reason to keep silent about the others.
int cmd_inspect(const Arguments& arguments, const Context& context) {
  InspectOptions options;
  options.stop = context.stop;
  options.archives = archives_of(arguments, context);
  if (arguments.has("encoding"))
    options.encoding = arguments.value("encoding");
  const Sandbox sandbox("inspect", arguments, context);
  Inspection inspection;
  ExitCode code = ExitCode::good;
  for (const std::string& path : arguments.operands) {
    try {
      const ExitCode outcome = inspect(path, options, inspection);
      code = code == ExitCode::good ? outcome : code;
    } catch (const Error& error) {
      if (error.kind() == ErrorKind::interrupted)
        throw;
      code = exit_code_for(error.kind());
      tell(context.err, error);
      inspection.take(path, error);
    }
  }
  if (arguments.operands.size() == 1 && code == ExitCode::good)
    inspection.text += next_text(arguments);
  print(arguments, context, inspection.text, inspection.json);
  return to_int(code);
}

} // namespace delo::cli
