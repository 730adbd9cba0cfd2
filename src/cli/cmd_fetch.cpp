// delo fetch
#include "cli/command.hpp"
#include "cli/sandbox.hpp"
#include "cli/size_word.hpp"
#include "delo/ops/fetch.hpp"
#include "delo/report/fetch_report.hpp"

#include <algorithm>

namespace delo::cli {

int cmd_fetch(const Arguments& arguments, const Context& context) {
  FetchOptions options;
  options.allow_private = arguments.has("allow-private");
  options.dry_run = arguments.has("dry-run");
  options.stop = context.stop;
  if (arguments.has("max-size"))
    options.max_size = size_from("max-size", arguments.value("max-size"));
  const Sandbox sandbox("fetch", arguments, context);
  std::string text;
  Json all = Json::array();
  int code = to_int(ExitCode::good); // of several bags, 3 beats 1
  for (const std::string& bag : arguments.operands) {
    const FetchResult result = fetch_bag(bag, options);
    text += fetch_text(result, arguments.has("quiet"));
    all.push_back(fetch_json(result));
    code = std::max(code, to_int(exit_code(result)));
  }
  print(arguments, context, text, Json{{"bags", std::move(all)}});
  return code;
}

} // namespace delo::cli
