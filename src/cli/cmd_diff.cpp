// delo diff
#include "cli/command.hpp"
#include "cli/number_flags.hpp"
#include "cli/sandbox.hpp"
#include "delo/ops/diff.hpp"
#include "delo/report/diff_report.hpp"

#include <fmt/format.h>

#include <ostream>

namespace delo::cli {

int cmd_diff(const Arguments& arguments, const Context& context) {
  if (arguments.operands.size() != 2)
    throw Error(ErrorKind::usage,
                fmt::format("delo diff compares two packages, not {}", arguments.operands.size()),
                "for example: delo diff before.tar after");
  ExpansionLimit limit;
  limit.times = expansion_from(arguments, limit.times);
  const Sandbox sandbox("diff", arguments, context);
  const DiffResult result =
      diff_packages(arguments.operands[0], arguments.operands[1], context.stop, limit);
  const bool quiet = arguments.has("quiet") && result.unreadable.empty();
  if (arguments.has("json") || !quiet)
    print(arguments, context, diff_text(result), diff_json(result));
  return to_int(exit_code(result));
}

} // namespace delo::cli
