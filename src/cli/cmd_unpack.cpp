// delo unpack
#include "cli/command.hpp"
#include "cli/number_flags.hpp"
#include "cli/sandbox.hpp"
#include "delo/ops/unpack.hpp"
#include "delo/report/unpack_report.hpp"

#include <ostream>

namespace delo::cli {

int cmd_unpack(const Arguments& arguments, const Context& context) {
  require_output(arguments, "unpack", "the folder in which the files appear");
  const Sandbox sandbox("unpack", arguments, context);
  RunReport run;
  std::vector<UnpackResult> results;
  for (const std::string& path : arguments.operands) {
    UnpackOptions options;
    options.package = path;
    options.output = arguments.value("output");
    options.payload_only = arguments.has("payload");
    options.overwrite = arguments.has("force") ? Overwrite::yes : Overwrite::no;
    options.expansion.times = expansion_from(arguments, options.expansion.times);
    options.stop = context.stop;
    const UnpackResult& result = results.emplace_back(unpack_package(options));
    run.packages.push_back(result.report);
    if (!arguments.has("json") && !(arguments.has("quiet") && !result.target.empty()))
      context.out << unpack_text(result) << std::flush;
  }
  if (arguments.has("json"))
    context.out << to_text(unpack_json(results, version()));
  return to_int(exit_code(run));
}

} // namespace delo::cli
