// delo audit merge
#include "cli/audit_flags.hpp"
#include "cli/command.hpp"
#include "delo/ops/audit/merge.hpp"
#include "delo/report/merge_report.hpp"

namespace delo::cli {

int cmd_audit_merge(const Arguments& arguments, const Context& context) {
  AuditMergeOptions options{
      audit_catalogue(arguments, context), {}, context.clock, context.stop, context.host};
  options.shards.assign(arguments.operands.begin(), arguments.operands.end());
  const AuditMerge merge = audit_merge(options);
  const AuditDetail detail = arguments.has("verbose") ? AuditDetail::summary : AuditDetail::silent;
  print(arguments, context, merge_text(merge, detail), merge_json(merge));
  return to_int(exit_code(merge));
}

} // namespace delo::cli
