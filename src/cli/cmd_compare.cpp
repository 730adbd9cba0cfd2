// delo compare
#include "cli/command.hpp"
#include "cli/number_flags.hpp"
#include "cli/sandbox.hpp"
#include "delo/ops/audit/compare_stores.hpp"
#include "delo/report/compare_report.hpp"

namespace delo::cli {

int cmd_compare(const Arguments& arguments, const Context& context) {
  if (arguments.operands.size() != 2)
    throw Error(ErrorKind::usage, "two copies are compared, no more and no less",
                "for example: delo compare /srv/holdings /mnt/second/holdings");
  CompareOptions options{arguments.operands[0], arguments.operands[1], context.stop};
  options.expansion.times = expansion_from(arguments, options.expansion.times);
  const Sandbox sandbox("compare", arguments, context);
  const StoreComparison comparison = compare_stores(options);
  print(arguments, context, compare_text(comparison), compare_json(comparison));
  return to_int(exit_code(comparison));
}

} // namespace delo::cli
