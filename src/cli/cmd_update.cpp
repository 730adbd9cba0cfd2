// delo update
#include "cli/command.hpp"
#include "cli/number_flags.hpp"
#include "cli/sandbox.hpp"
#include "cli/tag_flags.hpp"
#include "delo/ops/update.hpp"
#include "delo/report/update_report.hpp"

#include <ostream>

namespace delo::cli {
namespace {

std::vector<Algorithm> algorithms_from(const std::vector<std::string>& words) {
  std::vector<Algorithm> algorithms;
  for (const std::string& word : words) // the flag table knows these words only
    algorithms.push_back(*algorithm_from_bagit(word));
  return algorithms;
}

UpdateOptions options_from(const Arguments& arguments, const Context& context) {
  UpdateOptions options;
  options.set = tags_from(arguments.values("set"), "set");
  options.add = tags_from(arguments.values("add"), "add");
  options.unset = arguments.values("unset");
  options.tag_files = tag_files_from(arguments.values("tag-file"));
  options.add_digests = algorithms_from(arguments.values("add-hash"));
  options.drop_digests = algorithms_from(arguments.values("drop-hash"));
  options.expansion.times = expansion_from(arguments, options.expansion.times);
  options.clock = &context.clock;
  options.software_version = version();
  options.stop = context.stop;
  return options;
}

} // namespace

int cmd_update(const Arguments& arguments, const Context& context) {
  UpdateOptions options = options_from(arguments, context);
  const Sandbox sandbox("update", arguments, context);
  RunReport run;
  std::vector<UpdateResult> results;
  for (const std::string& path : arguments.operands) {
    options.package = path;
    const UpdateResult& result = results.emplace_back(update_package(options));
    run.packages.push_back(result.report);
    const bool well = result.report.verdict() == Verdict::valid;
    if (!arguments.has("json") && !(arguments.has("quiet") && well))
      context.out << update_text(result) << std::flush;
  }
  if (arguments.has("json"))
    context.out << to_text(update_json(results, version()));
  return to_int(exit_code(run));
}

} // namespace delo::cli
